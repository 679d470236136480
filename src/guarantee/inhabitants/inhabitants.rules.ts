import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { LocalDate } from '../../kernel/time.ts';
import type { EntryDraft } from '../../ledger/entry/entry.contract.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import type { InhabitantCount, Inhabitants, KeptCount, ShownCount } from './inhabitants.contract.ts';
import { inhabitantsEntries } from './inhabitants.entries.ts';

/**
 * The count that holds on a day: the latest taken until then, and of one day the one written down last. Null where nobody
 * had counted yet, for then nothing can be said per inhabitant.
 */
export function inhabitantsOn(counts: readonly InhabitantCount[], day: LocalDate): InhabitantCount | null {
  const taken = counts.filter(({ countedOn }) => countedOn <= day);
  const isLater = (one: InhabitantCount, other: InhabitantCount) =>
    one.countedOn > other.countedOn || (one.countedOn === other.countedOn && one.version > other.version);
  return taken.reduce<InhabitantCount | null>(
    (last, one) => (last === null || isLater(one, last) ? one : last),
    null,
  );
}

/** The next version, if what was read is still the newest, the day has come, and anything differs. */
export function decideCount(
  counts: readonly InhabitantCount[],
  said: InhabitantCount,
  today: LocalDate,
): Outcome<InhabitantCount, 'inhabitants-changed' | 'inhabitants-as-it-is' | 'counted-ahead'> {
  const newest = Math.max(0, ...counts.map(({ version }) => version));
  if (said.version !== newest) return refuse('inhabitants-changed');
  if (said.countedOn > today) return refuse('counted-ahead');
  const held = inhabitantsOn(counts, said.countedOn);
  if (held?.countedOn === said.countedOn && isSame(held, said)) return refuse('inhabitants-as-it-is');
  return ok({ ...said, version: newest + 1 });
}

function isSame(a: Inhabitants, b: Inhabitants): boolean {
  return a.inhabitants === b.inhabitants && a.source === b.source;
}

/** The entry a count leaves in the ledger. */
export function entryOfCount({ version, inhabitants, countedOn, source, at }: KeptCount): EntryDraft {
  return draftEntry(inhabitantsEntries.set, {
    ...{ number: null, occurredAt: at },
    facts: { version, inhabitants, countedOn },
    privateValues: { source },
  });
}

/** A count as everybody sees it. */
export function showCount({ version, inhabitants, countedOn, source }: InhabitantCount): ShownCount {
  return { version, inhabitants, countedOn, source };
}
