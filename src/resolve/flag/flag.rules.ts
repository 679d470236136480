import type { NewNotice } from '../../channels/notice/notice.contract.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse, refuseFor } from '../../kernel/outcome.ts';
import { type Slot, waitFor } from '../../kernel/quota.ts';
import { dayMs, hourMs, type Instant } from '../../kernel/time.ts';
import type { Flagged, FlagPart, FlagReason, FlagState, Owner } from './flag.contract.ts';

/** Flags judged to be in bad faith count this far back. */
export const badFaithCountsMs = 30 * dayMs;
/** From so many on, a person flags less often; the right to flag stays. */
const badFaithMany = 3;

const usual = [
  { windowMs: hourMs, max: 5 },
  { windowMs: dayMs, max: 20 },
];
const afterBadFaith = [{ windowMs: dayMs, max: 2 }];
/** Programs, and browsers that take no cookies, of one address together. */
const unmarked = [{ windowMs: hourMs, max: 20 }];

/** A part as a flag names it: `title`, `photo:<id>`. */
export function writeFlagged({ part, sourceId }: Flagged): string {
  return sourceId === null ? part : `${part}:${sourceId}`;
}

/** Reads what a flag names, which the contract has found well-formed. */
export function readFlagged(choice: string): Flagged {
  const [part, sourceId] = choice.split(':');
  return { part: part as FlagPart, sourceId: (sourceId as Id | undefined) ?? null };
}

/** What a flag is counted under: the person, else the browser, else what has neither at its address. */
export function countedUnder(
  personId: Id<'person'> | null,
  { device, address }: { device: string | null; address: string },
): { what: 'flag' | 'flag-unmarked'; who: string } {
  const known = personId ?? device;
  return known === null ? { what: 'flag-unmarked', who: address } : { what: 'flag', who: known };
}

/** Whether one more flag is taken, after those before and those of them that were in bad faith. */
export function mayFlagAgain(
  before: ReadonlyMap<string, readonly Slot[]>,
  badFaith: number,
  times: number,
  now: Instant,
): Outcome<true, 'flagged-too-often'> {
  const own = badFaith >= badFaithMany ? afterBadFaith : usual;
  const wider = (quotas: typeof usual) => quotas.map(({ windowMs, max }) => ({ windowMs, max: max * times }));
  const wait = Math.max(
    waitFor(before.get('flag') ?? [], wider(own), now),
    waitFor(before.get('flag-unmarked') ?? [], wider(unmarked), now),
  );
  return wait > 0 ? refuseFor('flagged-too-often', wait) : ok(true);
}

/** Whether a flag says enough: a reason of its own needs words. */
export function checkFlag(flag: {
  reason: FlagReason;
  words: string | null;
}): Outcome<true, 'flag-words-missing'> {
  return flag.reason === 'other' && (flag.words ?? '') === '' ? refuse('flag-words-missing') : ok(true);
}

export type Judging = {
  flag: { state: FlagState; part: FlagPart };
  decision: 'hide' | 'keep';
  newTitle: string | null;
};

/** What a decision makes of a flag. A title is hidden by another in its place, and so does not come back by itself. */
export function judgeFlag({
  flag,
  decision,
  newTitle,
}: Judging): Outcome<
  { state: Exclude<FlagState, 'open'>; change: 'hide' | 'show' | 'none' },
  'flag-decided-already' | 'title-missing' | 'title-stays-changed'
> {
  const state = decision === 'hide' ? 'hidden' : 'kept';
  if (flag.state === state) return refuse('flag-decided-already');
  if (decision === 'keep') {
    if (flag.state === 'open') return ok({ state, change: 'none' });
    return flag.part === 'title' ? refuse('title-stays-changed') : ok({ state, change: 'show' });
  }
  if (flag.part === 'title' && (newTitle ?? '') === '') return refuse('title-missing');
  return ok({ state, change: 'hide' });
}

type About = Owner & { number: string };

const subjectOf = ({ matterId, reportId }: Owner): NewNotice['subject'] =>
  matterId === null ? { kind: 'report', id: reportId } : { kind: 'matter', id: matterId };

/** The desk hears of a flag. */
export function noticesOfFlag(about: About, desk: readonly Id<'post'>[]): NewNotice[] {
  return desk.map((postId) => ({
    recipient: { to: 'post', postId },
    template: 'flag.raised',
    params: { number: about.number },
    subject: subjectOf(about),
  }));
}

/** Whoever flagged and is known hears what came of it, and why. */
export function noticesOfDecision(
  about: About,
  decided: { state: Exclude<FlagState, 'open'>; words: string },
  flaggers: readonly Id<'person'>[],
): NewNotice[] {
  return [...new Set(flaggers)].map((personId) => ({
    recipient: { to: 'person', personId },
    template: `flag.${decided.state}`,
    params: { number: about.number, words: decided.words },
    subject: subjectOf(about),
  }));
}
