import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Hat, Matter } from './matter.contract.ts';
import type { MatterNotice } from './matter.decision.ts';
import { sampleCase, sampleId, samplePart, wuye } from './matter.sample.ts';
import { decideUrge } from './matter.urging.rules.ts';

const helper = (n: number) => ({ postId: sampleId('post', n), organisationId: null, throughDesk: false });
const assisting = [helper(30), helper(31)];
/** Whose part is finished is left in peace. */
const parts = [
  samplePart(1, { handler: helper(30), state: 'taken' }),
  samplePart(2, { handler: helper(31), state: 'finished' }),
];

const addressee = (notice: MatterNotice) =>
  notice.to === 'post' ? `post ${notice.postId.slice(-2)}` : `${notice.to} ${notice.template}`;

const cases: [who: string, hat: Hat, matter: Partial<Matter>, told: string[]][] = [
  ['reporter', 'reporter', { assisting }, ['post 20', 'post 30', 'desk urged', 'report urge-passed-on']],
  ['desk', 'desk', { assisting }, ['post 20', 'post 30']],
  ['system', 'system', { assisting }, ['post 20', 'post 30', 'desk urged']],
  ['system, before anybody has it', 'system', { state: 'accepted', mainHandler: null }, ['desk urged']],
];
for (const [who, hat, matter, told] of cases) {
  test(`${who}: urging tells ${told.join(', ')}`, () => {
    const subject = sampleCase({ matter: { state: 'in_progress', ...matter }, facts: { parts }, hat });
    const act = hat === 'reporter' ? { ...subject.act, reportId: sampleId('report') } : subject.act;
    const decided = decideUrge({ ...subject, act }, { words: '三天了', mark: null });
    assert.ok(decided.ok);
    assert.deepEqual(decided.value.notices.map(addressee), told);
    assert.deepEqual([decided.value.matter, decided.value.deadlines], [{}, []], 'a flag and nothing else');
  });
}

test('desk: urges with words only; a reporter and the product need none', () => {
  const urge = (hat: Hat) => decideUrge(sampleCase({ hat }), { words: null, mark: null });
  const desk = urge('desk');
  assert.ok(!desk.ok && desk.refusal.code === 'words-missing');
  assert.ok(urge('reporter').ok && urge('system').ok);
});

test('urging: counts on, says its mark, keeps what the desk wrote with staff', () => {
  const subject = sampleCase({ matter: { urgedCount: 1, mainHandler: wuye }, hat: 'desk' });
  const decided = decideUrge(subject, { words: '今天要去看', mark: null });
  assert.ok(decided.ok);
  const { event, entries } = decided.value;
  assert.deepEqual([event.facts, event.wordsFor], [{ times: 2 }, 'staff']);
  assert.equal(entries[0]?.type, 'matter.urged');
  assert.doesNotMatch(JSON.stringify(entries[0]?.facts), /今天/);
  const byTime = decideUrge(sampleCase({ hat: 'system' }), { words: null, mark: 'four-fifths' });
  assert.ok(byTime.ok);
  assert.deepEqual(byTime.value.event.facts, { times: 1, mark: 'four-fifths' });
});
