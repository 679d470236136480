import { z } from 'zod';
import { defineEntry } from '../../ledger/entry/entry.contract.ts';
import { flagParts, flagReasons } from './flag.contract.ts';

const facts = z.strictObject({ part: z.enum(flagParts), reason: z.enum(flagReasons) });

/** What the public sees of a matter was changed after somebody flagged it: which part and why, never what it said. */
export const flagEntries = {
  hidden: defineEntry('flag.hidden', facts, ['words']),
  shown: defineEntry('flag.shown', facts, ['words']),
} as const;
