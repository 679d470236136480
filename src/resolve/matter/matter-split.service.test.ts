import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { postOf, storyOf, type ToldMatter, usualCategory } from '../../../test/story.ts';
import { must, openWorld } from '../../../test/world.ts';
import { noticeOperations } from '../../channels/notice/notice.contract.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { callbackOperations } from '../../followup/callback/callback.contract.ts';
import { minuteMs } from '../../kernel/time.ts';
import type { StaffMatter } from './matter.contract.ts';
import { matterOperations as operations } from './matter.operations.contract.ts';

const world = await openWorld();
after(() => world.stop());
const story = storyOf(world);
const desk = world.as('desk1');
const said = '健身器材的扶手松了，昨天差点摔着人。路灯也不亮。';
const split = {
  ...{ publicTitle: '中心花园路灯不亮', categoryCode: 'FAC01', tier: 'self' as const },
  messageToReporter: '分开办',
};

async function ledgerOf(number: string): Promise<string[]> {
  const rows = await world.made.database.read(
    world.here.community.id,
    (tx) => tx<{ type: string }[]>`
      select type from ledger_pending where number = ${number}
      union all select type from ledger_entries where number = ${number}`,
  );
  return rows.map(({ type }) => type);
}

const asStaff = async (matterId: ToldMatter['matterId']) =>
  must(await desk.call(operations.getMatter, { matterId })) as StaffMatter;

test('desk: sets a part of the words apart; both matters are true, and the reporter follows both', async () => {
  const told = await story.accepted(
    { mainHandlerPostId: postOf(world, 'handler') },
    await story.reported({ text: said }),
  );
  const { matterId, version, reportId } = told;
  const input = { matterId, version, reportId, part: '路灯也不亮', ...split };
  const made = must(await desk.call(operations.splitMatter, input));
  assert.notEqual(made.number, told.number);
  assert.deepEqual(
    [made.state, made.title, made.reports[0]?.text],
    ['accepted', split.publicTitle, '路灯也不亮'],
  );
  const source = await asStaff(matterId);
  assert.equal(source.reports[0]?.text, said, 'what was said is never edited');
  assert.deepEqual(source.timeline[0]?.facts, { into: made.number });
  assert.equal(made.timeline.at(-1)?.facts.from, told.number);
  assert.ok((await ledgerOf(told.number)).includes('matter.split'));
  assert.deepEqual(await ledgerOf(made.number), ['report.received', 'matter.accepted', 'matter.split-off']);
  const own = must(await world.as('resident').call(operations.getMatter, { matterId: made.id }));
  assert.equal(own.reader, 'reporter');
  const inbox = must(await world.as('resident').call(noticeOperations.listNotices, {}));
  const { template, params } = inbox.rows[0] ?? {};
  assert.equal(template, 'matter.split');
  assert.deepEqual([params?.from, params?.number], [told.number, made.number]);
  const waiting = must(await desk.call(reportOperations.listReports, { state: 'submitted' }));
  assert.equal(
    waiting.rows.some(({ number }) => number === made.number),
    false,
    'it is decided already',
  );
});

test('desk: a whole report leaves under its own number, and its private link leads to the new matter', async () => {
  const first = await story.accepted();
  const second = await story.reported({ text: '路灯不亮' });
  const joined = { reportId: second.reportId, matterId: first.matterId, version: first.version };
  const both = must(await desk.call(operations.acceptReportInto, { ...joined, messageToReporter: null }));
  const input = { matterId: first.matterId, version: both.version, reportId: second.reportId, part: null };
  const made = must(await desk.call(operations.splitMatter, { ...input, ...split }));
  assert.equal(made.number, second.number);
  assert.equal((await asStaff(first.matterId)).reports.length, 1);
  const followed = must(
    await world.as({ reportKey: second.reportKey }).call(operations.getMatter, { matterId: made.id }),
  );
  assert.equal(followed.reader, 'reporter');
  const left = must(
    await world.as({ reportKey: second.reportKey }).call(operations.getMatter, { matterId: first.matterId }),
  );
  assert.equal(left.reader, 'public');
});

