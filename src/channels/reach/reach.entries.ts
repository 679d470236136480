import { z } from 'zod';
import { defineEntry, fact } from '../../ledger/entry/entry.contract.ts';

/** Whether it can be called, when it is silent and whether it can be searched is everybody's to know. */
export const reachEntries = {
  set: defineEntry(
    'reach.set',
    z.strictObject({
      ...{ version: fact.count, telephone: z.boolean(), searchable: z.boolean() },
      ...{ quietFrom: fact.count, quietUntil: fact.count },
    }),
    ['telephone', 'reason'],
  ),
} as const;
