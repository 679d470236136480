import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { aPhoto } from '../../../test/collect-server.ts';
import { type Story, storyOf, type ToldMatter } from '../../../test/story.ts';
import { codeOf, must, openWorld, type Visitor, type World } from '../../../test/world.ts';
import { noticeOperations } from '../../channels/notice/notice.contract.ts';
import { getQuestion } from '../../followup/callback/callback.contract.ts';
import { dayMs } from '../../kernel/time.ts';
import { listEntries } from '../../ledger/entry/entry.service.ts';
import { noLimits, usualLimits } from '../../platform/limits.ts';
import { matterOperations } from '../matter/matter.operations.contract.ts';
import { getPublicMatter, listPublicMatters } from '../matter/matter.public.contract.ts';
import { getMatter } from '../matter/matter.reading.contract.ts';
import { type FlagPart, flagOperations } from './flag.contract.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());
beforeEach(() => {
  world.clock.advance(dayMs);
  world.installation.platform.limits = noLimits;
});

const raise = (who: Visitor, { matterId }: ToldMatter, part: FlagPart, more: object = {}) =>
  world
    .as(who)
    .call(flagOperations.raiseFlag, { matterId, part, reason: 'personal-data', words: null, ...more });

const decide = (flagId: string, decision: 'hide' | 'keep', more: object = {}, who: Visitor = 'desk1') =>
  world.as(who).call(flagOperations.decideFlag, {
    ...{ flagId: flagId as never, decision, words: '看过了', newTitle: null, badFaith: false, ...more },
  });

const noticesOf = async (who: Visitor, { matterId }: ToldMatter) => {
  const { rows } = must(await world.as(who).call(noticeOperations.listNotices, { limit: 100 }));
  return rows
    .filter(({ subject, template }) => subject.id === matterId && template.startsWith('flag.'))
    .map(({ template }) => template);
};

const entriesOf = async ({ number }: { number: string }) => {
  await world.sequence();
  const { id } = world.here.community;
  const entries = await world.made.database.read(id, (tx) => listEntries(tx, { number }));
  return entries.filter(({ type }) => type.startsWith('flag.'));
};

const named = {
  anonymity: 'public-name',
  publicName: '502的老李',
  contact: { name: null, phone: null },
} as const;

test('stranger: flags a title without an account; the desk writes another, and everybody reads that one', async () => {
  const told = await story.inWork();
  const { flagId, willBeTold } = must(await raise('stranger', told, 'title'));
  assert.equal(willBeTold, false);
  assert.equal(codeOf(await decide(flagId, 'hide')), 'title-missing');
  const hidden = must(await decide(flagId, 'hide', { newTitle: '健身器材要修' }));
  assert.equal(hidden.state, 'hidden');
  const { number } = told;
  const read = must(await world.as('stranger').call(getPublicMatter, { number }));
  assert.equal(read.title, '健身器材要修');
  const listed = must(await world.as('stranger').call(listPublicMatters, {})).rows;
  assert.equal(listed.find((row) => row.number === number)?.title, '健身器材要修');
  assert.equal(codeOf(await decide(flagId, 'keep')), 'title-stays-changed');
});

test('neighbour: a form of address that is hidden is gone for all but staff, in the ledger without a word of it', async () => {
  const told = await story.accepted({}, await story.reported(named));
  const { number } = told;
  const { flagId, willBeTold } = must(await raise('neighbour', told, 'name'));
  assert.equal(willBeTold, true);
  assert.deepEqual(await noticesOf('desk1', told), ['flag.raised']);
  assert.equal(must(await world.as('stranger').call(getPublicMatter, { number })).reportedBy, '502的老李');
  must(await decide(flagId, 'hide', { words: '露出了门牌' }));
  assert.equal(must(await world.as('stranger').call(getPublicMatter, { number })).reportedBy, null);
  assert.deepEqual(await noticesOf('neighbour', told), ['flag.hidden']);
  const [entry, ...more] = await entriesOf(told);
  assert.deepEqual(more, []);
  assert.equal(entry?.type, 'flag.hidden');
  assert.deepEqual(entry.facts, { part: 'name', reason: 'personal-data' });
  assert.doesNotMatch(entry.envelope, /老李|门牌/);
  must(await decide(flagId, 'keep'));
  assert.equal(must(await world.as('stranger').call(getPublicMatter, { number })).reportedBy, '502的老李');
  assert.deepEqual(
    (await entriesOf(told)).map(({ type }) => type),
    ['flag.hidden', 'flag.shown'],
  );
});

