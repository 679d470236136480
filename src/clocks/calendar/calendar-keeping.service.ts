import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse, refuseFields } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import {
  addDays,
  atMinute,
  dateOf,
  formatInstant,
  type Instant,
  type LocalDate,
  localDate,
  readTimeOfDay,
} from '../../kernel/time.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import { getPersonNames } from '../../people/person/person.service.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type CategoryLimit, categoryLimit } from '../deadline/deadline.contract.ts';
import { type ClockStart, openDeadline } from '../deadline/deadline.rules.ts';
import { foreseeRecount, recountDeadlines } from '../deadline/deadline.service.ts';
import { viewDeadline } from '../deadline/deadline.view.ts';
import { businessHours, type CalendarSaid, type DayVerdict } from './calendar.contract.ts';
import { calendarOperations, type Explainable } from './calendar.operations.contract.ts';
import { mayChangeCalendar, mayReadChanges } from './calendar.policy.ts';
import { judgeDay } from './calendar.rules.ts';
import {
  clearOwnDay,
  confirmYear as confirmYearOf,
  listCalendarChanges,
  loadCalendar,
  recordChange,
  setBusinessHours,
  setOwnDay,
} from './calendar.service.ts';
import { entryOfChange } from './calendar-entry.rules.ts';
import {
  type DaysSaid,
  decideClearing,
  decideDays,
  decideHours,
  decideYear,
  withDays,
} from './calendar-keeping.rules.ts';

type Handlers = HandlersOf<typeof calendarOperations>;

const shownChanges = 50;

const seeCalendar: Handlers['seeCalendar'] = async (call, input) => {
  const calendar = await call.read(loadCalendar);
  const year = input.year ?? Number(dateOf(call.now).slice(0, 4));
  const first = localDate(`${year}-01-01`);
  const years = new Set([...calendar.years.keys(), year]);
  return ok({
    year,
    days: Array.from({ length: 366 }, (_, index) => addDays(first, index))
      .filter((date) => date.startsWith(`${year}-`))
      .map((date) => judgeDay(calendar, date)),
    hours: [{ from: null, hours: calendar.hours }, ...calendar.laterHours].map(({ from, hours }) => ({
      from,
      hours: [hours[0], hours[1]],
    })),
    years: [...years]
      .sort((a, b) => a - b)
      .map((one) => ({ year: one, source: null, confirmed: false, ...calendar.years.get(one) })),
    can: { change: mayChangeCalendar(call.asker) },
  });
};

function startOf(limit: Explainable, startedAt: Instant): ClockStart {
  const category = categoryLimit.safeParse(limit);
  if (category.success) return { kind: 'resolve', startedAt, category: category.data };
  return { kind: limit as Exclude<Explainable, CategoryLimit>, startedAt };
}

const explainDate: Handlers['explainDate'] = async (call, { date, time, limit }) => {
  const calendar = await call.read(loadCalendar);
  const startedAt = atMinute(localDate(date), readTimeOfDay(time));
  const deadline = openDeadline(startOf(limit, startedAt), calendar);
  // Asked before anything has begun: nothing of it has run yet.
  return ok({ deadline: viewDeadline(sayIn(call.locale), deadline, calendar, startedAt) });
};

function readDays(input: { from: string; until: string | null; works: 'yes' | 'no'; name: string }) {
  const from = localDate(input.from);
  const until = input.until === null ? null : localDate(input.until);
  if (until !== null && until < from) return refuseFields([{ path: 'until', code: 'until-before-from' }]);
  const said: DaysSaid = { from, until, works: input.works === 'yes', name: input.name };
  return ok(said);
}

const previewDays: Handlers['previewDays'] = async (call, input) => {
  const may = mayChangeCalendar(call.asker);
  if (may !== true) return refuse(may);
  const said = readDays(input);
  if (!said.ok) return said;
  return call.read(async (tx) => {
    const calendar = await loadCalendar(tx);
    const days = decideDays(calendar, said.value, dateOf(call.now));
    if (!days.ok) return days;
    const then = withDays(calendar, days.value, said.value);
    const shown: DayVerdict[] = days.value.map((day) => judgeDay(then, day));
    return ok({ days: shown, ...(await foreseeRecount(tx, then, call.now)) });
  });
};

