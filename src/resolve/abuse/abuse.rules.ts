import type { NewNotice } from '../../channels/notice/notice.contract.ts';
import type { ReportState } from '../../collect/report/report.contract.ts';
import { restrainedForMs } from '../../collect/restraint/restraint.rules.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addMs, dateOf, type Instant } from '../../kernel/time.ts';

/** What led to a matter has shown that it was worth reporting. */
const becameMatter: ReadonlySet<ReportState> = new Set(['accepted', 'merged']);

/** What a mark brings about: mild, for some days, and nothing that cannot be taken back. */
export type MarkDecision = {
  /** It leaves the queue, with its clock running; only while nobody has decided on it. */
  setsAside: boolean;
  restrainedUntil: Instant;
};

/** Decides on marking a report. */
export function decideMark(
  report: { state: ReportState; isMarked: boolean },
  now: Instant,
): Outcome<MarkDecision, 'abuse-marked-already' | 'report-became-matter'> {
  if (report.isMarked) return refuse('abuse-marked-already');
  if (becameMatter.has(report.state)) return refuse('report-became-matter');
  return ok({ setsAside: report.state === 'submitted', restrainedUntil: addMs(now, restrainedForMs) });
}

/** Decides on taking a mark back. */
export function decideLift(report: {
  state: ReportState;
  isMarked: boolean;
}): Outcome<{ putsBack: boolean }, 'abuse-not-marked'> {
  return report.isMarked ? ok({ putsBack: report.state === 'submitted' }) : refuse('abuse-not-marked');
}

type Told = { id: Id<'report'>; number: string; personId: Id<'person'> | null };

/** Its reporter is told, in the inbox and on the private page: that it was marked and until when, or that it is not any more. */
export function noticesOfMark(
  { id, number, personId }: Told,
  what: { done: 'marked'; until: Instant } | { done: 'lifted' },
): NewNotice[] {
  const until = what.done === 'marked' ? { until: dateOf(what.until) } : {};
  const told = {
    template: `abuse.${what.done}`,
    params: { number, ...until },
    subject: { kind: 'report', id } as const,
  };
  return [
    ...(personId === null ? [] : [{ recipient: { to: 'person', personId } as const, ...told }]),
    { recipient: { to: 'report', reportId: id }, ...told },
  ];
}
