import type { Instant } from '../../kernel/time.ts';
import type { EntryDraft } from '../../ledger/entry/entry.contract.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import type { Category } from './category.contract.ts';
import { categoryEntries } from './category.entries.ts';

/** The entry of a category that is changed or added. */
export function entryOfPromise(
  kind: 'changed' | 'added',
  { code, effectiveFrom: from, tier, limit, open, name }: Category,
  reason: string,
  at: Instant,
): EntryDraft {
  const facts = { code, from, tier, limit, open };
  return draftEntry(categoryEntries[kind], {
    ...{ number: null, occurredAt: at, facts, privateValues: { name: { ...name }, reason } },
  });
}

/** The entry of a planned change that is withdrawn. */
export function entryOfWithdrawal(
  { code, effectiveFrom: from }: Category,
  reason: string,
  at: Instant,
): EntryDraft {
  const content = { number: null, occurredAt: at, facts: { code, from }, privateValues: { reason } };
  return draftEntry(categoryEntries.withdrawn, content);
}
