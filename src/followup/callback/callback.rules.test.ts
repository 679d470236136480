import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stranger } from '../../kernel/asker.ts';
import { parseInstant } from '../../kernel/time.ts';
import { matterOperations } from '../../resolve/matter/matter.operations.contract.ts';
import {
  sampleFacts,
  sampleId,
  sampleMatter,
  samplePerson,
  samplePost,
} from '../../resolve/matter/matter.sample.ts';
import { callbackOperations } from './callback.contract.ts';
import { cameFromPage, mayAnswer, mayListAttempts, mayRecordAttempt } from './callback.policy.ts';
import {
  countCalls,
  judgeAttempt,
  mayAnswerAgain,
  type RatedMatter,
  readRates,
  shareInBasisPoints,
} from './callback.rules.ts';

const at = (text: string) => parseInstant(`${text}+08:00`);
const silent = (text: string) => ({ at: at(text), outcome: 'no-answer' }) as const;
const yes = { solved: 'yes', satisfaction: 4, attitude: null, words: null } as const;

test('tries: days are China’s, not the machine’s', () => {
  assert.deepEqual(countCalls([silent('2026-06-01T23:59:00'), silent('2026-06-02T00:01:00')]), {
    count: 2,
    days: 2,
  });
  assert.deepEqual(countCalls([silent('2026-06-01T00:30:00'), silent('2026-06-01T23:30:00')]), {
    count: 2,
    days: 1,
  });
});

test('try: an answer exactly when answered; two a day at most without one', () => {
  const now = at('2026-06-01T15:00:00');
  const judge = (earlier: ReturnType<typeof silent>[], attempt: Parameters<typeof judgeAttempt>[1]) => {
    const outcome = judgeAttempt(earlier, attempt, now);
    return outcome.ok ? outcome.value.calls : outcome.refusal.code;
  };
  const today = [silent('2026-06-01T09:00:00'), silent('2026-06-01T11:00:00')];
  assert.equal(judge([], { outcome: 'answered', answer: null }), 'answer-missing');
  assert.equal(judge([], { outcome: 'no-answer', answer: yes }), 'answer-missing');
  assert.deepEqual(judge([], { outcome: 'no-answer', answer: null }), { count: 1, days: 1 });
  assert.equal(judge(today, { outcome: 'no-answer', answer: null }), 'tried-today');
  assert.deepEqual(judge(today, { outcome: 'answered', answer: yes }), { count: 3, days: 1 });
});

test('answer: once a round; a later “no” is judged as a reopening', () => {
  assert.equal(mayAnswerAgain(false, yes), true);
  assert.equal(mayAnswerAgain(true, yes), 'already-answered');
  assert.equal(mayAnswerAgain(true, { solved: 'no' }), true);
});

test('rates: 12 callbacks, 9 solved, 2 unsolved, 1 unreachable → 9/11 = 81.82%', () => {
  const rated = (solved: 'yes' | 'no', satisfaction: number | null): RatedMatter => ({
    solved,
    satisfaction,
  });
  const matters = [
    ...Array.from({ length: 9 }, (_, n) => rated('yes', n < 4 ? 5 : 3)),
    rated('no', 1),
    rated('no', null),
    null,
  ];
  const strict = readRates(matters, false);
  assert.deepEqual(strict, {
    solved: { numerator: 9, denominator: 11 },
    satisfied: { numerator: 4, denominator: 11 },
    unrated: 1,
  });
  assert.equal(shareInBasisPoints(strict.solved), 8182);
  assert.equal(readRates(matters, true).satisfied.numerator, 9);
});

test('rates: nobody answered → nothing to show, neither 0 nor 100%', () => {
  assert.equal(shareInBasisPoints(readRates([null, null], true).solved), null);
});

test('links: following one can never answer for anybody', () => {
  for (const one of Object.values(callbackOperations)) {
    const changes = one.name === 'callback.answer' || one.name === 'callback.attempt';
    assert.equal(one.method, changes ? 'POST' : 'GET', one.name);
  }
  const answer = Object.values(callbackOperations).find((one) => one.name === 'callback.answer');
  const body = { matterId: sampleId('matter'), version: 1, ...yes };
  assert.equal(answer?.input.safeParse(body).success, false, 'without the token of the page');
  assert.equal(answer?.input.safeParse({ ...body, token: 't' }).success, true);
  assert.equal(cameFromPage(false), 'page-expired');
  assert.equal(cameFromPage(true), true);
});

test('operations: names and paths are unlike those of the matter itself', () => {
  const all = [...Object.values(matterOperations), ...Object.values(callbackOperations)];
  assert.equal(new Set(all.map((one) => one.name)).size, all.length);
  assert.equal(new Set(all.map((one) => `${one.method} ${one.path}`)).size, all.length);
});

test('policy: reporters answer, the desk calls, handlers do not read what is said of them', () => {
  const matter = sampleMatter({ state: 'done' });
  const facts = sampleFacts();
  const desk = samplePerson(1, samplePost('desk'));
  const handler = samplePerson(20, samplePost('handler', 20));
  assert.equal(mayAnswer({ kind: 'follower', reportId: sampleId('report') }, matter, facts), true);
  assert.equal(mayAnswer(stranger, matter, facts), 'reporter-only');
  assert.equal(mayAnswer(stranger, sampleMatter({ sensitive: true }), facts), 'matter-not-found');
  assert.equal(mayRecordAttempt(desk, matter, facts, sampleId('report')), true);
  assert.equal(mayRecordAttempt(desk, matter, facts, sampleId('report', 7)), 'report-not-found');
  assert.equal(
    mayRecordAttempt(desk, matter, sampleFacts({ workers: [sampleId('person', 1)] }), sampleId('report')),
    'worked-on-it',
  );
  assert.equal(mayListAttempts(desk, matter, facts), true);
  const ownWork = sampleFacts({ workers: [sampleId('person', 51)] });
  assert.equal(mayAnswer(samplePerson(51), matter, ownWork), 'worked-on-it');
  assert.equal(mayListAttempts(handler, matter, facts), 'staff-only');
});
