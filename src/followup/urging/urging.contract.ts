import { z } from 'zod';
import { clockKind } from '../../clocks/deadline/deadline.contract.ts';
import { operation } from '../../kernel/operation.ts';
import { idOf, instantText } from '../../kernel/wire.ts';
import { matterViewSchema } from '../../resolve/matter/matter.contract.ts';
import { pickRefusals } from '../../resolve/matter/matter.refusals.contract.ts';
import { urgingMarks } from '../../resolve/matter/matter.urging.contract.ts';

const matter = { matterId: idOf('matter') };

/** By its reporter once a day, or by the desk with words. It commutes with every change, so it takes no version. */
export const urgeMatter = operation({
  name: 'urging.urge',
  method: 'POST',
  path: '/matters/:matterId/urge',
  summary: 'Urge a matter: handlers and desk are told',
  input: z.strictObject({ ...matter, words: z.string().max(500).regex(/\S/).nullable() }),
  output: matterViewSchema,
  refusals: pickRefusals(
    'matter-not-found',
    'step-not-possible',
    'reporter-only',
    'street-reads-only',
    'urged-today',
    'words-missing',
  ),
  creates: true,
});

/** A moment at which the product urges by itself, and whether it has. */
export const plannedUrgeSchema = z.strictObject({
  clock: clockKind,
  mark: z.enum(urgingMarks),
  at: instantText,
  state: z.enum(['ahead', 'urged', 'passed-over']),
});
export type PlannedUrge = z.infer<typeof plannedUrgeSchema>;

export const listPlannedUrges = operation({
  name: 'urging.list',
  method: 'GET',
  path: '/matters/:matterId/urging',
  summary: 'When the clocks that run urge by themselves, and what they have urged already',
  input: z.strictObject(matter),
  output: z.strictObject({ planned: z.array(plannedUrgeSchema) }),
  refusals: pickRefusals('matter-not-found', 'staff-only'),
});

export const urgingOperations = { urgeMatter, listPlannedUrges };
