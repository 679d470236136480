import { clockName } from '../../../clocks/deadline/deadline.text.ts';
import type { Say } from '../../../kernel/text.ts';
import { closingText, resultText, stateText, tierText } from '../../matter/matter.text.ts';
import type { ExportRow } from '../export.contract.ts';
import { type Cell, momentOf } from '../export.rules.ts';
import { exportText } from './export.text.ts';

type Column = keyof typeof exportText.columns;

/** The table in the asker's language: its head, and each row with numbers as numbers and moments as moments. */
export function tableOf(say: Say, rows: readonly ExportRow[]): { head: string[]; rows: Cell[][] } {
  const columns = Object.keys(exportText.columns) as Column[];
  return {
    head: columns.map((column) => say(exportText.columns[column])),
    rows: rows.map((row) => columns.map((column) => cellOf(say, row, column))),
  };
}

function cellOf(say: Say, row: ExportRow, column: Column): Cell {
  switch (column) {
    case 'tier':
      return say(tierText[row.tier]);
    case 'state':
      return say(stateText[row.state]);
    case 'nextClock':
      return row.nextClock && say(clockName[row.nextClock]);
    case 'result':
      return row.result && say(resultText[row.result]);
    case 'closing':
      return row.closing && say(closingText[row.closing]);
    case 'acceptedAt':
    case 'dueAt':
    case 'resolvedAt':
    case 'closedAt':
      return momentOf(row[column]);
    default:
      return row[column];
  }
}
