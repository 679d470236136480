import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { aPhoto } from '../../../test/collect-server.ts';
import { type Story, storyOf, type ToldMatter } from '../../../test/story.ts';
import { codeOf, must, openWorld, type Visitor, type World } from '../../../test/world.ts';
import { dayMs } from '../../kernel/time.ts';
import { listEntries } from '../../ledger/entry/entry.service.ts';
import { noLimits } from '../../platform/limits.ts';
import { addNote, resolveMatter } from '../matter/matter.operations.contract.ts';
import { listPublicMatters } from '../matter/matter.public.contract.ts';
import { getMatter, getTimeline } from '../matter/matter.reading.contract.ts';
import { publicationOperations } from '../publication/publication.contract.ts';
import { collectPublications } from '../publication/publication-collecting.service.ts';
import { flagOperations } from './flag.contract.ts';

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

const file = async (seed: number) => new Blob([new Uint8Array(await aPhoto(seed))]);
const partsOf = async (who: Visitor, { matterId }: ToldMatter) =>
  must(await world.as(who).call(flagOperations.listFlaggable, { matterId })).parts;
const raise = (who: Visitor, { matterId }: ToldMatter, part: string) =>
  world.as(who).call(flagOperations.raiseFlag, { matterId, part, reason: 'personal-data', words: null });
const decide = async (flagId: string, decision: 'hide' | 'keep') =>
  must(
    await world.as('desk1').call(flagOperations.decideFlag, {
      ...{ flagId: flagId as never, decision, words: '看得到门牌', newTitle: null, badFaith: false },
    }),
  );
const hide = async (who: Visitor, told: ToldMatter, part: string) => {
  const { flagId } = must(await raise(who, told, part));
  await decide(flagId, 'hide');
  return flagId;
};

async function publishAll({ matterId }: ToldMatter): Promise<void> {
  await world.sequence();
  while ((await collectPublications(world.installation.platform, world.here.community)) > 0);
  const { items } = must(await world.as('desk1').call(publicationOperations.getPublications, { matterId }));
  for (const { id, version, proposal } of items) {
    const how = { decision: 'publish', text: proposal, checked: true, reason: null } as const;
    must(
      await world
        .as('desk1')
        .call(publicationOperations.decidePublication, { publicationId: id, version, ...how }),
    );
  }
}
const publishedOf = async ({ number }: ToldMatter) =>
  must(await world.as('stranger').call(publicationOperations.readPublished, { number }));
const photoStatus = async (photoId: string, key?: string) =>
  (await fetch(`${world.url}/c/here/photos/${photoId}/small${key === undefined ? '' : `?key=${key}`}`))
    .status;
const entriesOf = async ({ number }: ToldMatter) => {
  await world.sequence();
  return world.made.database.read(world.here.community.id, (tx) => listEntries(tx, { number }));
};

/** Resolved with two photos, and everything of it published. */
async function published(): Promise<ToldMatter> {
  const told = await story.inWork();
  const { matterId, version } = told;
  const reply = '紫藤架子换好了';
  const result = 'solved' as const;
  const resolved = { matterId, version, result, reply, proofPhotoIds: [], whyNoPhoto: null };
  const files = [await file(41), await file(42)];
  must(await world.as('handler').call(resolveMatter, resolved, { files }));
  await publishAll(told);
  return told;
}

test('stranger: flags one photo of two; hidden, it is gone everywhere but at the desk, and comes back as it was', async () => {
  const told = await published();
  const photos = (await partsOf('stranger', told)).filter(({ kind }) => kind === 'photo');
  const [first, second] = photos.map(({ photoId }) => photoId ?? '');
  assert.ok(first && second && photos.length === 2);
  const before = await entriesOf(told);
  const flagId = await hide('stranger', told, `photo:${first}`);
  assert.deepEqual(
    (await publishedOf(told)).photos.map(({ photoId }) => photoId),
    [second],
  );
  assert.deepEqual([await photoStatus(first), await photoStatus(second)], [404, 200]);
  const { reportKey } = told;
  assert.deepEqual([await photoStatus(first, reportKey), await photoStatus(second, reportKey)], [404, 200]);
  const { texts } = await publishedOf(told);
  assert.ok(texts.some(({ text }) => text === '紫藤架子换好了'));
  const page = await (await fetch(`${world.url}/c/here/matters/${told.number}`)).text();
  assert.ok(!page.includes(first) && page.includes(second));
  const own = must(await world.as('resident').call(getMatter, { matterId: told.matterId }));
  assert.ok(own.reader === 'reporter');
  assert.deepEqual(own.replies[0]?.photoIds, [second]);
  const staff = must(await world.as('desk1').call(getMatter, { matterId: told.matterId }));
  assert.ok(staff.reader === 'staff');
  assert.deepEqual(new Set(staff.replies[0]?.photoIds), new Set([first, second]));
  assert.equal(codeOf(await raise('stranger', told, `photo:${first}`)), 'flag-part-missing');
  const listed = must(await world.as('desk1').call(flagOperations.listFlags, {})).rows;
  assert.equal(listed.find(({ id }) => id === flagId)?.photoId, first);
  // What stood in the ledger stands there unchanged; one entry more says that something was hidden.
  const after = await entriesOf(told);
  assert.deepEqual(after.slice(0, before.length), before);
  assert.deepEqual(
    after.slice(before.length).map(({ type, facts }) => [type, facts]),
    [['flag.hidden', { part: 'photo', reason: 'personal-data' }]],
  );
  await decide(flagId, 'keep');
  assert.equal((await publishedOf(told)).photos.length, 2);
  assert.equal(await photoStatus(first), 200);
});

