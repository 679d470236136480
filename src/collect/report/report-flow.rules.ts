import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuseFor } from '../../kernel/outcome.ts';
import { countWithin, type Quota, type Slot, waitFor } from '../../kernel/quota.ts';
import { dayMs, hourMs, type Instant } from '../../kernel/time.ts';
import { restrainedQuotas } from '../restraint/restraint.rules.ts';
import type { Aside } from './report.contract.ts';

/** Who sends a report, as far as they can be told apart: never by the address alone, which a whole estate may share. */
export type Sending = {
  personId: Id<'person'> | null;
  /** The number left with it, in one form. */
  phone: string | null;
  device: string | null;
  address: string;
  /** Null where a recording speaks. */
  text: string | null;
};

/** What is counted of a report; the same as `Counted` of the platform's tallies. */
type Counted = { what: Count; who: string };
type Count = 'person' | 'number' | 'device' | 'unmarked' | 'nameless' | 'own-words' | 'words';

type SenderCount = Exclude<Count, 'nameless' | 'own-words' | 'words'>;

const quotas: Record<SenderCount, readonly Quota[]> = {
  person: [
    { windowMs: hourMs, max: 10 },
    { windowMs: dayMs, max: 30 },
  ],
  number: [
    { windowMs: hourMs, max: 10 },
    { windowMs: dayMs, max: 30 },
  ],
  // A captain lends a telephone, a whole family shares a computer.
  device: [
    { windowMs: hourMs, max: 30 },
    { windowMs: dayMs, max: 100 },
  ],
  // Programs, and browsers that take no cookies, of one address together.
  unmarked: [{ windowMs: hourMs, max: 60 }],
};

/** As many that leave neither name nor number come from one address in an hour before the rest wait aside. */
export const namelessAnHour = 200;
/** As many people say the same in an hour before the rest wait aside: ten of them tell the desk enough. */
export const sameWordsAnHour = 10;

/** What a report is counted under. */
export function countedOf(sending: Sending): Counted[] {
  const { personId, phone, device, address } = sending;
  const counted: Counted[] = [];
  if (personId !== null) counted.push({ what: 'person', who: personId });
  if (phone !== null) counted.push({ what: 'number', who: phone });
  if (device !== null) counted.push({ what: 'device', who: device });
  if (device === null && personId === null) counted.push({ what: 'unmarked', who: address });
  if (phone === null && personId === null) counted.push({ what: 'nameless', who: address });
  const words = wordsToCompare(sending.text ?? '');
  if (words === '') return counted;
  const sender = personId ?? device ?? phone;
  if (sender !== null) counted.push({ what: 'own-words', who: `${sender} ${words}` });
  return [...counted, { what: 'words', who: words }];
}

/** What is left of a text when figures, signs and gaps go, with which a machine makes the same look different. */
export function wordsToCompare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\P{Letter}/gu, '');
}

/**
 * Decides by what was counted before: refused for a time, taken in and set aside, or taken in (null). Words of danger
 * are set aside for their own sender's repetition only, never for how many others send; whoever is restrained sends
 * them as everybody does.
 */
export function judgeSending(
  before: ReadonlyMap<string, readonly Slot[]>,
  times: number,
  sending: { urgent: boolean; now: Instant; restrained?: boolean },
): Outcome<Aside | null, 'reported-too-often'> {
  const { urgent, now } = sending;
  const fewer = sending.restrained && !urgent ? { person: restrainedQuotas, number: restrainedQuotas } : {};
  const waits = Object.entries({ ...quotas, ...fewer }).map(([what, each]) => {
    const wider = each.map(({ windowMs, max }) => ({ windowMs, max: max * times }));
    return waitFor(before.get(what) ?? [], wider, now);
  });
  const wait = Math.max(...waits);
  if (wait > 0) return refuseFor('reported-too-often', wait);
  const inLastHour = (what: Count) => countWithin(before.get(what) ?? [], hourMs, now);
  if (inLastHour('own-words') >= times) return ok('same-words');
  if (urgent) return ok(null);
  if (inLastHour('words') >= sameWordsAnHour * times) return ok('same-words');
  return ok(inLastHour('nameless') >= namelessAnHour * times ? 'crowd' : null);
}