/**
 * Changes the calendar, counts what runs anew, and writes down who did it: one transaction. Gives how many running
 * clocks moved.
 */
async function carryThrough<Decided, Code extends string>(
  call: Call,
  reason: string,
  decide: (calendar: Awaited<ReturnType<typeof loadCalendar>>, today: LocalDate) => Outcome<Decided, Code>,
  write: (tx: Tx, decided: Decided) => Promise<CalendarSaid>,
): Promise<Outcome<{ decided: Decided; moved: number }, Code | 'administrator-only'>> {
  if (mayChangeCalendar(call.asker) !== true || call.asker.kind !== 'person') {
    return refuse('administrator-only');
  }
  const { personId } = call.asker;
  return call.write(async (tx): Promise<Outcome<{ decided: Decided; moved: number }, Code>> => {
    const decided = decide(await loadCalendar(tx), dateOf(call.now));
    if (!decided.ok) return decided;
    const said = await write(tx, decided.value);
    const moved = (await recountDeadlines(tx, call.now)).length;
    const change = { id: newId<Id<'calendar-change'>>(), at: call.now, personId, said, reason, moved };
    await recordChange(tx, change);
    await appendEntries(tx, [entryOfChange(change)]);
    return ok({ decided: decided.value, moved });
  });
}

const setDays: Handlers['setDays'] = async (call, input) => {
  const read = readDays(input);
  if (!read.ok) return mayChangeCalendar(call.asker) === true ? read : refuse('administrator-only');
  const said = read.value;
  const done = await carryThrough(
    call,
    input.reason,
    (calendar, today) => decideDays(calendar, said, today),
    async (tx, days) => {
      for (const day of days) await setOwnDay(tx, day, said.works ? 'workday' : 'holiday', said.name);
      return { kind: 'days-set', days, works: said.works, name: said.name };
    },
  );
  return done.ok ? ok({ days: done.value.decided, moved: done.value.moved }) : done;
};

const clearDay: Handlers['clearDay'] = async (call, { date, reason }) => {
  const day = localDate(date);
  const done = await carryThrough(
    call,
    reason,
    (calendar, today) => decideClearing(calendar, day, today),
    async (tx, { name }) => {
      await clearOwnDay(tx, day);
      return { kind: 'day-cleared', day, name };
    },
  );
  return done.ok ? ok({ moved: done.value.moved }) : done;
};

const setHours: Handlers['setHours'] = async (call, input) => {
  const hours = businessHours.safeParse([
    { from: readTimeOfDay(input.morningFrom), to: readTimeOfDay(input.morningTo) },
    { from: readTimeOfDay(input.afternoonFrom), to: readTimeOfDay(input.afternoonTo) },
  ]);
  if (!hours.success) {
    const disorder = refuseFields([{ path: 'morningFrom', code: 'hours-in-disorder' }]);
    return mayChangeCalendar(call.asker) === true ? disorder : refuse('administrator-only');
  }
  const from = localDate(input.from);
  const done = await carryThrough(
    call,
    input.reason,
    (calendar, today) => decideHours(calendar, from, hours.data, today),
    async (tx) => {
      await setBusinessHours(tx, from, hours.data);
      return { kind: 'hours-set', from, hours: hours.data };
    },
  );
  return done.ok ? ok({ moved: done.value.moved }) : done;
};

const confirmYear: Handlers['confirmYear'] = async (call, { year, reason }) => {
  const done = await carryThrough(
    call,
    reason,
    (calendar) => decideYear(calendar, year),
    async (tx) => {
      await confirmYearOf(tx, year);
      return { kind: 'year-confirmed', year };
    },
  );
  return done.ok ? ok({ moved: done.value.moved }) : done;
};

const listChanges: Handlers['listChanges'] = async (call) => {
  const may = mayReadChanges(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => {
    const changes = await listCalendarChanges(tx, shownChanges);
    const names = await getPersonNames(
      tx,
      changes.map(({ personId }) => personId),
    );
    return ok({
      changes: changes.map(({ personId, at, ...change }) => ({
        ...change,
        at: formatInstant(at),
        by: names.get(personId) ?? '',
      })),
    });
  });
};

export const calendarHandlers = implement(calendarOperations, {
  ...{ seeCalendar, explainDate, previewDays, setDays },
  ...{ clearDay, setHours, confirmYear, listChanges },
});