test('resident: a reply that is hidden is gone from their page, from the question and from the story; the desk still reads it', async () => {
  const told = await story.resolved();
  const { matterId } = told;
  assert.equal(codeOf(await raise('stranger', told, 'reply')), 'flag-part-missing');
  const { flagId } = must(await raise('resident', told, 'reply'));
  must(await decide(flagId, 'hide'));
  const read = must(await world.as('resident').call(getMatter, { matterId }));
  assert.ok(read.reader === 'reporter');
  assert.deepEqual(read.replies, []);
  assert.doesNotMatch(JSON.stringify(read), /扶手已经换新/);
  const question = must(await world.as('resident').call(getQuestion, { matterId }));
  assert.equal(question.reply, null);
  const seen = must(await world.as('desk1').call(getMatter, { matterId }));
  assert.match(JSON.stringify(seen), /扶手已经换新/);
});

test('resident: a reply that is hidden takes its own photos along, not those the resident sends; also by private link', async () => {
  const files = async (seed: number) => [new Blob([new Uint8Array(await aPhoto(seed))])];
  const told = await story.inWork();
  const { matterId, version, reportKey } = told;
  must(
    await world
      .as('handler')
      .call(
        matterOperations.resolveMatter,
        { matterId, version, result: 'solved', reply: '换好了', proofPhotoIds: [], whyNoPhoto: null },
        { files: await files(31) },
      ),
  );
  const note = { matterId, text: '还是松的', for: 'reporter-and-staff' as const, photoIds: [] };
  must(await world.as('resident').call(matterOperations.addNote, note, { files: await files(32) }));
  const seen = must(await world.as('desk1').call(getMatter, { matterId }));
  assert.ok(seen.reader === 'staff');
  const photoOf = (action: string) => seen.timeline.find((entry) => entry.action === action)?.photoIds[0];
  const [proof, own] = [photoOf('resolve'), photoOf('note')];
  const statusOf = async (photoId: string | undefined) =>
    (await fetch(`${world.url}/c/here/photos/${photoId}/small?key=${reportKey}`)).status;
  assert.deepEqual([await statusOf(proof), await statusOf(own)], [200, 200]);
  const { flagId } = must(await raise({ reportKey }, told, 'reply'));
  must(await decide(flagId, 'hide'));
  assert.deepEqual([await statusOf(proof), await statusOf(own)], [404, 200]);
  const page = await fetch(`${world.url}/c/here/follow/${reportKey}/flag`);
  assert.match(await page.text(), new RegExp(`action="[^"]*/matters/${matterId}/flags"`));
});

test('desk: one decision answers everybody who flagged the same, and keeping changes nothing', async () => {
  const told = await story.inWork();
  const first = must(await raise('neighbour', told, 'title'));
  must(await raise('resident', told, 'title', { reason: 'false' }));
  assert.equal(codeOf(await raise('neighbour', told, 'title')), 'flagged-already');
  must(await decide(first.flagId, 'keep'));
  assert.deepEqual(await noticesOf('neighbour', told), ['flag.kept']);
  assert.deepEqual(await noticesOf('resident', told), ['flag.kept']);
  assert.equal(codeOf(await decide(first.flagId, 'keep')), 'flag-decided-already');
  assert.deepEqual(await entriesOf(told), []);
  const { rows } = must(await world.as('desk1').call(flagOperations.listFlags, { limit: 100 }));
  const here = rows.filter((row) => row.number === told.number);
  assert.deepEqual(
    here.map(({ state }) => state),
    ['kept', 'kept'],
  );
  assert.doesNotMatch(JSON.stringify(here), /neighbour|刘阿姨/);
});

test('resident: may not decide, nor flag for a reason of their own without a word', async () => {
  const told = await story.inWork();
  assert.equal(codeOf(await raise('resident', told, 'title', { reason: 'other' })), 'flag-words-missing');
  const { flagId } = must(await raise('resident', told, 'title', { reason: 'other', words: '写着车牌' }));
  assert.equal(codeOf(await decide(flagId, 'keep', {}, 'resident')), 'desk-only');
  must(await decide(flagId, 'keep'));
});

test('resident: after three flags in bad faith two a day are left, never none, and after a month all', async () => {
  world.installation.platform.limits = usualLimits;
  for (let time = 0; time < 3; time += 1) {
    const told = await story.inWork();
    const { flagId } = must(await raise('resident', told, 'title', { reason: 'spam' }));
    const kept = must(await decide(flagId, 'keep', { badFaith: true }));
    assert.equal(kept.decision?.badFaith, true);
  }
  world.clock.advance(dayMs);
  const told = [await story.inWork(), await story.inWork(), await story.inWork()] as const;
  must(await raise('resident', told[0], 'title'));
  must(await raise('resident', told[1], 'title'));
  assert.equal(codeOf(await raise('resident', told[2], 'title')), 'flagged-too-often');
  must(await raise('neighbour', told[2], 'title'));
  world.clock.advance(31 * dayMs);
  for (let time = 0; time < 3; time += 1) must(await raise('resident', await story.inWork(), 'title'));
});
