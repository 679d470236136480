import { loadCalendar } from '../../clocks/calendar/calendar.service.ts';
import type { ClockKind } from '../../clocks/deadline/deadline.contract.ts';
import { listDeadlines } from '../../clocks/deadline/deadline.service.ts';
import { viewDeadline } from '../../clocks/deadline/deadline.view.ts';
import type { Id } from '../../kernel/id.ts';
import { sayIn } from '../../kernel/text.ts';
import type { Call } from '../../platform/call.ts';
import type { WhyThisDate } from '../../web/parts/Why.tsx';

/**
 * Why a report or matter is due when it is, from its latest clock of a kind. The page has asked before whether its
 * visitor may read the subject; the explanation holds days and rules, nothing of anybody.
 */
export function whyThisDate(call: Call, subjectId: Id, kind: ClockKind): Promise<WhyThisDate | undefined> {
  return call.read(async (tx) => {
    const clocks = await listDeadlines(tx, [subjectId]);
    const clock = clocks.filter((deadline) => deadline.kind === kind).at(-1);
    if (!clock) return undefined;
    return viewDeadline(sayIn(call.locale), clock, await loadCalendar(tx), call.now).why;
  });
}
