import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { idOf } from '../../kernel/wire.ts';
import { readRefusals } from '../matter/matter.refusals.contract.ts';

/**
 * Something that whoever is told may read, is not as it was. Only which and, for a matter, how far it has come: what
 * it is now is read with the reader's own rights. `queue`: a list of matters may hold others now.
 */
export const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('matter'), id: idOf('matter'), version: z.int() }),
  z.strictObject({ kind: z.literal('report'), id: idOf('report') }),
  z.strictObject({ kind: z.literal('queue') }),
]);
export type Change = z.output<typeof changeSchema>;

/** A place in the community's ledger: the index of an entry, -1 before the first. */
export const placeInLedger = z.int().min(-1).max(Number.MAX_SAFE_INTEGER);

/** Further behind than this, everything may have changed: the reader reads anew instead of asking for each. */
export const maxEntriesBehind = 500;

export const listChanges = operation({
  name: 'change.list',
  method: 'GET',
  path: '/changes',
  summary:
    'What changed after a place in the ledger, as far as the asker may know; without a place only where it ends now',
  input: z.strictObject({
    after: placeInLedger.optional(),
    /** Only of this matter, which the asker may read. */
    matterId: idOf('matter').optional(),
  }),
  output: z.strictObject({
    changes: z.array(changeSchema),
    /** To be given as `after` the next time. */
    last: placeInLedger,
    /** False: too much happened to name, or the place is unknown here; read everything anew. */
    complete: z.boolean(),
  }),
  refusals: readRefusals,
});

export const changeOperations = { listChanges };
