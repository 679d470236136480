import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { aPhoto } from '../../../test/collect-server.ts';
import { type Story, storyOf, type ToldMatter } from '../../../test/story.ts';
import { codeOf, must, openWorld, type Visitor, type World } from '../../../test/world.ts';
import { photoOperations } from '../../collect/photo/photo.contract.ts';
import { dayMs } from '../../kernel/time.ts';
import { listEntries } from '../../ledger/entry/entry.service.ts';
import { flagOperations } from '../flag/flag.contract.ts';
import { withdrawReport } from '../matter/matter.operations.contract.ts';
import { listPublicMatters } from '../matter/matter.public.contract.ts';
import { publicationOperations as operations, type PublicationItem } from './publication.contract.ts';
import { collectPublications } from './publication-collecting.service.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());
beforeEach(() => world.clock.advance(dayMs));

/** What the server's runner does by itself. */
async function catchUp(): Promise<void> {
  await world.sequence();
  while ((await collectPublications(world.installation.platform, world.here.community)) > 0);
}

const said = '我是刘阿姨，住3幢2单元501室，扶手松了，打13900000001';

async function itemsOf({ matterId }: ToldMatter, who: Visitor = 'desk1'): Promise<PublicationItem[]> {
  await catchUp();
  return must(await world.as(who).call(operations.getPublications, { matterId })).items;
}

async function theItem(told: ToldMatter, part: PublicationItem['part']): Promise<PublicationItem> {
  const item = (await itemsOf(told)).find((one) => one.part === part);
  assert.ok(item, part);
  return item;
}

type Decision = Partial<{ text: string; checked: boolean; reason: 'asked-for'; version: number }>;
const decide = (
  item: PublicationItem,
  decision: 'publish' | 'keep' | 'withdraw',
  more: Decision = {},
  who: Visitor = 'desk1',
) =>
  world.as(who).call(operations.decidePublication, {
    ...{ publicationId: item.id, version: item.version, decision },
    ...{ text: null, checked: false, reason: null, ...more },
  });

const readOf = async ({ number }: ToldMatter) =>
  must(await world.as('stranger').call(operations.readPublished, { number }));

const foundBy = async (q: string) =>
  must(await world.as('stranger').call(listPublicMatters, { q })).rows.map(({ number }) => number);

const entriesOf = async ({ number }: ToldMatter) => {
  await world.sequence();
  const entries = await world.made.database.read(world.here.community.id, (tx) =>
    listEntries(tx, { number }),
  );
  return entries.filter(({ type }) => type.startsWith('publication.'));
};

describe('desk', () => {
  test('reads what was said beside what the scrub proposes, and publishes it in other words', async () => {
    const told = await story.accepted({}, await story.reported({ text: said }));
    const item = await theItem(told, 'report');
    assert.equal(item.original, said);
    assert.equal(item.proposal, '我是〔一位居民〕，住3幢，扶手松了，打〔手机号〕');
    assert.deepEqual(
      item.finds.map(({ from, to }) => said.slice(from, to)),
      ['刘阿姨', '3幢2单元501室', '13900000001'],
    );
    assert.deepEqual(await readOf(told), { texts: [], photos: [] });
    const published = must(await decide(item, 'publish', { text: '扶手松了，很危险' }));
    assert.equal(published.state, 'published');
    assert.equal(published.original, said);
    const { texts } = await readOf(told);
    assert.deepEqual(
      texts.map(({ part, text }) => [part, text]),
      [['report', '扶手松了，很危险']],
    );
  });

  test('cannot publish what still leads to a person, edited or not', async () => {
    const told = await story.accepted({}, await story.reported({ text: said }));
    const item = await theItem(told, 'report');
    assert.equal(
      codeOf(await decide(item, 'publish', { text: said, checked: true })),
      'publication-still-personal',
    );
    assert.equal(
      codeOf(await decide(item, 'publish', { text: '3-2-501的扶手' })),
      'publication-still-personal',
    );
    assert.equal(codeOf(await decide(item, 'publish', { text: '谢谢王师傅' })), 'publication-still-personal');
    assert.equal(codeOf(await decide(item, 'publish', { text: '' })), 'publication-text-missing');
    must(await decide(item, 'publish', { text: '谢谢王师傅', checked: true }));
  });

  test('keeps something closed, thinks again, takes it back; the ledger hears of what everybody could see', async () => {
    const told = await story.accepted({}, await story.reported({ text: said }));
    const item = await theItem(told, 'report');
    const kept = must(await decide(item, 'keep'));
    assert.equal(kept.state, 'kept');
    assert.deepEqual(await entriesOf(told), []);
    assert.equal(codeOf(await decide(item, 'publish', { text: '扶手松了' })), 'publication-changed');
    assert.equal(codeOf(await decide(kept, 'withdraw', { reason: 'asked-for' })), 'publication-not-possible');
    const published = must(await decide(kept, 'publish', { text: '秋千旁边的扶手松了' }));
    assert.deepEqual(await foundBy('秋千'), [told.number]);
    const unreasoned = await decide(published, 'withdraw');
    assert.equal(codeOf(unreasoned), 'input-invalid');
    const withdrawn = must(await decide(published, 'withdraw', { reason: 'asked-for' }));
    assert.equal(withdrawn.published, null);
    assert.deepEqual((await readOf(told)).texts, []);
    assert.deepEqual(await foundBy('秋千'), []);
    const entries = await entriesOf(told);
    assert.deepEqual(
      entries.map(({ type, facts }) => [type, facts]),
      [
        ['publication.published', { part: 'report', again: false }],
        ['publication.withdrawn', { part: 'report', reason: 'asked-for' }],
      ],
    );
    for (const { envelope } of entries) assert.doesNotMatch(envelope, /秋千|扶手/);
  });

  test('sees in its list what waits, longest first, and not what was decided', async () => {
    const told = await story.accepted({}, await story.reported({ text: said }));
    await catchUp();
    const list = () => world.as('desk1').call(operations.listPublications, { limit: 100 });
    const waiting = must(await list());
    assert.deepEqual(
      waiting.rows.map(({ since }) => since),
      waiting.rows.map(({ since }) => since).sort(),
    );
    assert.equal(waiting.rows.find(({ number }) => number === told.number)?.texts, 1);
    must(await decide(await theItem(told, 'report'), 'keep'));
    const left = must(await list());
    assert.equal(
      left.rows.find(({ number }) => number === told.number),
      undefined,
    );
    assert.equal(left.matters, waiting.matters - 1);
  });
});

