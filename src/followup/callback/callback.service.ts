import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { formatInstant } from '../../kernel/time.ts';
import { readAndNote } from '../../people/look/look.service.ts';
import { asDeclared, type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { deriveKey, sameSecret, tagOf } from '../../platform/secrets.ts';
import { decideAnswer, decideCall } from '../../resolve/matter/matter.closing.rules.ts';
import { roundOf } from '../../resolve/matter/matter.handling.rules.ts';
import { ownReports } from '../../resolve/matter/matter.policy.ts';
import { answerableStates } from '../../resolve/matter/matter.states.ts';
import type { LoadedCase } from '../../resolve/matter/matter-case.service.ts';
import { changeMatter } from '../../resolve/matter/matter-change.service.ts';
import {
  findCase,
  reloadCase,
  reviewForStaff,
  viewMatter,
} from '../../resolve/matter/matter-view.service.ts';
import { type CallbackAnswer, callbackOperations as operations } from './callback.contract.ts';
import { cameFromPage, mayAnswer, mayListAttempts, mayRecordAttempt } from './callback.policy.ts';
import { judgeAttempt, mayAnswerAgain } from './callback.rules.ts';
import * as store from './callback.store.ts';

type Handlers = HandlersOf<typeof operations>;

/** Printed into the page that asks; whoever only follows links never holds it. Bound to matter, round and reporter. */
function pageToken(call: Call, loaded: LoadedCase, reportId: Id<'report'>): string {
  const { matter } = loaded;
  const key = deriveKey(call.platform.secret, 'callback-page');
  return tagOf(key, `${call.community.id}/${matter.id}/${roundOf(matter)}/${reportId}`);
}

const getQuestion: Handlers['getQuestion'] = (call, input) =>
  readAndNote(call, async (tx) => {
    const loaded = await findCase(tx, input.matterId, call.now);
    if (!loaded) return refuse('matter-not-found');
    const { matter, facts } = loaded;
    const may = mayAnswer(call.asker, matter, facts);
    if (may !== true) return refuse(may);
    const [reportId] = ownReports(call.asker, facts);
    if (!reportId || !(answerableStates.has(matter.state) || matter.state === 'closed')) {
      return refuse('step-not-possible');
    }
    const view = await viewMatter(tx, loaded, call);
    const reply = view && 'replies' in view ? view.replies[0] : undefined;
    return ok({
      matterId: matter.id,
      version: matter.version,
      number: matter.number,
      title: matter.publicTitle,
      result: matter.result,
      reply: reply?.text ?? null,
      whyNoPhoto: reply?.whyNoPhoto ?? null,
      proofPhotoIds: reply?.photoIds ?? [],
      reopenUntil: facts.due.reopen?.dueOn ?? null,
      token: pageToken(call, loaded, reportId),
    });
  });

const answerCallback: Handlers['answerCallback'] = (call, input) =>
  call.write(async (tx) => {
    const before = await findCase(tx, input.matterId, call.now);
    if (!before) return refuse('matter-not-found');
    const may = mayAnswer(call.asker, before.matter, before.facts);
    if (may !== true) return refuse(may);
    const [reportId] = ownReports(call.asker, before.facts);
    if (!reportId) return refuse('reporter-only');
    const fromPage = cameFromPage(sameSecret(input.token, pageToken(call, before, reportId)));
    if (fromPage !== true) return refuse(fromPage);
    const answer = answerOf(input);
    const again = await maySayAgain(tx, before, reportId, answer);
    if (again !== true) return refuse(again);
    const changed = await takeAnswer(call, tx, input, reportId, answer);
    if (!changed.ok) return asDeclared(operations.answerCallback, changed);
    const view = await viewMatter(tx, await reloadCase(tx, input.matterId, call.now), call);
    return view ? ok(view) : refuse('matter-not-found');
  });

function answerOf({ solved, satisfaction, attitude, words }: CallbackAnswer): CallbackAnswer {
  return { solved, satisfaction, attitude, words };
}

/** Once a round; after "yes" or "partly" only a "no" is still heard. */
async function maySayAgain(
  tx: Tx,
  { matter }: LoadedCase,
  reportId: Id<'report'>,
  answer: CallbackAnswer,
): Promise<true | 'already-answered'> {
  const answers = await store.listAnswers(tx, matter.id);
  const answered = answers.some((row) => row.reportId === reportId && row.round === roundOf(matter));
  return mayAnswerAgain(answered, answer);
}

/** Lets the answer have its effect on the matter, and keeps it beside the round it was given in. */
function takeAnswer(
  call: Call,
  tx: Tx,
  input: { matterId: Id<'matter'>; version: number },
  reportId: Id<'report'>,
  answer: CallbackAnswer,
) {
  return changeMatter(call, tx, {
    matterId: input.matterId,
    version: input.version,
    action: 'answer',
    decide: (subject) =>
      decideAnswer(subject, {
        ...{ reportId, solved: answer.solved },
        satisfaction: answer.satisfaction,
        reason: answer.words,
      }),
    async after(inTx, { matter }) {
      const isFirst = reportId === matter.firstReportId;
      await store.upsertAnswer(inTx, {
        ...answer,
        matterId: matter.id,
        reportId,
        round: roundOf(matter),
        at: call.now,
        isFirst,
      });
      return ok(null);
    },
  });
}

const recordAttempt: Handlers['recordAttempt'] = (call, input) =>
  call.write(async (tx) => {
    const before = await findCase(tx, input.matterId, call.now);
    if (!before || call.asker.kind !== 'person') return refuse('matter-not-found');
    const { matter, facts } = before;
    const may = mayRecordAttempt(call.asker, matter, facts, input.reportId);
    if (may !== true) return asDeclared(operations.recordAttempt, refuse(may));
    const round = roundOf(matter);
    const attempts = (await store.listAttempts(tx, matter.id)).filter((row) => row.round === round);
    const judged = judgeAttempt(attempts, input, call.now);
    if (!judged.ok) return judged;
    const { reportId, way, outcome } = input;
    const { personId } = call.asker;
    await store.insertAttempt(tx, {
      matterId: matter.id,
      reportId,
      round,
      at: call.now,
      way,
      outcome,
      personId,
    });
    const done = await attemptHasEffect(call, tx, before, input, judged.value);
    if (!done.ok) return asDeclared(operations.recordAttempt, done);
    return ok(await reviewForStaff(tx, matter.id, call));
  });

/** An answer counts as the reporter's own; a try without one is only a try. */
async function attemptHasEffect(
  call: Call,
  tx: Tx,
  before: LoadedCase,
  input: { matterId: Id<'matter'>; version: number; reportId: Id<'report'> },
  { answer, calls }: { answer: CallbackAnswer | null; calls: { count: number; days: number } },
): Promise<Outcome<unknown>> {
  if (answer === null) {
    return changeMatter(call, tx, {
      matterId: input.matterId,
      version: input.version,
      action: 'call',
      decide: (subject) => decideCall(subject, { calls }),
    });
  }
  const again = await maySayAgain(tx, before, input.reportId, answer);
  if (again !== true) return refuse(again);
  return takeAnswer(call, tx, input, input.reportId, answer);
}

const listAttempts: Handlers['listAttempts'] = (call, input) =>
  call.read(async (tx) => {
    const loaded = await findCase(tx, input.matterId, call.now);
    if (!loaded) return refuse('matter-not-found');
    const may = mayListAttempts(call.asker, loaded.matter, loaded.facts);
    if (may !== true) return refuse(may);
    const [attempts, answers] = await Promise.all([
      store.listAttempts(tx, input.matterId),
      store.listAnswers(tx, input.matterId),
    ]);
    return ok({
      attempts: attempts.map((attempt) => ({ ...attempt, at: formatInstant(attempt.at) })),
      answers: answers.map(({ at, isFirst, round, solved, satisfaction, attitude, words }) => ({
        at: formatInstant(at),
        first: isFirst,
        round,
        solved,
        satisfaction,
        attitude,
        words,
      })),
    });
  });

export const callbackHandlers = implement(operations, {
  getQuestion,
  answerCallback,
  recordAttempt,
  listAttempts,
});

/** Takes away what people wrote beside their answers; the answers themselves count on. */
export function stripAnswers(tx: Tx, reports: readonly Id<'report'>[]): Promise<void> {
  return store.stripAnswers(tx, reports);
}
