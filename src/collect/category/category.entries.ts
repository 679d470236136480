import { z } from 'zod';
import { categoryLimit } from '../../clocks/deadline/deadline.contract.ts';
import { defineEntry, fact } from '../../ledger/entry/entry.contract.ts';
import { tiers } from './category.contract.ts';

const promise = {
  ...{ code: fact.code, from: fact.day, tier: z.enum(tiers), limit: categoryLimit, open: z.boolean() },
};

/** What is promised to everybody stands in the ledger; words of people stay private behind their commitment. */
export const categoryEntries = {
  changed: defineEntry('category.changed', z.strictObject(promise), ['name', 'reason']),
  added: defineEntry('category.added', z.strictObject(promise), ['name', 'reason']),
  withdrawn: defineEntry('category.change-withdrawn', z.strictObject({ code: fact.code, from: fact.day }), [
    'reason',
  ]),
} as const;
