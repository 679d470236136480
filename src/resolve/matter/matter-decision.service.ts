import type { NewNotice, NoticeRecipient, NoticeSubject } from '../../channels/notice/notice.contract.ts';
import { sendNotices } from '../../channels/notice/notice.service.ts';
import {
  dropDeadlines,
  endDeadline,
  extendDeadline,
  relimitDeadline,
  resumeDeadlines,
  startDeadline,
  suspendDeadlines,
} from '../../clocks/deadline/deadline.service.ts';
import { decideReport, markAsked } from '../../collect/report/report-decision.service.ts';
import type { Id } from '../../kernel/id.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { dateOf, type Instant } from '../../kernel/time.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import { getPosts } from '../../people/post/post.service.ts';
import type { Tx } from '../../platform/database.ts';
import type { Matter } from './matter.contract.ts';
import type {
  DeadlineChange,
  Decision,
  IntakeDecision,
  MatterNotice,
  NewMatter,
  ReportChange,
  ReportDecision,
} from './matter.decision.ts';
import { roundOf } from './matter.handling.rules.ts';
import { insertMatter, updateMatter } from './matter.store.ts';
import { isUrgent } from './matter.urgency.rules.ts';
import { type LoadedCase, startOf } from './matter-case.service.ts';
import { recordEvent } from './matter-event.service.ts';
import { changeParts } from './matter-part.service.ts';

/** Opens a matter as decided: its row, its report, its clocks, its entries, its notices. */
export async function performOpening(
  tx: Tx,
  decision: IntakeDecision<NewMatter>,
  reporter: { id: Id<'report'>; personId: Id<'person'> | null },
  now: Instant,
): Promise<void> {
  const { matter } = decision;
  await insertMatter(tx, { ...matter, version: 0 });
  await changeReport(tx, decision.report, now);
  await changeDeadlines(tx, matter.id, decision.deadlines);
  await appendEntries(tx, decision.entries);
  const subject = { kind: 'matter', id: matter.id } as const;
  await tell(tx, decision.notices, { subject, matter, reports: [reporter], followers: [] }, now);
  await recordEvent(tx, decision.event, {
    matterId: matter.id,
    reportId: decision.report.reportId,
    round: 1,
  });
}

/** Carries out a decision on a matter, in the caller's transaction: everything that follows, or nothing. */
export async function performDecision(
  tx: Tx,
  loaded: LoadedCase,
  decision: Decision & { report?: ReportChange },
  now: Instant,
): Promise<void> {
  const { matter } = loaded;
  await updateMatter(tx, matter.id, decision.matter);
  if (decision.report) await changeReport(tx, decision.report, now);
  await changeParts(tx, matter.id, decision.parts ?? []);
  await changeDeadlines(tx, matter.id, decision.deadlines);
  await appendEntries(tx, decision.entries);
  const { reports, followers } = loaded;
  const concerned = { subject: { kind: 'matter', id: matter.id }, reports, followers } as const;
  await tell(tx, decision.notices, { ...concerned, matter: { ...matter, ...decision.matter } }, now);
  await recordEvent(tx, decision.event, {
    matterId: matter.id,
    reportId: decision.report?.reportId ?? decision.event.reportId,
    round: roundOf(matter),
  });
}

/** Tells those concerned by a matter of what came about without anybody acting on it. */
export function tellOfMatter(
  tx: Tx,
  { matter, reports, followers }: LoadedCase,
  notices: readonly MatterNotice[],
  now: Instant,
): Promise<void> {
  return tell(tx, notices, { subject: { kind: 'matter', id: matter.id }, matter, reports, followers }, now);
}

/** Carries out a decision on a report that leads to no matter. */
export async function performReportDecision(
  tx: Tx,
  decision: ReportDecision,
  reporter: { id: Id<'report'>; personId: Id<'person'> | null },
  now: Instant,
): Promise<void> {
  await changeReport(tx, decision.report, now);
  await appendEntries(tx, decision.entries);
  const subject = { kind: 'report', id: reporter.id } as const;
  await tell(tx, decision.notices, { subject, matter: null, reports: [reporter], followers: [] }, now);
  await recordEvent(tx, decision.event, { matterId: null, reportId: reporter.id, round: 1 });
}

