import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { unzipSync } from 'fflate';
import { aPhoto } from '../../../test/collect-server.ts';
import { storyOf } from '../../../test/story.ts';
import { codeOf, must, openWorld, type Visitor, type World } from '../../../test/world.ts';
import { addPhotos } from '../../collect/photo/photo.contract.ts';
import { reportOperations } from '../../collect/report/report.operations.contract.ts';
import { dayMs, hourMs } from '../../kernel/time.ts';
import { readAccount } from '../../people/account/account.contract.ts';
import { archiveCommunity } from '../../places/community/community.service.ts';
import { makeCopy, offerCopy } from './copy.contract.ts';
import { copiesADay } from './copy.rules.ts';

let world: World;
before(async () => {
  world = await openWorld();
});
after(() => world.stop());

const mine = { text: '楼上漏水滴进我家婴儿房', added: '昨晚又漏到了婴儿床上' };
const theirs = { text: '邻居家的狗半夜叫', name: '赵邻居', phone: '13911112222' };

async function download(who: Visitor, headers: Record<string, string> = {}): Promise<Response> {
  const own = await world.headersOf(who);
  return fetch(`${world.url}/c/${world.here.community.slug}/account/copy.zip`, {
    ...{ method: 'POST', redirect: 'manual' },
    headers: { ...own, 'sec-fetch-site': 'same-origin', ...headers },
  });
}

async function unpacked(answer: Response): Promise<Record<string, Uint8Array>> {
  assert.equal(answer.status, 200);
  return unzipSync(new Uint8Array(await answer.arrayBuffer()));
}

const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('utf8');

test('resident: takes a copy of everything of theirs, with photos, to be read without a network; nothing of others is in it', async () => {
  const story = storyOf(world);
  const resident = world.as('resident');
  const sent = must(
    await resident.call(
      addPhotos,
      {},
      { files: [new Blob([new Uint8Array(await aPhoto(5))], { type: 'image/jpeg' })] },
    ),
  );
  const photoIds = sent.photos.map(({ photoId }) => photoId);
  const report = await story.reported({ text: mine.text, photoIds });
  const { reportId, number } = report;
  must(await resident.call(reportOperations.addToReport, { reportId, text: mine.added, photoIds: [] }));
  await story.accepted({}, report);
  const { text, ...contact } = theirs;
  const { buildingId, stairwellId } = world.here.places.homes.resident;
  must(
    await world.as('neighbour').call(reportOperations.submitReport, {
      ...{ text, place: { buildingId, stairwellId, words: '6幢门口' }, contact, anonymity: 'community-only' },
      ...{ publicName: null, photoIds: [], draftId: null, categoryGuess: null },
    }),
  );

  const files = await unpacked(await download('resident'));
  assert.deepEqual(Object.keys(files).sort(), [`${number}/1.jpg`, 'data.json', 'index.html'].sort());
  assert.deepEqual([...(files[`${number}/1.jpg`] ?? []).slice(0, 3)], [0xff, 0xd8, 0xff]);
  const page = textOf(files['index.html']);
  // It is kept: no day in it may be one only today knows.
  assert.match(page, /2026-11-24 \d\d:\d\d/);
  assert.doesNotMatch(page, /今天|昨天/);
  const data = makeCopy.output.parse(JSON.parse(textOf(files['data.json'])));
  for (const words of [mine.text, mine.added, number]) assert.ok(page.includes(words), words);
  assert.ok(page.includes(`href="${number}/1.jpg"`));
  assert.ok(data.reports.some(({ text: said }) => said === mine.text));
  assert.ok(data.notices.length > 0);
  for (const words of Object.values(theirs)) {
    assert.ok(!page.includes(words), words);
    assert.ok(!textOf(files['data.json']).includes(words), words);
  }
});

test('resident: finds on the account that a copy was taken', async () => {
  const { events } = must(await world.as('resident').call(readAccount, {}));
  assert.deepEqual(
    events.map(({ kind, by }) => [kind, by]),
    [['data-copied', 'self']],
  );
  assert.notEqual(must(await world.as('resident').call(offerCopy, {})).madeAt, null);
});

test('neighbour: some copies a day and no more; again the next day', async () => {
  const neighbour = world.as('neighbour');
  for (let taken = 0; taken < copiesADay; taken += 1) must(await neighbour.call(makeCopy, {}));
  assert.equal(codeOf(await neighbour.call(makeCopy, {})), 'copy-made-often');
  const refused = await download('neighbour');
  assert.equal(refused.status, 303);
  assert.match(refused.headers.get('location') ?? '', /\/account\/copy$/);
  assert.equal(must(await neighbour.call(offerCopy, {})).can.make, 'copy-made-often');
  world.clock.advance(dayMs + hourMs);
  must(await neighbour.call(makeCopy, {}));
});

test('stranger: gets no copy of anybody', async () => {
  assert.equal((await download('stranger')).status, 303);
  assert.equal(codeOf(await world.as('stranger').call(makeCopy, {})), 'sign-in-first');
  assert.equal(codeOf(await world.as('stranger').call(offerCopy, {})), 'sign-in-first');
});

test('page of another site: makes nobody take a copy', async () => {
  const answer = await download('resident', { 'sec-fetch-site': 'cross-site' });
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get('content-type')?.includes('zip') ?? false, false);
});

test('resident: takes a copy in a community that was archived, too', async () => {
  await archiveCommunity(world.made.owner, world.here.community.id);
  world.clock.advance(2 * dayMs);
  must(await world.as('neighbour').call(makeCopy, {}));
});
