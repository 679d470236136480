import type { EntryDraft } from '../../ledger/entry/entry.contract.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import type { CalendarChange } from './calendar.contract.ts';
import { calendarEntries } from './calendar.entries.ts';

/** The entry a change of the calendar leaves in the ledger. */
export function entryOfChange({ said, reason, moved, at }: CalendarChange): EntryDraft {
  const about = { number: null, occurredAt: at };
  switch (said.kind) {
    case 'days-set': {
      const [first = '', last = first] = [said.days[0], said.days.at(-1)];
      const facts = { moved, first, last, days: said.days.length, works: said.works };
      const privateValues = { name: said.name, reason };
      return draftEntry(calendarEntries.daysSet, { ...about, facts, privateValues });
    }
    case 'day-cleared':
      return draftEntry(calendarEntries.dayCleared, {
        ...{ ...about, facts: { moved, day: said.day }, privateValues: { reason } },
      });
    case 'hours-set': {
      const minutes = said.hours.flatMap(({ from, to }) => [from, to]);
      const facts = { moved, from: said.from, minutes };
      return draftEntry(calendarEntries.hoursSet, { ...about, facts, privateValues: { reason } });
    }
    case 'year-confirmed':
      return draftEntry(calendarEntries.yearConfirmed, {
        ...{ ...about, facts: { moved, year: said.year }, privateValues: { reason } },
      });
  }
}
