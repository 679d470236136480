import { readBuildingLabel } from '../../../places/place/label.rules.ts';
import {
  addArea,
  addBuilding,
  addEstate,
  type KeptPlaces,
  maxDoorsPerFloor,
  maxFloors,
  maxStairwells,
} from '../../../places/place/place.keeping.contract.ts';
import {
  type BuildingPlan,
  countDwellings,
  maxDwellingsAtOnce,
  planBuilding,
} from '../../../places/place/place-building.rules.ts';
import { Form } from '../../../web/forms/Form.tsx';
import { type FormReader, readForm } from '../../../web/forms/read-form.ts';
import type { Frame } from '../../../web/frame.ts';
import { AgainButton } from '../../../web/parts/AgainButton.tsx';
import { Button } from '../../../web/parts/Button.tsx';
import { ErrorSummary } from '../../../web/parts/ErrorSummary.tsx';
import { LinkButton } from '../../../web/parts/LinkButton.tsx';
import { Notice } from '../../../web/parts/Notice.tsx';
import { SelectField } from '../../../web/parts/SelectField.tsx';
import { Table } from '../../../web/parts/Table.tsx';
import { TextField } from '../../../web/parts/TextField.tsx';
import { keepingText as text } from './keeping.text.ts';
import { PeopleTop } from './People.tsx';
import { peoplePlaceText } from './place.text.ts';

export const newPlaces = ['building', 'area', 'estate'] as const;
export type NewPlaceData = {
  what: (typeof newPlaces)[number];
  kept: KeptPlaces;
  /** The estate that was just entered, or the only one. */
  estateId: string | undefined;
};
type Props = { frame: Frame; data: NewPlaceData };

const titles = { building: text.addBuilding, area: text.addArea, estate: text.addEstate };
const operations = { building: addBuilding, area: addArea, estate: addEstate };

/** One form at a time: a building told in four numbers and looked at before it is saved, an estate, a shared area. */
export function NewPlace({ frame, data }: Props) {
  const { say, to } = frame;
  const { what } = data;
  const operation = operations[what];
  const form = readForm(frame.form?.operation === operation.name ? frame.form : undefined);
  return (
    <>
      <PeopleTop frame={frame} view="places" title={say(titles[what])} />
      <div class="desk-body desk-narrow">
        <Form action={to(operation.path)} hidden={frame.hidden}>
          <ErrorSummary locale={say.locale} {...form.summary()} />
          {what === 'building' && <BuildingFields frame={frame} data={data} form={form} />}
          {what === 'area' && <AreaFields frame={frame} data={data} form={form} />}
          {what === 'estate' && <EstateFields frame={frame} form={form} />}
        </Form>
        <p class="form-gap">
          <LinkButton kind="quiet" href={to('/people/places')}>
            {say(text.back)}
          </LinkButton>
        </p>
      </div>
    </>
  );
}

type FieldsProps = Props & { form: FormReader };

function EstateFields({ frame: { say }, form }: Omit<FieldsProps, 'data'>) {
  return (
    <>
      <TextField
        {...form.text('name')}
        label={say(text.estateName)}
        hint={say(text.estateHint)}
        maxLength={60}
        required
      />
      <div class="form-gap">
        <Button kind="primary">{say(text.save)}</Button>
      </div>
    </>
  );
}

const estateOptions = (kept: KeptPlaces) => kept.estates.map(({ id, name }) => ({ value: id, label: name }));

function AreaFields({ frame: { say }, data, form }: FieldsProps) {
  return (
    <>
      <TextField
        {...form.text('name')}
        label={say(text.areaName)}
        hint={say(text.areaHint)}
        maxLength={60}
        required
      />
      <SelectField
        {...form.text('estateId', data.estateId)}
        label={say(text.estate)}
        empty={say(text.whole)}
        options={estateOptions(data.kept)}
      />
      <div class="form-gap">
        <Button kind="primary">{say(text.save)}</Button>
      </div>
    </>
  );
}

