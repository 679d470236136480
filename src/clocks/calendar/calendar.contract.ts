import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import { dateText } from '../../kernel/wire.ts';

/** Part of a day in minutes since midnight in China; `to` is exclusive and may be 1440, the end of the day. */
export type Shift = { from: number; to: number };

const shift = z
  .strictObject({ from: z.int().min(0).max(1439), to: z.int().min(1).max(1440) })
  .refine(({ from, to }) => from < to, { error: 'shift-ends-before-it-begins' });

/** Business hours: two shifts a day, the second after the first. */
export const businessHours = z
  .tuple([shift, shift])
  .refine(([first, second]) => first.to <= second.from, { error: 'shifts-overlap' });
export type BusinessHours = readonly [Shift, Shift];

/** 08:30–11:30 and 14:00–17:30. */
export const defaultBusinessHours: BusinessHours = [
  { from: 8 * 60 + 30, to: 11 * 60 + 30 },
  { from: 14 * 60, to: 17 * 60 + 30 },
];

export const dayKinds = ['holiday', 'workday'] as const;
export type DayKind = (typeof dayKinds)[number];

export type DayName = { zh: string; en: string };

/** A day that is not what its weekday says: a holiday, a weekend day worked to make up for one, or the community's own. */
export type DayOverride = { kind: DayKind; name: DayName; own?: true };

/** Working hours from a day on. */
export type HoursFrom = { from: LocalDate; hours: BusinessHours };

/** Who said how a year's holidays lie, and whether that is settled. */
export type YearStatus = { source: string; confirmed: boolean };

/** Everything a rule needs to know of days and hours in one community, as a value. */
export type WorkCalendar = {
  overrides: ReadonlyMap<LocalDate, DayOverride>;
  years: ReadonlyMap<number, YearStatus>;
  /** Until the first of `laterHours`, which stand in the order of their days. */
  hours: BusinessHours;
  laterHours: readonly HoursFrom[];
};

/** What a day is, and why. */
export type DayVerdict = {
  date: LocalDate;
  works: boolean;
  why: 'weekday' | 'weekend' | 'holiday' | 'make-up';
  name: DayName | null;
  /** The community's own word, not the country's. */
  own: boolean;
  provisional: boolean;
};

/** What was said in one change of a community's calendar. */
export const calendarSaid = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('days-set'),
    days: z.array(dateText).min(1),
    works: z.boolean(),
    name: z.string(),
  }),
  z.strictObject({ kind: z.literal('day-cleared'), day: dateText, name: z.string() }),
  z.strictObject({ kind: z.literal('hours-set'), from: dateText, hours: businessHours }),
  z.strictObject({ kind: z.literal('year-confirmed'), year: z.int() }),
]);
export type CalendarSaid = z.output<typeof calendarSaid>;

/** A change on record: who, when, why, and how many running clocks it moved. */
export type CalendarChange = {
  id: Id<'calendar-change'>;
  at: Instant;
  personId: Id<'person'>;
  said: CalendarSaid;
  reason: string;
  moved: number;
};