describe('photos', () => {
  const statusOf = async (photoId: string | null, who: Visitor = 'stranger') => {
    const headers = await world.headersOf(who);
    const address = `${world.url}/c/${world.here.community.slug}/photos/${photoId}/small`;
    const answer = await fetch(address, { headers });
    await answer.arrayBuffer();
    return answer.status;
  };

  test('a stranger: sees a photo once it was published, one by one, and not any more when it was taken back', async () => {
    const photos = must(
      await world.as('resident').call(
        photoOperations.addPhotos,
        {},
        {
          files: [new Blob([new Uint8Array(await aPhoto(1))]), new Blob([new Uint8Array(await aPhoto(2))])],
        },
      ),
    ).photos.map(({ photoId }) => photoId);
    const told = await story.accepted({}, await story.reported({ photoIds: photos }));
    const [first, second] = (await itemsOf(told)).filter(({ part }) => part === 'photo');
    assert.ok(first && second);
    assert.equal(await statusOf(first.photoId), 404);
    const published = must(await decide(first, 'publish'));
    assert.equal(await statusOf(first.photoId), 200);
    assert.equal(await statusOf(second.photoId), 404);
    assert.deepEqual(
      (await readOf(told)).photos.map(({ photoId }) => photoId),
      [first.photoId],
    );
    assert.equal(published.can.publish, 'publication-not-possible');
    must(await decide(published, 'withdraw', { reason: 'asked-for' }));
    assert.equal(await statusOf(first.photoId), 404);
    assert.equal(await statusOf(first.photoId, 'resident'), 200);
  });
});

describe('replies', () => {
  test('a stranger: reads what a resolution came with once it was published, and not while it is hidden', async () => {
    const told = await story.resolved();
    const item = await theItem(told, 'reply');
    assert.equal(item.original, '扶手已经换新');
    must(await decide(item, 'publish', { text: '扶手已经换新' }));
    assert.deepEqual(
      (await readOf(told)).texts.map(({ part }) => part),
      ['reply'],
    );
    const { matterId } = told;
    const flag = { matterId, part: 'reply', reason: 'false', words: null } as const;
    const { flagId } = must(await world.as('resident').call(flagOperations.raiseFlag, flag));
    const hide = { flagId, decision: 'hide', words: '不对', newTitle: null, badFaith: false } as const;
    must(await world.as('desk1').call(flagOperations.decideFlag, hide));
    assert.deepEqual((await readOf(told)).texts, []);
  });
});

describe('what is never public', () => {
  test('a matter about somebody’s hardship: nothing of it waits, and a stranger finds nothing', async () => {
    const told = await story.accepted({ categoryCode: 'CAR01', publicTitle: '有人要帮忙' });
    await catchUp();
    const answer = await world.as('desk1').call(operations.getPublications, { matterId: told.matterId });
    const list = must(await world.as('desk1').call(operations.listPublications, { limit: 100 }));
    assert.ok(told.matter.sensitive);
    assert.equal(codeOf(answer), 'matter-not-found');
    assert.equal(
      list.rows.some(({ number }) => number === told.number),
      false,
    );
    assert.deepEqual(await foundBy(told.number), []);
  });

  test('a report that was taken back: what was published of it goes with it, and the ledger says so', async () => {
    const told = await story.accepted({}, await story.reported({ text: said }));
    must(await decide(await theItem(told, 'report'), 'publish', { text: '扶手松了' }));
    const { matterId, version } = told;
    must(await world.as('resident').call(withdrawReport, { matterId, version, reason: null }));
    await catchUp();
    assert.equal(
      codeOf(await world.as('stranger').call(operations.readPublished, { number: told.number })),
      'matter-not-found',
    );
    assert.deepEqual((await entriesOf(told)).at(-1)?.facts, { part: 'report', reason: 'source-gone' });
    assert.deepEqual(await foundBy(told.number), []);
  });
});

test('search: finds a matter by its title, place, category and number, and never by what was not published', async () => {
  const told = await story.accepted(
    { publicTitle: '中心花园滑梯开裂' },
    await story.reported({ text: '滑梯裂了，孙女的裤子被刮破，叫小豆豆' }),
  );
  await catchUp();
  assert.deepEqual(await foundBy('滑梯'), [told.number]);
  assert.deepEqual(await foundBy('滑梯 3幢'), [told.number]);
  assert.deepEqual(await foundBy(`第${told.number}号`), [told.number]);
  assert.deepEqual(await foundBy('滑梯 电梯'), []);
  assert.deepEqual(await foundBy('裤子'), []);
  assert.deepEqual(await foundBy('小豆豆'), []);
  const elsewhere = world.as('stranger', { in: world.there });
  assert.deepEqual(must(await elsewhere.call(listPublicMatters, { q: '滑梯' })).rows, []);
});
