import type { Say } from '../../../kernel/text.ts';
import { type LocalDate, weekdayOf } from '../../../kernel/time.ts';
import { calendarText as text } from './calendar.text.ts';
import type { ShownDay } from './calendar-data.ts';

/** A year's months, each a table of its weeks; what is unlike other days says so in a word. */
export function Months({ say, days }: { say: Say; days: readonly ShownDay[] }) {
  const months = Array.from({ length: 12 }, (_, index) =>
    days.filter(({ date }) => Number(date.slice(5, 7)) === index + 1),
  );
  return (
    <div class="months">
      {months.map((month, index) => (
        <Month key={month[0]?.date} say={say} name={say(text.month, index + 1)} days={month} />
      ))}
    </div>
  );
}

type MonthProps = { say: Say; name: string; days: readonly ShownDay[] };

function Month({ say, name, days }: MonthProps) {
  return (
    <table class="month">
      <caption>{name}</caption>
      <thead>
        <tr>
          {text.weekdays.map((weekday) => (
            <th key={weekday.en} scope="col">
              {say(weekday)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(days).map((week) => (
          <tr key={week.find((day) => day !== null)?.date}>
            {week.map((day, index) =>
              day === null ? (
                <td key={text.weekdays[index]?.en} />
              ) : (
                <Day key={day.date} say={say} day={day} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ say, day }: { say: Say; day: ShownDay }) {
  const mark = day.why === 'holiday' || day.why === 'make-up' ? text.mark[day.why] : undefined;
  return (
    <td class={day.works ? 'day' : 'day day-off'} data-own={day.own ? '' : undefined}>
      {Number(day.date.slice(8))}
      {mark && <small>{say(mark)}</small>}
    </td>
  );
}

function weeksOf(days: readonly ShownDay[]): (ShownDay | null)[][] {
  const before = days[0] ? weekdayOf(days[0].date as LocalDate) - 1 : 0;
  const cells = [...Array.from({ length: before }, () => null), ...days];
  const weeks: (ShownDay | null)[][] = [];
  for (let at = 0; at < cells.length; at += 7) {
    const week = cells.slice(at, at + 7);
    weeks.push([...week, ...Array.from({ length: 7 - week.length }, () => null)]);
  }
  return weeks;
}
