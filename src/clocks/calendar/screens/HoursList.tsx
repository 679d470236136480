import type { Frame } from '../../../web/frame.ts';
import { DefinitionList } from '../../../web/parts/DefinitionList.tsx';
import { sayDay } from '../../../web/when.text.ts';
import { calendarText as text } from './calendar.text.ts';
import type { ShownCalendar } from './calendar-data.ts';
import { hoursWords } from './calendar-words.ts';

/** Which hours are worked, from which day on. */
export function HoursList({ frame, calendar }: { frame: Frame; calendar: ShownCalendar }) {
  const { say, now } = frame;
  return (
    <DefinitionList
      items={calendar.hours.map(({ from, hours }) => ({
        term: from === null ? say(text.hoursFirst) : say(text.hoursFrom, sayDay(say, from, now)),
        detail: say(text.shifts, hoursWords(hours)),
      }))}
    />
  );
}
