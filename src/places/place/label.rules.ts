import { foldAddress } from './address.rules.ts';
import { numeralCharacters, readNumeral } from './numeral.rules.ts';

const buildingForm = /^([A-Z]?[1-9]\d{0,2}[A-Z]?|[A-Z])$/;
const stairwellForm = /^([1-9]\d?|[A-Z])$/;
const doorForm = /^[A-Z]?\d{1,4}[A-Z]?$/;

/** A building's label as the register keeps it, however it was written: `3幢`, `3号楼`, `第三栋`, `３#` are `3`. */
export function readBuildingLabel(written: string): string | null {
  return readLabel(written, /(?:幢|栋|棟|座|号楼|#楼|#|号|楼)$/, buildingForm);
}

/** A stairwell's label as the register keeps it: `2单元`, `二单元` and `02` are `2`. */
export function readStairwellLabel(written: string): string | null {
  return readLabel(written, /(?:单元|号门|门|梯)$/, stairwellForm);
}

/** A door as the register keeps it: `501室`, `0501` and `５０１` are `501`. */
export function readDoorLabel(written: string): string | null {
  const folded = foldAddress(written).replace(/(?:室|号房|房|户|号)$/, '');
  const label = folded.replace(/^0(?=\d{3}$)/, '');
  return doorForm.test(label) ? label : null;
}

/** A floor as a number: `11`, `11层`, `十一楼`; `-1`, `地下1层` and `B1` lie below the ground. */
export function readFloor(written: string): number | null {
  const text = written.normalize('NFKC').toUpperCase().replaceAll(/\s+/g, '');
  const [, below, label] = /^(-|负|地下|B)?第?(.+?)(?:层|楼|F)?$/.exec(text) ?? [];
  const figures = label === undefined ? null : toFigures(label);
  if (figures === null || !/^\d{1,3}$/.test(figures)) return null;
  const floor = below === undefined ? Number(figures) : -Number(figures);
  return floor >= -5 && floor <= 200 ? floor : null;
}

function readLabel(written: string, marks: RegExp, form: RegExp): string | null {
  const bare = foldAddress(written).replace(/^第/, '').replace(marks, '');
  const label = toFigures(bare)?.replace(/^([A-Z]?)0+(?=\d)/, '$1') ?? '';
  return form.test(label) ? label : null;
}

function toFigures(text: string): string | null {
  return new RegExp(`^[${numeralCharacters}]+$`).test(text) ? readNumeral(text) : text;
}
