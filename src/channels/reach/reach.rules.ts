import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { formatInstant, type Instant, writeTimeOfDay } from '../../kernel/time.ts';
import type { EntryDraft } from '../../ledger/entry/entry.contract.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import type {
  QuietHours,
  Reach,
  ReachVersion,
  ShownReach,
  ShownTelephone,
  Telephone,
} from './reach.contract.ts';
import { reachEntries } from './reach.entries.ts';

/** The night where nobody said otherwise: from ten to seven. */
export const usualQuiet: QuietHours = { quietFrom: 22 * 60, quietUntil: 7 * 60 };

/**
 * What holds before anybody decided: no telephone, and out of search engines. That the world may find what neighbours
 * report is a decision, not what happens by itself.
 */
export const usualReach: Reach & { version: 0 } = {
  ...{ version: 0, telephone: null, searchable: false },
  ...usualQuiet,
};

/**
 * Numbers that can be a community's: of a place (area code and seven or eight figures), 400 and 800, short numbers of
 * government and services (12345, 96xxx, 95xxx), and a mobile of the desk's (numbering plan of the MIIT).
 */
const numbers = [
  { pattern: /^(010|02\d)(\d{8})$/, shown: '$1-$2' },
  { pattern: /^(0[3-9]\d{2})(\d{7,8})$/, shown: '$1-$2' },
  { pattern: /^([48]00)(\d{3})(\d{4})$/, shown: '$1-$2-$3' },
  { pattern: /^(12\d{3}|9[56]\d{3,6})$/, shown: '$1' },
  { pattern: /^(1[3-9]\d)(\d{4})(\d{4})$/, shown: '$1 $2 $3' },
] as const;

/** The figures of a number however it was typed; null for what is no number of a community. */
export function readTelephoneNumber(text: string): string | null {
  const typed = text.normalize('NFKC').replace(/[\s\-‐–—().]/g, '');
  const national = typed.replace(/^(?:\+|00)86(0?)/, (_whole, zero: string) => zero);
  // Abroad the area code goes without its 0: +86 571 …
  const figures = national !== typed && /^[2-9]\d{8,11}$/.test(national) ? `0${national}` : national;
  return numbers.some(({ pattern }) => pattern.test(figures)) ? figures : null;
}

/** Figures as people read them: 0571-88886666. */
export function writeTelephoneNumber(figures: string): string {
  const known = numbers.find(({ pattern }) => pattern.test(figures));
  return known ? figures.replace(known.pattern, known.shown) : figures;
}

/** The next version, if what was read is still what holds and anything differs. */
export function decideReach(
  current: Reach & { version: number },
  said: Reach & { version: number },
): Outcome<Reach & { version: number }, 'reach-changed' | 'reach-as-it-is'> {
  if (said.version !== current.version) return refuse('reach-changed');
  if (isSame(current, said)) return refuse('reach-as-it-is');
  return ok({ ...said, version: current.version + 1 });
}

function isSame(a: Reach, b: Reach): boolean {
  const parts = (reach: Reach) => [
    ...[reach.telephone?.figures, reach.telephone?.days, reach.telephone?.from, reach.telephone?.until],
    ...[reach.quietFrom, reach.quietUntil, reach.searchable],
  ];
  const others = parts(b);
  return parts(a).every((part, index) => part === others[index]);
}

/** The entry a saving leaves in the ledger; the number itself stays private behind its commitment. */
export function entryOfReach(saved: ReachVersion): EntryDraft {
  const { version, telephone, searchable, quietFrom, quietUntil, reason, at } = saved;
  return draftEntry(reachEntries.set, {
    ...{ number: null, occurredAt: at },
    facts: { version, telephone: telephone !== null, searchable, quietFrom, quietUntil },
    privateValues: { telephone: telephone?.figures ?? null, reason },
  });
}

/** A telephone as everybody sees it. */
export function showTelephone({ figures, days, from, until }: Telephone): ShownTelephone {
  return {
    ...{ shown: writeTelephoneNumber(figures), dialled: figures, days },
    ...{ from: writeTimeOfDay(from), until: writeTimeOfDay(until) },
  };
}

/** All of it as everybody sees it. */
export function showReach({
  version,
  telephone,
  quietFrom,
  quietUntil,
  searchable,
}: Reach & { version: number }): ShownReach {
  return {
    ...{ version, telephone: telephone && showTelephone(telephone), searchable },
    ...{ quietFrom: writeTimeOfDay(quietFrom), quietUntil: writeTimeOfDay(quietUntil) },
  };
}

/** A version with who saved it, as the community's staff see it. */
export function showChange(
  saved: ReachVersion,
  by: string,
): ShownReach & { at: string; by: string; reason: string } {
  return { ...showReach(saved), at: formatInstant(saved.at satisfies Instant), by, reason: saved.reason };
}
