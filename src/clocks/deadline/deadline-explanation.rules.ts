import { addDays, atMinute, dateOf, dayMs, type Instant, type LocalDate } from '../../kernel/time.ts';
import type { DayVerdict, WorkCalendar } from '../calendar/calendar.contract.ts';
import { judgeDay, unconfirmedYears } from '../calendar/calendar.rules.ts';
import type { Clock, Deadline, ExplanationLine, Limit, Pause } from './deadline.contract.ts';
import { halveLimit, runningOf, runsFrom, workdaysLimit } from './deadline.rules.ts';

/** Why a deadline is due when it is: each step of the reckoning, in the order a person would count it. */
export function explainDeadline(deadline: Deadline, calendar: WorkCalendar): ExplanationLine[] {
  const lines = [...opening(deadline), ...counting(deadline, calendar)];
  lines.push({ step: 'ends', at: deadline.dueAt });
  if (deadline.provisional) {
    for (const year of unconfirmedYears(calendar, dateOf(deadline.startedAt), deadline.dueOn)) {
      lines.push({ step: 'provisional', year });
    }
  }
  return lines;
}

function opening(clock: Clock): ExplanationLine[] {
  const again = clock.halvedFrom.length > 0;
  const anew = clock.missedOn ? ({ anew: true } as const) : {};
  const lines: ExplanationLine[] = [
    ...(clock.missedOn ? [{ step: 'missed', date: clock.missedOn } as const] : []),
    { step: 'started', kind: clock.kind, at: clock.startedAt, limit: firstLimit(clock), again, ...anew },
  ];
  for (const from of clock.halvedFrom) {
    if (halveLimit(from) !== from) lines.push({ step: 'halved', from, to: halveLimit(from) });
  }
  for (const relimit of clock.relimits ?? []) lines.push({ step: 'relimited', ...relimit });
  if (clock.extension) lines.push({ step: 'extended', ...clock.extension, unit: clock.limit.unit });
  if (clock.limit.unit === 'workdays' || clock.limit.unit === 'calendar-days') {
    lines.push({ step: 'first-day-not-counted', date: dateOf(clock.startedAt) });
  }
  return lines;
}

/** The limit a clock began with, before it was given another. */
function firstLimit(clock: Clock): Limit {
  const first = clock.relimits?.[0];
  return first ? workdaysLimit(first.from) : clock.limit;
}

function counting(deadline: Deadline, calendar: WorkCalendar): ExplanationLine[] {
  if (deadline.limit.unit === 'hours') return [];
  if (deadline.limit.unit === 'calendar-days') return movedFromRest(deadline, calendar);
  return walkDays(deadline, calendar);
}

function movedFromRest(deadline: Deadline, calendar: WorkCalendar): ExplanationLine[] {
  const last = addDays(dateOf(deadline.startedAt), deadline.limit.count);
  if (last === deadline.dueOn) return [];
  return [{ step: 'moved', from: last, to: deadline.dueOn, name: judgeDay(calendar, last).name }];
}

/** Goes through the days a clock runs over, telling each pause where it begins. */
function walkDays(deadline: Deadline, calendar: WorkCalendar): ExplanationLine[] {
  const running = runningOf(deadline.limit.unit, calendar);
  const begin = runsFrom(deadline);
  const pending = deadline.pauses.filter((pause) => pause.from < deadline.dueAt);
  const lines: ExplanationLine[] = [];
  let totalMs = 0;
  for (let date = dateOf(begin); date <= deadline.dueOn; date = addDays(date, 1)) {
    const verdict = judgeDay(calendar, date);
    const stretches = running(date).flatMap((shift) => {
      const from = Math.max(atMinute(date, shift.from), begin) as Instant;
      const to = Math.min(atMinute(date, shift.to), deadline.dueAt) as Instant;
      return outsidePauses({ from, to }, deadline.pauses);
    });
    const stoodStill = isStill(date, deadline.pauses);
    while (pending[0] && pending[0].from <= atMinute(date, 0)) lines.push(suspendedLine(pending.shift()));
    if (!verdict.works && !stoodStill) pushSkipped(lines, verdict);
    for (const stretch of stretches) {
      totalMs += stretch.to - stretch.from;
      while (pending[0] && pending[0].from < stretch.from) lines.push(suspendedLine(pending.shift()));
      if (deadline.limit.unit === 'business-hours') lines.push({ step: 'worked', ...stretch, totalMs });
      else pushCounted(lines, verdict, stretch, totalMs);
    }
    while (pending[0] && pending[0].from < atMinute(date, 1440)) lines.push(suspendedLine(pending.shift()));
  }
  return lines;
}

type Stretch = { from: Instant; to: Instant };

function outsidePauses(stretch: Stretch, pauses: readonly Pause[]): Stretch[] {
  let left = [stretch];
  for (const pause of pauses) {
    // An open pause is told but takes nothing yet: the due date shown is the one before it.
    if (pause.to === null) continue;
    const { from, to } = { from: pause.from, to: pause.to };
    left = left.flatMap((part) => [
      { from: part.from, to: Math.min(part.to, from) as Instant },
      { from: Math.max(part.from, to) as Instant, to: part.to },
    ]);
  }
  return left.filter((part) => part.from < part.to);
}

function isStill(date: LocalDate, pauses: readonly Pause[]): boolean {
  return pauses.some((pause) => {
    return pause.to !== null && pause.from <= atMinute(date, 0) && pause.to >= atMinute(date, 1440);
  });
}

function suspendedLine(pause: Pause | undefined): ExplanationLine {
  if (!pause) throw new Error('no pause to tell of');
  return { step: 'suspended', ...pause };
}

/** Rest days that follow each other for one reason are one line. */
function pushSkipped(lines: ExplanationLine[], { date, name }: DayVerdict): void {
  const before = lines.at(-1);
  const sameName =
    before?.step === 'skipped' && (before.why === 'holiday' ? before.name.zh : null) === (name?.zh ?? null);
  if (sameName && addDays(before.to, 1) === date) {
    lines[lines.length - 1] = { ...before, to: date };
  } else {
    lines.push(
      name
        ? { step: 'skipped', from: date, to: date, why: 'holiday', name }
        : { step: 'skipped', from: date, to: date, why: 'weekend' },
    );
  }
}

/** Ordinary whole days that follow each other are one line; a make-up workday has its own, as people doubt it. */
function pushCounted(lines: ExplanationLine[], verdict: DayVerdict, part: Stretch, totalMs: number): void {
  const { date, name, own } = verdict;
  if (part.to - part.from < dayMs || totalMs % dayMs !== 0) {
    lines.push({ step: 'counted-part', date, ms: part.to - part.from, totalMs });
    return;
  }
  const day = totalMs / dayMs;
  const before = lines.at(-1);
  if (name) lines.push({ step: 'counted-make-up', date, day, name, ...(own && { own }) });
  else if (before?.step === 'counted' && addDays(before.to, 1) === date) {
    lines[lines.length - 1] = { ...before, to: date, last: day };
  } else lines.push({ step: 'counted', from: date, to: date, first: day, last: day });
}
