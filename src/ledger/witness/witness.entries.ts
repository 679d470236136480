import { z } from 'zod';
import { defineEntry, fact } from '../entry/entry.contract.ts';
import { endings, parties } from './witness.contract.ts';

const party = z.enum(parties);
/** SHA-256 of the line that hands the key on (its vkey), in eight groups: no group can pass for somebody's number. */
const fingerprint = z
  .array(
    z
      .string()
      .max(8)
      .regex(/^[0-9a-f]{8}$/),
  )
  .length(8);
const key = { party, key: fingerprint, turn: fact.count };

/** What the log says of its witnesses: the party and the key, never who holds it. */
export const witnessEntries = {
  named: defineEntry('witness.named', z.strictObject({ party, turn: fact.count })),
  keyRegistered: defineEntry('witness-key.registered', z.strictObject(key)),
  keyEnded: defineEntry('witness-key.ended', z.strictObject({ ...key, reason: z.enum(endings) })),
} as const;