const numbers = [
  { name: 'stairwells', label: text.stairwells, usual: '1', max: maxStairwells },
  { name: 'floors', label: text.floors, usual: '', max: maxFloors },
  { name: 'perFloor', label: text.perFloor, usual: '2', max: maxDoorsPerFloor },
  { name: 'firstFloor', label: text.firstFloor, usual: '1', max: 10, hint: text.firstFloorHint },
] as const;

/** Nothing is saved before it was looked at: the first button shows every door, and brings the second one. */
function BuildingFields({ frame, data, form }: FieldsProps) {
  const { say } = frame;
  if (data.kept.estates.length === 0)
    return (
      <Notice title={say(text.begin)}>
        <p>{say(peoplePlaceText.none)}</p>
        <LinkButton kind="primary" href={frame.to('/people/places/new?what=estate')}>
          {say(text.addEstate)}
        </LinkButton>
      </Notice>
    );
  const planned = readPlan(form);
  return (
    <>
      <SelectField
        {...form.text('estateId', data.estateId)}
        label={say(text.estate)}
        empty={say(text.choose)}
        options={estateOptions(data.kept)}
        required
      />
      <TextField
        {...form.text('label')}
        label={say(text.building)}
        hint={say(text.buildingHint)}
        width="short"
        maxLength={20}
        required
      />
      {numbers.map(({ name, label, usual, max, ...more }) => (
        <TextField
          key={name}
          {...form.text(name, usual)}
          label={say(label)}
          hint={'hint' in more ? say(more.hint) : undefined}
          inputMode="numeric"
          width="short"
          maxLength={String(max).length}
          required
        />
      ))}
      {planned === undefined ? (
        <div class="form-gap">
          <AgainButton more="preview" icon="eye">
            {say(text.preview)}
          </AgainButton>
        </div>
      ) : (
        <Preview frame={frame} label={planned.label} plan={planned.plan} />
      )}
    </>
  );
}

/** What the form that came back describes; undefined where a number is missing or none, for the contract to say so. */
function readPlan(form: FormReader): { label: string; plan: BuildingPlan } | undefined {
  const label = readBuildingLabel(form.text('label').value);
  const [stairwells = 0, floors = 0, perFloor = 0, firstFloor = 0] = numbers.map(({ name, max }) => {
    const written = form.text(name).value.normalize('NFKC').trim();
    return /^\d{1,3}$/.test(written) && Number(written) <= max ? Number(written) : 0;
  });
  const plan = { stairwells, floors, perFloor, firstFloor };
  const isWhole = Object.values(plan).every((number) => number > 0);
  return label !== null && isWhole && countDwellings(plan) <= maxDwellingsAtOnce
    ? { label, plan }
    : undefined;
}

function Preview({ frame: { say }, label, plan }: { frame: Frame; label: string; plan: BuildingPlan }) {
  const stairwells = planBuilding(plan);
  const floors = stairwells[0]?.floors.toReversed() ?? [];
  const doors = (stairwell: (typeof stairwells)[number], floor: number) => {
    const all = stairwell.floors.find((one) => one.floor === floor)?.doors ?? [];
    return all.length > 4 ? `${all[0]}–${all.at(-1)}` : all.join(' ');
  };
  return (
    <section class="section-gap">
      <h2>{say(text.previewTitle, label, countDwellings(plan))}</h2>
      <p class="small soft">{say(text.previewText)}</p>
      <Table
        id="planned"
        caption={say(text.previewTitle, label, countDwellings(plan))}
        hideCaption
        columns={[
          { label: say(text.floor) },
          ...stairwells.map((stairwell) => ({ label: say(peoplePlaceText.stairwell, stairwell.label) })),
        ]}
        rows={floors.map(({ floor }) => ({
          key: String(floor),
          cells: [say(text.floorOf, floor), ...stairwells.map((stairwell) => doors(stairwell, floor))],
        }))}
      />
      <div class="form-gap row-wrap">
        <Button kind="primary">{say(text.saveBuilding, countDwellings(plan))}</Button>
        <AgainButton more="preview" icon="eye">
          {say(text.preview)}
        </AgainButton>
      </div>
    </section>
  );
}
