import type { NewNotice, NoticeRecipient } from '../../channels/notice/notice.contract.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse, refuseFor } from '../../kernel/outcome.ts';
import { type Quota, waitFor } from '../../kernel/quota.ts';
import { dateOf, dayMs, formatInstant, type Instant } from '../../kernel/time.ts';
import {
  type Anonymity,
  type Contact,
  maxAdditionsADay,
  maxPhotosOfReport,
  type ReportChannel,
  type ReportState,
  undecidedStates,
} from './report.contract.ts';
import type { reportNoticeText } from './report.notices.text.ts';

export type Said = {
  text: string;
  anonymity: Anonymity;
  publicName: string | null;
  contact: Contact;
  channel: ReportChannel;
};

/** What a submission leads to: the row, the clock that starts, and the public record of it. */
export type SubmissionDecision = {
  keeps: { personId: boolean; contact: Contact; publicName: string | null };
  entry: {
    type: 'report.received';
    facts: { channel: ReportChannel };
    /** Committed to with a salt, never written: the ledger proves the words without holding them. */
    private: { text: string };
  };
  startsClock: 'accept';
};

/**
 * Decides on a submission. Fully anonymous keeps nothing of the person, and so may bring nothing; a public form
 * of address has to be chosen by the reporter, never derived from a name.
 */
export function decideSubmission(
  said: Said,
): Outcome<SubmissionDecision, 'anonymous-leaves-nothing' | 'public-name-missing'> {
  const anonymous = said.anonymity === 'anonymous';
  const bringsSomething =
    said.contact.name !== null || said.contact.phone !== null || said.publicName !== null;
  if (anonymous && bringsSomething) return refuse('anonymous-leaves-nothing');
  if (said.anonymity === 'public-name' && said.publicName === null) return refuse('public-name-missing');
  return ok({
    keeps: {
      personId: !anonymous,
      contact: said.contact,
      publicName: said.anonymity === 'public-name' ? said.publicName : null,
    },
    entry: {
      type: 'report.received',
      facts: { channel: said.channel },
      private: { text: said.text },
    },
    startsClock: 'accept',
  });
}

/** When it was said cannot lie ahead of now. */
export function hasOccurred(occurredAt: Instant, now: Instant): boolean {
  return occurredAt <= now;
}

/** Whether anything can be sent to a reporter: to their account, or to the number they left. */
export function isReachable(report: { personId: Id<'person'> | null; contactPhone: string | null }): boolean {
  return report.personId !== null || report.contactPhone !== null;
}

/** Whether the reporter can be asked for more: once, before the decision, and only where the question arrives. */
export function checkAsk(report: {
  state: ReportState;
  askedAt: Instant | null;
  reachable: boolean;
}): true | 'report-already-decided' | 'already-asked' | 'reporter-unreachable' {
  if (!undecidedStates.has(report.state)) return 'report-already-decided';
  if (report.askedAt !== null) return 'already-asked';
  return report.reachable || 'reporter-unreachable';
}

const additionsADay: readonly Quota[] = [{ windowMs: dayMs, max: maxAdditionsADay }];

/** Whether something more fits: a report holds so many photos in all, and its reporter adds so often in a day. */
export function checkAddition(
  before: { photos: number; additions: readonly { at: Instant; by: 'reporter' | 'desk' }[] },
  adding: { photos: number; by: 'reporter' | 'desk'; now: Instant },
): Outcome<null, 'report-photos-full' | 'added-too-often'> {
  const lately = before.additions.flatMap(({ at, by }) => (by === 'reporter' ? [{ at, count: 1 }] : []));
  const wait = adding.by === 'reporter' ? waitFor(lately, additionsADay, adding.now) : 0;
  if (wait > 0) return refuseFor('added-too-often', wait, { max: maxAdditionsADay });
  if (adding.photos > 0 && before.photos + adding.photos > maxPhotosOfReport)
    return refuse('report-photos-full', { max: maxPhotosOfReport });
  return ok(null);
}

/** The number people see: the year it was submitted in and a running number of at least four digits. */
export function formatNumber(year: number, sequence: number): string {
  return `${year}-${String(sequence).padStart(4, '0')}`;
}

/** The year whose series a submission takes its number from, by the calendar in China. */
export function numberYear(at: Instant): number {
  return Number(dateOf(at).slice(0, 4));
}

/** The beginning of a text for a row in a list: one line, at most `max` characters, cut between characters. */
export function excerptOf(text: string, max = 60): string {
  const line = [...text.replaceAll(/\s+/g, ' ').trim()];
  return line.length <= max ? line.join('') : `${line.slice(0, max - 1).join('')}…`;
}

/** A telephone number in one form: digits only, without the country's code. */
export function normalisePhone(written: string): string {
  return written.replaceAll(/[^\d+]/g, '').replace(/^\+?86(?=1[3-9]\d{9}$)/, '');
}

/** What makes two reports of a file the same where it gives no ids: their words, however spaced, and their time. */
export function contentToCompare(said: { text: string; occurredAt: Instant }): string {
  return `${formatInstant(said.occurredAt)}\n${said.text.normalize('NFKC').replaceAll(/\s+/g, ' ').trim()}`;
}

/** Whom a report's notices may reach; `desk` are the posts that decide on it. */
export type Told = {
  id: Id<'report'>;
  number: string;
  personId: Id<'person'> | null;
  desk: readonly Id<'post'>[];
  /** Somebody may be in danger. */
  urgent?: boolean;
};

/**
 * A report came in: the desk has something to decide, and a reporter with an account finds it in the inbox. Of those
 * that wait aside the desk hears once, when the first does.
 */
export function noticesOfReceived(
  report: Told,
  waiting: 'queue' | 'first-aside' | 'aside' = 'queue',
): NewNotice[] {
  const forDesk = waiting === 'first-aside' ? 'set-aside' : report.urgent ? 'emergency' : 'to-decide';
  return [
    ...toReporter(report).map((recipient) =>
      noticeOf(report, recipient, report.urgent ? 'received-urgent' : 'received'),
    ),
    ...(waiting === 'aside' ? [] : toDesk(report)).map((recipient) => noticeOf(report, recipient, forDesk)),
  ];
}

/** Something was added: the other side hears of it, the desk's answer also on the report's private page. */
export function noticesOfMessage(report: Told, by: 'reporter' | 'desk'): NewNotice[] {
  if (by === 'reporter') return toDesk(report).map((recipient) => noticeOf(report, recipient, 'added'));
  const followers: NoticeRecipient = { to: 'report', reportId: report.id };
  return [...toReporter(report), followers].map((recipient) => noticeOf(report, recipient, 'answered'));
}

function toReporter({ personId }: Told): NoticeRecipient[] {
  return personId === null ? [] : [{ to: 'person', personId }];
}

function toDesk({ desk }: Told): NoticeRecipient[] {
  return desk.map((postId) => ({ to: 'post', postId }));
}

function noticeOf(
  { id, number }: Told,
  recipient: NoticeRecipient,
  name: keyof typeof reportNoticeText,
): NewNotice {
  const urgent = name === 'emergency' || name === 'received-urgent';
  return {
    recipient,
    template: `report.${name}`,
    params: { number },
    subject: { kind: 'report', id },
    urgent,
  };
}
