import type { Say } from '../../kernel/text.ts';
import { formatInstant, type Instant } from '../../kernel/time.ts';
import type { WorkCalendar } from '../calendar/calendar.contract.ts';
import type { Deadline, DeadlineView } from './deadline.contract.ts';
import { isOverdue, shareLeft } from './deadline.rules.ts';
import { sayLine, sayQuestion } from './deadline.text.ts';
import { explainDeadline } from './deadline-explanation.rules.ts';

/** A deadline as it is answered and drawn, in the asker's language. */
export function viewDeadline(
  say: Say,
  deadline: Deadline,
  calendar: WorkCalendar,
  at: Instant,
): DeadlineView {
  return {
    kind: deadline.kind,
    dueAt: formatInstant(deadline.dueAt),
    dueOn: deadline.dueOn,
    state: stateOf(deadline, at),
    suspendedUntil: deadline.suspendedUntil === null ? null : formatInstant(deadline.suspendedUntil),
    shareLeft: shareLeft(deadline, calendar, at),
    provisional: deadline.provisional,
    why: {
      question: sayQuestion(say, deadline.dueAt, deadline.dueOn, deadline.limit.unit),
      lines: explainDeadline(deadline, calendar).map((line) => ({
        step: line.step,
        text: sayLine(say, line),
      })),
    },
  };
}

function stateOf(deadline: Deadline, at: Instant): DeadlineView['state'] {
  if (deadline.endedAs !== null) return deadline.endedAs;
  if (isOverdue(deadline, at)) return 'overdue';
  return deadline.suspendedAt === null ? 'running' : 'suspended';
}