test('desk: a report that came from a merged matter leaves under a new number, for its own is taken', async () => {
  const earlier = await story.accepted();
  world.clock.advance(minuteMs);
  const later = await story.accepted();
  const merging = { matterId: later.matterId, version: later.version, intoMatterId: earlier.matterId };
  must(await desk.call(operations.mergeMatter, merging));
  const { version } = await asStaff(earlier.matterId);
  const input = { matterId: earlier.matterId, version, reportId: later.reportId, part: null };
  const made = must(await desk.call(operations.splitMatter, { ...input, ...split }));
  assert.ok(made.number !== later.number && made.number !== earlier.number);
});

test('desk: cannot split what would leave nothing, words nobody said, or a report of another matter', async () => {
  const told = await story.accepted();
  const { matterId, version, reportId } = told;
  const other = await story.reported();
  const tries = [
    [{ reportId, part: null }, 'split-leaves-nothing'],
    [{ reportId, part: '没有说过的话' }, 'part-not-said'],
    [{ reportId: other.reportId, part: null }, 'report-not-found'],
    [{ reportId, part: '扶手松了', categoryCode: 'FAC99' }, 'category-unknown'],
  ] as const;
  for (const [change, code] of tries) {
    const answer = await desk.call(operations.splitMatter, { matterId, version, ...split, ...change });
    assert.equal(!answer.ok && answer.refusal.code, code);
  }
  assert.equal((await asStaff(matterId)).version, version);
});

test('merge of matters in work: clocks end, both sides’ handlers hear of it, links lead on, the one to call is new', async () => {
  const committee = postOf(world, 'committee');
  const earlier = await story.accepted({ mainHandlerPostId: committee, categoryCode: usualCategory });
  world.clock.advance(minuteMs);
  const later = await story.inWork();
  const merging = { matterId: later.matterId, version: later.version, intoMatterId: earlier.matterId };
  const merged = must(await desk.call(operations.mergeMatter, merging));
  assert.deepEqual([merged.state, merged.mergedIntoId], ['merged', earlier.matterId]);
  assert.ok(
    merged.clocks.every(({ state }) => state !== 'running'),
    JSON.stringify(merged.clocks),
  );
  const after = await asStaff(earlier.matterId);
  assert.deepEqual(after.timeline[0]?.facts, { from: later.number });
  assert.ok(after.version > earlier.version, 'whoever looks at the earlier one has to look again');
  assert.ok((await ledgerOf(earlier.number)).includes('matter.absorbed'));
  const [inboxOfEarlier, inboxOfLater] = await Promise.all(
    (['committee', 'handler'] as const).map(async (who) =>
      JSON.stringify(must(await world.as(who).call(noticeOperations.listNotices, {})).rows),
    ),
  );
  assert.match(inboxOfEarlier ?? '', new RegExp(`matter.absorbed".*${later.number}`));
  assert.match(inboxOfLater ?? '', new RegExp(`matter.taken-away".*${later.number}`));
  const own = must(
    await world.as({ reportKey: later.reportKey }).call(operations.getMatter, { matterId: earlier.matterId }),
  );
  assert.ok(own.reader === 'reporter' && own.ownReports[0]?.number === later.number);
  // The earlier one is resolved; both reporters are asked, and either can say that it is not solved.
  const taken = await story.step({ ...earlier, version: after.version }, 'committee', operations.takeMatter);
  const contacted = await story.step(taken, 'committee', operations.contactReporter, {
    way: 'phone',
    note: null,
    onSite: false,
  });
  const proof = { result: 'solved', reply: '修好了', proofPhotoIds: [], whyNoPhoto: '下雨' };
  await story.step(contacted, 'committee', operations.resolveMatter, proof);
  const asked = must(
    await world
      .as({ reportKey: later.reportKey })
      .call(callbackOperations.getQuestion, { matterId: earlier.matterId }),
  );
  assert.equal(asked.number, earlier.number);
});