test('stranger: flags what a resident said; hidden, the matter is not found by it any more', async () => {
  const told = await story.accepted({}, await story.reported({ text: '楼下的夹竹桃挡住了路' }));
  await publishAll(told);
  const foundBy = async (q: string) =>
    must(await world.as('stranger').call(listPublicMatters, { q })).rows.map(({ number }) => number);
  assert.deepEqual(await foundBy('夹竹桃'), [told.number]);
  const said = (await partsOf('stranger', told)).find(({ kind }) => kind === 'report');
  assert.equal(said?.text, '楼下的夹竹桃挡住了路');
  const flagId = await hide('neighbour', told, said.part);
  assert.deepEqual((await publishedOf(told)).texts, []);
  assert.deepEqual(await foundBy('夹竹桃'), []);
  await decide(flagId, 'keep');
  assert.deepEqual(await foundBy('夹竹桃'), [told.number]);
});

test('resident: flags one thing staff wrote; hidden, it and its photos are gone from their page alone, the rest stays', async () => {
  const told = await story.inWork();
  const { matterId, reportKey } = told;
  const note = async (text: string, files: Blob[] = []) => {
    const input = { matterId, text, for: 'reporter-and-staff' as const, photoIds: [] };
    must(await world.as('handler').call(addNote, input, { files }));
  };
  await note('你就是爱闹事', [await file(43)]);
  await note('明天上午来修');
  const mine = { matterId, text: '好的', for: 'reporter-and-staff' as const, photoIds: [] };
  must(await world.as('resident').call(addNote, mine));
  const parts = await partsOf('resident', told);
  const texts = parts.flatMap(({ kind, text }) => (kind === 'event' ? [text] : []));
  assert.ok(texts.includes('你就是爱闹事') && texts.includes('明天上午来修'));
  assert.ok(!texts.includes('好的'), 'what they wrote themselves is not among it');
  const [rude] = parts.filter(({ text }) => text === '你就是爱闹事');
  const photoId = parts.find(({ kind }) => kind === 'photo')?.photoId;
  assert.ok(rude && photoId);
  for (const who of ['stranger', 'neighbour'] as const)
    assert.equal(codeOf(await raise(who, told, rude.part)), 'flag-part-missing');
  const flagId = await hide({ reportKey }, told, rude.part);
  const read = async (who: Visitor) =>
    JSON.stringify([
      must(await world.as(who).call(getMatter, { matterId })),
      must(await world.as(who).call(getTimeline, { matterId })),
    ]);
  assert.doesNotMatch(await read('resident'), /爱闹事/);
  assert.match(await read('resident'), /明天上午来修/);
  assert.match(await read('desk1'), /爱闹事/);
  const page = await (await fetch(`${world.url}/c/here/follow/${reportKey}`)).text();
  assert.ok(!page.includes('爱闹事') && page.includes('明天上午来修'));
  assert.equal(await photoStatus(photoId, reportKey), 404);
  await decide(flagId, 'keep');
  assert.match(await read('resident'), /爱闹事/);
  assert.equal(await photoStatus(photoId, reportKey), 200);
});

test('a photo that was hidden by itself: stays hidden when the event it belongs to is shown again', async () => {
  const told = await published();
  const parts = await partsOf('resident', told);
  const photo = parts.find(({ kind }) => kind === 'photo');
  const reply = parts.find(({ kind, text }) => kind === 'event' && text === '紫藤架子换好了');
  assert.ok(photo?.photoId && reply);
  await hide('resident', told, photo.part);
  const ofReply = await hide('neighbour', told, reply.part);
  assert.deepEqual(await publishedOf(told).then(({ photos }) => photos), []);
  await decide(ofReply, 'keep');
  assert.equal((await publishedOf(told)).photos.length, 1);
  assert.equal(await photoStatus(photo.photoId), 404);
});
