import { z } from 'zod';
import { defineEntry, fact } from '../../ledger/entry/entry.contract.ts';

const moved = { moved: fact.count };

/** Changes of the calendar are everybody's to know: dates that were promised follow from it. */
export const calendarEntries = {
  daysSet: defineEntry(
    'calendar.days-set',
    z.strictObject({ ...moved, first: fact.day, last: fact.day, days: fact.count, works: z.boolean() }),
    ['name', 'reason'],
  ),
  dayCleared: defineEntry('calendar.day-cleared', z.strictObject({ ...moved, day: fact.day }), ['reason']),
  hoursSet: defineEntry(
    'calendar.hours-set',
    z.strictObject({ ...moved, from: fact.day, minutes: z.array(fact.count).length(4) }),
    ['reason'],
  ),
  yearConfirmed: defineEntry('calendar.year-confirmed', z.strictObject({ ...moved, year: fact.count }), [
    'reason',
  ]),
} as const;
