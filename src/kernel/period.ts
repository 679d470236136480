import { addMs, atMinute, dateOf, dayMs, hourMs, type Instant, type LocalDate, minuteMs } from './time.ts';

/** How long something is kept, in the unit in which people are told: three years are not a number of days. */
export type Period = { readonly unit: 'minutes' | 'hours' | 'days' | 'years'; readonly count: number };

const unitMs = { minutes: minuteMs, hours: hourMs, days: dayMs } as const;

/** A length in milliseconds as a period, in the largest unit that it fills without a rest. */
export function lasting(ms: number): Period {
  const unit = (['days', 'hours', 'minutes'] as const).find((one) => ms % unitMs[one] === 0);
  if (unit === undefined || ms <= 0) throw new RangeError(`no period of whole minutes: ${ms}`);
  return { unit, count: ms / unitMs[unit] };
}

/** The instant from which a period has just run out: what began before it is over. Years end on their own day. */
export function periodBefore(now: Instant, { unit, count }: Period): Instant {
  if (unit !== 'years') return addMs(now, -count * unitMs[unit]);
  const today = dateOf(now);
  return addMs(atMinute(yearsBefore(today, count), 0), now - atMinute(today, 0));
}

/** The same day so many years before; of a year without 29 February its 28th. */
function yearsBefore(date: LocalDate, years: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year - years, month, 0)).getUTCDate();
  return new Date(Date.UTC(year - years, month - 1, Math.min(day, last)))
    .toISOString()
    .slice(0, 10) as LocalDate;
}
