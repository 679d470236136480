import { z } from 'zod';
import { clockKind } from '../../clocks/deadline/deadline.contract.ts';
import { tiers } from '../../collect/category/category.contract.ts';
import { operation } from '../../kernel/operation.ts';
import { instantText } from '../../kernel/wire.ts';
import { closings, matterStates, resultTypes } from '../matter/matter.contract.ts';
import { listMatters } from '../matter/matter.reading.contract.ts';
import { pickRefusals } from '../matter/matter.refusals.contract.ts';

/** More than anybody reads, and still one file that opens. */
export const maxExportRows = 50_000;

/** A line of the table. It holds nothing of any reporter: who may see that looks it up, and leaves a trace. */
export const exportRowSchema = z.strictObject({
  number: z.string(),
  title: z.string(),
  category: z.string(),
  building: z.string().nullable(),
  tier: z.enum(tiers),
  state: z.enum(matterStates),
  households: z.int(),
  mainHandler: z.string().nullable(),
  acceptedAt: instantText,
  nextClock: clockKind.nullable(),
  dueAt: instantText.nullable(),
  resolvedAt: instantText.nullable(),
  closedAt: instantText.nullable(),
  result: z.enum(resultTypes).nullable(),
  closing: z.enum(closings).nullable(),
  returnedCount: z.int(),
  reopenedCount: z.int(),
});
export type ExportRow = z.infer<typeof exportRowSchema>;

export const exportMatters = operation({
  name: 'export.matters',
  method: 'GET',
  path: '/exports/matters',
  summary: 'The whole of a filtered list, for a table; the same rows as the list, page by page, would give',
  input: listMatters.input.omit({ after: true, limit: true }),
  output: z.strictObject({ rows: z.array(exportRowSchema), asOf: instantText }),
  refusals: {
    ...pickRefusals('staff-only'),
    'too-many-rows': {
      status: 422,
      zh: '一共{total}行，一次最多导出{max}行。按日期或类别筛小一点，分几次导。',
      en: 'That is {total} rows; one file holds {max}. Narrow it by date or category and export in parts.',
    },
  },
});

export const exportOperations = { exportMatters };
