import { calendarOperations } from '../../clocks/calendar/calendar.operations.contract.ts';
import { CalendarPage } from '../../clocks/calendar/screens/CalendarPage.tsx';
import { calendarText } from '../../clocks/calendar/screens/calendar.text.ts';
import type { CalendarData, Explained } from '../../clocks/calendar/screens/calendar-data.ts';
import { type Outcome, ok } from '../../kernel/outcome.ts';
import { isLocalDate } from '../../kernel/time.ts';
import type { Visit } from './desk-load.ts';
import { backWith, flashOf, withDone } from './lead.ts';
import { lookUp } from './looked-up.ts';
import { form, page } from './page.ts';
import { SettingsTop } from './SettingsTop.tsx';

const { seeCalendar, explainDate, previewDays, setDays, clearDay, setHours, confirmYear, listChanges } =
  calendarOperations;

/** What the address asks of a date; nothing until somebody asks. */
export async function explainAsked({ ask, call, request }: Visit): Promise<Explained> {
  if (request.query.limit === undefined) return { deadline: undefined, form: undefined };
  const { answer, form } = await lookUp(ask, call, explainDate, request.query);
  return { deadline: answer?.deadline, form };
}

async function loadCalendarPage(visit: Visit): Promise<Outcome<CalendarData>> {
  const { ask, call, request } = visit;
  const { year, act, clear } = request.query;
  const changes = await ask(listChanges, {});
  if (!changes.ok) return changes;
  const calendar = await ask(seeCalendar, /^20\d\d$/.test(year ?? '') ? { year: Number(year) } : {});
  if (!calendar.ok) return calendar;
  const foreseen = act === 'days' ? await lookUp(ask, call, previewDays, request.query) : undefined;
  return ok({
    calendar: calendar.value,
    changes: changes.value.changes,
    explained: await explainAsked(visit),
    foreseen: foreseen && { said: foreseen.said, outcome: foreseen.answer, form: foreseen.form },
    clearing: isLocalDate(clear ?? '') ? clear : undefined,
  });
}

export const settingsCalendarPages = [
  page({
    path: '/settings/calendar',
    load: loadCalendarPage,
    view: (data, frame) => ({
      title: frame.say(calendarText.title),
      shell: 'desk',
      section: 'settings',
      flash: flashOf(frame.say, frame.done, calendarText.done),
      body: (
        <>
          <SettingsTop
            frame={frame}
            page="calendar"
            title={frame.say(calendarText.title)}
            sub={frame.say(calendarText.sub)}
          />
          <CalendarPage frame={frame} data={data} />
        </>
      ),
    }),
  }),
];

/** To the year that was changed: what was asked before has been answered. */
const toYear = (date: string, slug: string, done: string) =>
  withDone(`/c/${slug}/settings/calendar?year=${date.slice(0, 4)}`, done);

export const settingsCalendarForms = [
  form(setDays, ({ output, call }) => toYear(output.days[0] ?? '', call.community.slug, 'days-set')),
  form(clearDay, ({ input, call }) => toYear(String(input.date), call.community.slug, 'day-cleared')),
  form(setHours, ({ call }) => `/c/${call.community.slug}/settings/calendar?done=hours-set`),
  form(confirmYear, ({ values }) => backWith(values, 'year-confirmed')),
];
