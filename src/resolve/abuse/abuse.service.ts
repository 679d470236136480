import { sendNotices } from '../../channels/notice/notice.service.ts';
import {
  findKnownReport,
  getReportForDecision,
  type KnownReport,
  setReportAside,
  tellReporter,
} from '../../collect/report/report-decision.service.ts';
import { liftRestraints, restrainSender } from '../../collect/restraint/restraint.service.ts';
import type { Id } from '../../kernel/id.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { sayIn } from '../../kernel/text.ts';
import { formatInstant } from '../../kernel/time.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import { findPerson } from '../../people/person/person.service.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { type Abuse, abuseOperations } from './abuse.contract.ts';
import { abuseEntries } from './abuse.entries.ts';
import { markMessageText } from './abuse.notices.text.ts';
import { mayKeepAbuse } from './abuse.policy.ts';
import { decideLift, decideMark, noticesOfMark } from './abuse.rules.ts';
import * as store from './abuse.store.ts';

type Handlers = HandlersOf<typeof abuseOperations>;

/** The numbers somebody is reached under: the one they left, and the one of their account. */
async function sendersOf(tx: Tx, { personId, contact }: KnownReport) {
  const person = personId === null ? undefined : await findPerson(tx, personId);
  const phones = [...new Set([contact.phone, person?.phone].filter((phone) => typeof phone === 'string'))];
  return [
    { personId, phone: phones[0] ?? null },
    ...phones.slice(1).map((phone) => ({ personId: null, phone })),
  ];
}

async function viewAbuse(tx: Tx, report: KnownReport): Promise<Abuse> {
  const mark = await store.findMark(tx, report.id);
  const { state } = report;
  const isMarked = mark !== undefined;
  // Whether it may at all was asked before; what is left is whether there is something to do.
  const [marking, lifting] = [
    decideMark({ state, isMarked }, report.submittedAt),
    decideLift({ state, isMarked }),
  ];
  return {
    reportId: report.id,
    mark: mark
      ? {
          ...{ reason: mark.reason, words: mark.words },
          ...{ at: formatInstant(mark.markedAt), until: formatInstant(mark.restrainedUntil) },
        }
      : null,
    senderKnown: report.personId !== null || report.contact.phone !== null,
    can: {
      mark: marking.ok || marking.refusal.code,
      lift: lifting.ok || lifting.refusal.code,
    },
  };
}

const getAbuse: Handlers['getAbuse'] = async (call, { reportId }) => {
  const may = mayKeepAbuse(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => {
    const report = await findKnownReport(tx, reportId);
    return report ? ok(await viewAbuse(tx, report)) : refuse('report-not-found');
  });
};

const markAbusive: Handlers['markAbusive'] = async (call, { reportId, reason, words }) => {
  const may = mayKeepAbuse(call.asker);
  if (may !== true) return refuse(may);
  return call.write<Awaited<ReturnType<Handlers['markAbusive']>>>(async (tx) => {
    const report = await getReportForDecision(tx, reportId);
    if (!report) return refuse('report-not-found');
    const isMarked = (await store.findMark(tx, reportId)) !== undefined;
    const decided = decideMark({ state: report.state, isMarked }, call.now);
    if (!decided.ok) return decided;
    const { setsAside, restrainedUntil: until } = decided.value;
    await store.insertMark(tx, { reportId, reason, words, at: call.now, postId: postOf(call), until });
    for (const sender of await sendersOf(tx, report))
      await restrainSender(tx, call.platform, { reportId, sender, until });
    if (setsAside) {
      await setReportAside(tx, reportId, 'abusive');
      await tellReporter(tx, reportId, call.now, sayIn(report.locale)(markMessageText, words));
      const entry = {
        number: report.number,
        occurredAt: call.now,
        facts: { reason },
        privateValues: { words },
      };
      await appendEntries(tx, [draftEntry(abuseEntries.setAside, entry)]);
    }
    await sendNotices(tx, noticesOfMark(report, { done: 'marked', until }), call.now);
    return ok(await viewAbuse(tx, report));
  });
};

const liftAbuse: Handlers['liftAbuse'] = async (call, { reportId }) => {
  const may = mayKeepAbuse(call.asker);
  if (may !== true) return refuse(may);
  return call.write<Awaited<ReturnType<Handlers['liftAbuse']>>>(async (tx) => {
    const report = await getReportForDecision(tx, reportId);
    if (!report) return refuse('report-not-found');
    const isMarked = (await store.findMark(tx, reportId)) !== undefined;
    const decided = decideLift({ state: report.state, isMarked });
    if (!decided.ok) return decided;
    await store.updateLifted(tx, reportId, { at: call.now, postId: postOf(call) });
    await liftRestraints(tx, reportId);
    if (decided.value.putsBack) {
      await setReportAside(tx, reportId, null);
      const entry = { number: report.number, occurredAt: call.now, facts: {} };
      await appendEntries(tx, [draftEntry(abuseEntries.putBack, entry)]);
    }
    await sendNotices(tx, noticesOfMark(report, { done: 'lifted' }), call.now);
    return ok(await viewAbuse(tx, report));
  });
};

function postOf({ asker }: Call): Id<'post'> | null {
  if (asker.kind !== 'person') return null;
  return (
    ['desk', 'administrator'].flatMap(
      (kind) => asker.posts.find((post) => post.kind === kind)?.id ?? [],
    )[0] ?? null
  );
}

export const abuseHandlers = implement(abuseOperations, { getAbuse, markAbusive, liftAbuse });

/** Takes away what was written about abusive reports. */
export function stripMarks(tx: Tx, reports: readonly Id<'report'>[], instead: string): Promise<void> {
  return store.stripMarks(tx, reports, instead);
}
