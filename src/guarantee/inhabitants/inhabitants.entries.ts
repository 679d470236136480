import { z } from 'zod';
import { defineEntry, fact } from '../../ledger/entry/entry.contract.ts';

/** A rate is made of it, so that everybody may see when it was changed; the words of its source stay private. */
export const inhabitantsEntries = {
  set: defineEntry(
    'inhabitants.set',
    z.strictObject({ version: fact.count, inhabitants: fact.count, countedOn: fact.day }),
    ['source'],
  ),
} as const;