async function changeReport(tx: Tx, change: ReportChange, now: Instant): Promise<void> {
  if (change.do === 'ask') return markAsked(tx, change.reportId, now, change.question);
  const { reportId, state, matterId, reason, message } = change;
  return decideReport(tx, { reportId, state, matterId, reason, message, now });
}

async function changeDeadlines(
  tx: Tx,
  matterId: Id<'matter'>,
  changes: readonly DeadlineChange[],
): Promise<void> {
  for (const change of changes) await changeDeadline(tx, matterId, change);
}

async function changeDeadline(tx: Tx, matterId: Id<'matter'>, change: DeadlineChange): Promise<void> {
  switch (change.do) {
    case 'start':
      await startDeadline(tx, matterId, startOf(change));
      return;
    case 'end':
      if (change.as === 'done') await endDeadline(tx, matterId, change.clock, change.at);
      else await dropDeadlines(tx, matterId, change.at, [change.clock]);
      return;
    case 'suspend':
      requireDone(await suspendDeadlines(tx, matterId, change.at, change.reason), change);
      return;
    case 'resume':
      requireDone(await resumeDeadlines(tx, matterId, change.at), change);
      return;
    case 'relimit':
      requireDone(await relimitDeadline(tx, matterId, change.limit, change.at), change);
      return;
    case 'extend':
      requireDone(await extendDeadline(tx, matterId, change.workingDays, change.at), change);
      return;
  }
}

/** The rules have decided with the same facts, so a clock that refuses now is a defect: the transaction must not stand. */
function requireDone(outcome: Outcome<unknown>, change: DeadlineChange): void {
  if (!outcome.ok) throw new Error(`the clock refused to ${change.do}: ${outcome.refusal.code}`);
}

type Concerned = {
  subject: NoticeSubject;
  /** Null where a report came to no matter. */
  matter: Pick<Matter, 'limit'> | null;
  reports: readonly { id: Id<'report'>; personId: Id<'person'> | null }[];
  followers: readonly Id<'person'>[];
};

async function tell(
  tx: Tx,
  notices: readonly MatterNotice[],
  concerned: Concerned,
  now: Instant,
): Promise<void> {
  const told: NewNotice[] = [];
  for (const notice of notices) {
    for (const recipient of await recipientsOf(tx, notice, concerned, now)) {
      told.push({
        recipient,
        template: `matter.${notice.template}`,
        params: notice.params,
        subject: concerned.subject,
        urgent: isUrgent(notice, concerned.matter),
      });
    }
  }
  await sendNotices(tx, told, now);
}

async function recipientsOf(
  tx: Tx,
  notice: MatterNotice,
  { reports, followers }: Concerned,
  now: Instant,
): Promise<NoticeRecipient[]> {
  const reporters = reports.flatMap((report): NoticeRecipient[] => [
    { to: 'report', reportId: report.id },
    ...(report.personId === null ? [] : [{ to: 'person', personId: report.personId } as const]),
  ]);
  const voices = followers
    .filter((personId) => !reports.some((report) => report.personId === personId))
    .map((personId): NoticeRecipient => ({ to: 'person', personId }));
  switch (notice.to) {
    case 'reporters':
      return reporters;
    case 'voices':
      return voices;
    case 'followers':
      return [...reporters, ...voices];
    case 'report': {
      const known = reports.find((report) => report.id === notice.reportId);
      return [
        { to: 'report', reportId: notice.reportId },
        ...(known?.personId ? [{ to: 'person', personId: known.personId } as const] : []),
      ];
    }
    case 'person':
      return [{ to: 'person', personId: notice.personId }];
    case 'post':
      return [{ to: 'post', postId: notice.postId }];
    case 'desk': {
      const desk = await getPosts(tx, dateOf(now), 'zh', { kind: 'desk' });
      return desk.map((post) => ({ to: 'post', postId: post.id }));
    }
  }
}
