import { findCategory } from '../../collect/category/category.service.ts';
import { formatNumber, numberYear } from '../../collect/report/report.rules.ts';
import type { KnownReport } from '../../collect/report/report-decision.service.ts';
import { receiveReport } from '../../collect/report/report-receiving.service.ts';
import type { Id } from '../../kernel/id.ts';
import { ok, refuse } from '../../kernel/outcome.ts';
import { dateOf, type Instant } from '../../kernel/time.ts';
import { asDeclared, type HandlersOf } from '../../platform/call.ts';
import { nextNumber, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { splitMatter as splitOperation, type splitOperations } from './matter.split.contract.ts';
import { checkSplit, decideSplit, type SplitDecision } from './matter.split.rules.ts';
import { findMatterByNumber } from './matter.store.ts';
import { changeMatter } from './matter-change.service.ts';
import { performOpening } from './matter-decision.service.ts';
import { countHouseholdsOf } from './matter-household.service.ts';
import { reviewForStaff } from './matter-view.service.ts';

/** Sets one of several reports, or a part of one, apart: two matters, each with its own number, promise and history. */
export const splitMatter: HandlersOf<typeof splitOperations>['splitMatter'] = (call, input) =>
  call.write(async (tx) => {
    const matterId = newId<Id<'matter'>>();
    let opening: { decision: SplitDecision['opened']; reporter: KnownReport['personId'] } | undefined;
    const changed = await changeMatter(call, tx, {
      matterId: input.matterId,
      version: input.version,
      action: 'split',
      async decide(subject, loaded) {
        const source = loaded.reports.find(({ id }) => id === input.reportId);
        if (!source) return refuse('report-not-found');
        const { part } = input;
        const possible = checkSplit(subject, { reportId: source.id, said: source.text, part });
        if (!possible.ok) return possible;
        const report =
          part === null ? await leaving(tx, source, call.now) : await partOf(tx, source, part, call.now);
        const category = await findCategory(tx, input.categoryCode, dateOf(call.now));
        const decided = decideSplit(subject, { ...input, matterId, report, whole: part === null, category });
        if (!decided.ok) return decided;
        opening = { decision: decided.value.opened, reporter: source.personId };
        return ok(decided.value.source);
      },
    });
    if (!changed.ok) return asDeclared(splitOperation, changed);
    if (!opening) throw new Error('a matter was split without a part');
    const { decision, reporter } = opening;
    await performOpening(tx, decision, { id: decision.report.reportId, personId: reporter }, call.now);
    await countHouseholdsOf(tx, input.matterId, call.now);
    await countHouseholdsOf(tx, matterId, call.now);
    return ok(await reviewForStaff(tx, matterId, call));
  });

/** The report that leaves gives the new matter its number, unless a matter that was merged has had it. */
async function leaving(tx: Tx, report: KnownReport, now: Instant): Promise<KnownReport> {
  if (!(await findMatterByNumber(tx, report.number))) return report;
  const year = numberYear(now);
  return { ...report, number: formatNumber(year, await nextNumber(tx, year)) };
}

/** The part as a report of its own: the same person, place and wishes, the next number of the series. */
async function partOf(tx: Tx, source: KnownReport, part: string, now: Instant): Promise<KnownReport> {
  const received = await receiveReport(tx, {
    ...{ text: part, place: source.place, photoIds: [], draftId: null, categoryGuess: null },
    ...{ anonymity: source.anonymity, publicName: source.publicName, contact: source.contact },
    ...{ channel: source.channel, personId: source.personId, registeredByPostId: null },
    ...{ locale: source.locale, occurredAt: source.occurredAt, now, quietly: true },
  });
  // Everything of it stands in the report it is taken from, so nothing can be wrong with it.
  if (!received.ok) throw new Error(`a part could not be received: ${received.refusal.code}`);
  const { id, number } = received.value;
  return {
    ...source,
    id,
    number,
    text: part,
    state: 'submitted',
    submittedAt: now,
    matterId: null,
    recording: null,
  };
}
