import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type Story, storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, type Visitor, type World } from '../../../test/world.ts';
import { noticeOperations } from '../../channels/notice/notice.contract.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { forgetRestraints, isNumberRestrained } from '../../collect/restraint/restraint.service.ts';
import { dayMs } from '../../kernel/time.ts';
import { listEntries } from '../../ledger/entry/entry.service.ts';
import { noLimits, usualLimits } from '../../platform/limits.ts';
import { matterOperations } from '../matter/matter.operations.contract.ts';
import { abuseOperations } from './abuse.contract.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());
beforeEach(() => {
  world.clock.advance(30 * dayMs);
  world.installation.platform.limits = noLimits;
});

type Report = { reportId: string };
const mark = ({ reportId }: Report, who: Visitor = 'desk1') =>
  world.as(who).call(abuseOperations.markAbusive, {
    ...{ reportId: reportId as never, reason: 'insult', words: '这样骂人我们没法办' },
  });
const lift = ({ reportId }: Report) =>
  world.as('desk1').call(abuseOperations.liftAbuse, { reportId: reportId as never });
const queue = async (aside: boolean) => {
  const listed = must(
    await world.as('desk1').call(reportOperations.listReports, { aside, state: 'submitted' }),
  );
  return listed.rows.map(({ id }) => String(id));
};
const accepting = ({ reportId }: Report) =>
  world.as('desk1').call(matterOperations.acceptReport, {
    ...{ reportId: reportId as never, publicTitle: '健身器材松动', categoryCode: 'FAC06', tier: 'self' },
    ...{ messageToReporter: null, mainHandlerPostId: null, assistingPostIds: [], messageToHandlers: null },
  });
const number = (phone: string) => {
  const { platform } = world.installation;
  return platform.database.read(world.here.community.id, (tx) =>
    isNumberRestrained(platform)(tx, phone, platform.clock.now()),
  );
};

test('desk: a marked report waits aside, is accepted only once the mark is lifted, and is never lost', async () => {
  const told = await story.reported();
  must(await mark(told));
  assert.equal(codeOf(await mark(told)), 'abuse-marked-already');
  assert.ok(!(await queue(false)).includes(told.reportId));
  assert.ok((await queue(true)).includes(told.reportId));
  must(await world.as('desk1').call(reportOperations.releaseReports, { reportIds: null }));
  assert.ok((await queue(true)).includes(told.reportId), 'putting back what looked repeated leaves it');
  assert.equal(codeOf(await accepting(told)), 'report-marked-abusive');
  const lifted = must(await lift(told));
  assert.equal(lifted.mark, null);
  assert.ok((await queue(false)).includes(told.reportId));
  assert.equal(must(await accepting(told)).state, 'accepted');
  assert.equal(codeOf(await mark(told)), 'report-became-matter');
});

test('reporter: reads why in plain words on the private page, may answer, and hears when it is lifted', async () => {
  const told = await story.reported();
  must(await mark(told));
  const as = world.as({ reportKey: told.reportKey });
  const { reportId } = told;
  const read = must(await as.call(reportOperations.getReport, { reportId }));
  assert.match(read.messages.at(-1)?.text ?? '', /没有删。原因：这样骂人我们没法办/);
  must(await as.call(reportOperations.addToReport, { reportId, text: '我道歉，灯真的坏了', photoIds: [] }));
  must(await lift(told));
  const { rows } = must(await world.as('resident').call(noticeOperations.listNotices, { limit: 100 }));
  const templates = rows.filter(({ subject }) => subject.id === reportId).map(({ template }) => template);
  assert.ok(templates.includes('abuse.marked') && templates.includes('abuse.lifted'), templates.join(' '));
});

test('reporter: sends less for seven days, never of danger less, gets no news by text message; then all as before', async () => {
  const phone = '13900000077';
  const contact = { name: null, phone };
  const send = (text: string) =>
    world.as('stranger').call(reportOperations.submitReport, {
      ...{ text, place: { words: '车棚边上' }, photoIds: [], draftId: null, categoryGuess: null },
      ...{ anonymity: 'community-only', publicName: null, contact },
    });
  const first = must(await send('你们都是骗子'));
  assert.equal(must(await mark(first)).senderKnown, true);
  assert.equal(await number(phone), true);
  world.installation.platform.limits = usualLimits;
  must(await send('灯不亮'));
  assert.equal(codeOf(await send('门也坏了')), 'reported-too-often');
  must(await send('配电箱冒烟着火了，快来人'));
  world.clock.advance(7 * dayMs);
  assert.equal(await number(phone), false);
  for (const text of ['门坏了', '灯坏了', '井盖没了']) must(await send(text));
  await world.made.database.write(world.here.community.id, (tx) => forgetRestraints(tx, world.clock.now()));
});

test('ledger: says that a report was set aside and put back, and nothing of who or what', async () => {
  const told = await story.reported();
  must(await mark(told));
  must(await lift(told));
  await world.sequence();
  const entries = await world.made.database.read(world.here.community.id, (tx) =>
    listEntries(tx, { number: told.number }),
  );
  assert.deepEqual(
    entries.map(({ type }) => type),
    ['report.received', 'report.set-aside', 'report.put-back'],
  );
  assert.deepEqual(entries[1]?.facts, { reason: 'insult' });
  for (const { envelope } of entries) assert.doesNotMatch(envelope, /骂人|刘阿姨|139/);
});

test('desk: a report that holds nobody is marked, and nobody is held back', async () => {
  const anonymous = { anonymity: 'anonymous', contact: { name: null, phone: null } } as const;
  const told = await story.reported(anonymous);
  assert.equal(must(await mark(told)).senderKnown, false);
  const kept = await world.made.database.read(
    world.here.community.id,
    (tx) => tx`select from restraints where report_id = ${told.reportId}`,
  );
  assert.equal(kept.length, 0);
});
