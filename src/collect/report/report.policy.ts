import { type Asker, holdsPost } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { type Anonymity, type ReportState, undecidedStates } from './report.contract.ts';
import { checkAsk } from './report.rules.ts';

/** What the policy needs to know of a report. */
export type ReportFacts = {
  id: Id<'report'>;
  state: ReportState;
  anonymity: Anonymity;
  personId: Id<'person'> | null;
  stairwellId: Id<'stairwell'> | null;
};

/** Staff of the community, captains and the chair may register what others say; nobody else. */
export function mayRegisterReport(asker: Asker): true | 'register-not-yours' {
  const may = ['administrator', 'desk', 'captain', 'chair'].some((post) => holdsPost(asker, post));
  return may || 'register-not-yours';
}

/** Desk, administrator, chair and street read the whole queue. */
export function mayListReports(asker: Asker): true | 'staff-only' {
  const may = ['administrator', 'desk', 'chair', 'street'].some((post) => holdsPost(asker, post));
  return may || 'staff-only';
}

/** What waits aside is put back by the desk, which then has to decide on it. */
export function mayReleaseReports(asker: Asker): true | 'desk-only' {
  return holdsPost(asker, 'desk') || 'desk-only';
}

/** Only somebody who is signed in has reports to list; a private link opens one report, not a list. */
export function mayListOwnReports(asker: Asker): true | 'sign-in-first' {
  return asker.kind === 'person' || 'sign-in-first';
}

/** Whether the asker is the one who reported it: by their account, or by holding its private link. */
export function isOwnReport(asker: Asker, report: ReportFacts): boolean {
  if (asker.kind === 'follower') return asker.reportId === report.id;
  if (asker.kind !== 'person') return false;
  return asker.reportId === report.id || (report.personId !== null && asker.personId === report.personId);
}

/** A captain reads what was said about the stairwells they hold; handlers read matters, not reports. */
function isStaffOf(asker: Asker, report: ReportFacts): boolean {
  if (asker.kind !== 'person') return false;
  return asker.posts.some((post) => {
    if (['administrator', 'desk', 'chair', 'street'].includes(post.kind)) return true;
    return post.kind === 'captain' && post.covers !== null && post.covers === report.stairwellId;
  });
}

/** Who reads a report, and as whom; to everyone else it does not exist. */
export function readerOf(asker: Asker, report: ReportFacts): 'reporter' | 'staff' | 'report-not-found' {
  if (isOwnReport(asker, report)) return 'reporter';
  return isStaffOf(asker, report) ? 'staff' : 'report-not-found';
}

/**
 * Who learns who said it (PIPL 6, least necessary): the desk, unless nothing is kept. Captains and chair are
 * neighbours, administrator and street decide on nothing: they read what was said, not who said it. Whoever
 * handles the matter it leads to learns it there.
 */
export function maySeeReporter(asker: Asker, report: ReportFacts): true | 'contact-hidden' {
  return (report.anonymity !== 'anonymous' && holdsPost(asker, 'desk')) || 'contact-hidden';
}

type ChangeRefusal = 'report-not-found' | 'reporter-only' | 'report-already-decided';

/** What somebody is told who is not to change it: whoever may not even read it learns nothing. */
function notYours(asker: Asker, report: ReportFacts): 'report-not-found' | 'reporter-only' {
  return readerOf(asker, report) === 'report-not-found' ? 'report-not-found' : 'reporter-only';
}

/** Taking back is for the reporter, and only while nobody has decided. */
export function mayWithdrawReport(asker: Asker, report: ReportFacts): true | ChangeRefusal {
  if (!isOwnReport(asker, report)) return notYours(asker, report);
  return undecidedStates.has(report.state) || 'report-already-decided';
}

/** Reporter and desk may add while it is undecided; later they speak on the matter. */
export function mayAddToReport(asker: Asker, report: ReportFacts): true | ChangeRefusal {
  const speaks = isOwnReport(asker, report) || holdsPost(asker, 'desk');
  if (!speaks) return notYours(asker, report);
  return undecidedStates.has(report.state) || 'report-already-decided';
}

/**
 * Who hears a recording: A voice tells who speaks. Its reporter does, and the desk, which has to know what it says;
 * those who work on the matter only where they may know who said it.
 */
export function mayHearReport(asker: Asker, report: ReportFacts): boolean | 'those-at-work' {
  if (isOwnReport(asker, report) || holdsPost(asker, 'desk')) return true;
  return ['public-name', 'community-only'].includes(report.anonymity) && 'those-at-work';
}

/** Writing down what a recording says is the desk's. */
export function mayTypeRecording(
  asker: Asker,
  report: ReportFacts,
  hasRecording: boolean,
): true | 'report-not-found' | 'recording-not-yours' | 'recording-none' {
  if (!holdsPost(asker, 'desk'))
    return readerOf(asker, report) === 'report-not-found' ? 'report-not-found' : 'recording-not-yours';
  return hasRecording || 'recording-none';
}

/** Asking for what is missing is the desk's, where the question can arrive at all. */
export function mayAskReporter(
  asker: Asker,
  report: Parameters<typeof checkAsk>[0],
): true | 'desk-only' | ReturnType<typeof checkAsk> {
  return holdsPost(asker, 'desk') ? checkAsk(report) : 'desk-only';
}

/** Name and number are for those who work on the report; a private link, which may be passed on, never shows them. */
export function maySeeContact(
  asker: Asker,
  report: ReportFacts,
): true | 'report-not-found' | 'contact-hidden' {
  if (!isStaffOf(asker, report)) return 'report-not-found';
  return maySeeReporter(asker, report);
}
