import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeCall } from '../../test/call.ts';
import { type Story, storyOf } from '../../test/story.ts';
import { must, openWorld, tuesdayMorning, type Visitor, type World } from '../../test/world.ts';
import { mayBeIndexed } from '../channels/reach/reach.service.ts';
import { listCategories } from '../collect/category/category.contract.ts';
import { categoryHandlers } from '../collect/category/category.service.ts';
import { dayMs } from '../kernel/time.ts';
import type { Call } from '../platform/call.ts';
import type { Tx } from '../platform/database.ts';
import { openPublicMemory } from '../platform/public-memory.ts';
import { getPublicMatter, listPublicMatters } from '../resolve/matter/matter.public.contract.ts';
import * as publicReading from '../resolve/matter/matter-public.service.ts';

let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

/** How often this session has looked at each table. */
async function scansOf(tx: Tx): Promise<Map<string, string>> {
  const found = await tx<{ name: string; scans: string }[]>`
    select relname as name, (coalesce(seq_scan, 0) + coalesce(idx_scan, 0))::text as scans
    from pg_stat_xact_user_tables where schemaname = 'public'`;
  return new Map(found.map(({ name, scans }) => [name, scans]));
}

/** A memory of its own on the same database, as another process has it; counts how often it had to make an answer. */
function processOf() {
  const memory = openPublicMemory(world.made.database.sql);
  let made = 0;
  return {
    made: () => made,
    recall: (name: string, where = world.here) =>
      memory.recall(where.community.id, name, async () => {
        made += 1;
        return made;
      }),
  };
}

async function pageOf(visitor: Visitor, headers: Record<string, string> = {}, path = '/matters') {
  const answer = await fetch(`${world.url}/c/${world.here.community.slug}${path}`, {
    headers: { ...(await world.headersOf(visitor)), ...headers },
  });
  assert.equal(answer.status, 200);
  return answer.text();
}

test('crowd: an answer is made once in each process, and again only when something public changed', async () => {
  const [one, other] = [processOf(), processOf()];
  for (const asked of ['list', 'list', 'list']) await one.recall(asked);
  await other.recall('list');
  await one.recall('another question');
  assert.deepEqual([one.made(), other.made()], [2, 1]);

  await story.accepted();
  assert.deepEqual(
    [await one.recall('list'), await one.recall('list'), await other.recall('list')],
    [3, 3, 2],
  );
});

test('crowd: what happens elsewhere, is not public or was rolled back changes nothing of what is kept', async () => {
  const { matterId } = await story.accepted();
  const one = processOf();
  await one.recall('list');
  await one.recall('list', world.there);
  await world.made.database.write(
    world.there.community.id,
    (tx) => tx`update categories set code = code where community_id = ${tx.community}`,
  );
  await story.reported();
  const undone = world.made.database.write(world.here.community.id, async (tx) => {
    await tx`update matters set public_title = '改过的' where community_id = ${tx.community} and id = ${matterId}`;
    throw new Error('not after all');
  });
  await assert.rejects(undone, /not after all/);
  assert.equal(await one.recall('list'), 1);
  assert.equal(await one.recall('list', world.there), 3);
});

test('stranger: reads in the list and on the page at once what was accepted a moment ago, and what it became', async () => {
  const list = async () => must(await world.as('stranger').call(listPublicMatters, {})).rows;
  const [listed, drawn] = [(await list()).length, await pageOf('stranger')];
  assert.ok((await pageOf('stranger')) === drawn);

  const { number } = await story.accepted({ publicTitle: '三号楼的门禁刷不开' });
  assert.equal((await list()).length, listed + 1);
  assert.match(await pageOf('stranger'), /三号楼的门禁刷不开/);
  const read = async () => must(await world.as('stranger').call(getPublicMatter, { number }));
  assert.equal((await read()).state, 'accepted');
  await world.made.database.write(world.here.community.id, async (tx) => {
    await tx`update matters set public_title = '门禁已换' where community_id = ${tx.community} and number = ${number}`;
  });
  assert.equal((await read()).title, '门禁已换');
  assert.match(await pageOf('stranger'), /门禁已换/);
});

test('stranger: gets the page of their own language, looks and day; whoever is signed in one of their own', async () => {
  const drawn = await pageOf('stranger');
  assert.match(await pageOf('stranger', { 'accept-language': 'en' }), /<html[^>]* lang="en"/);
  assert.match(await pageOf('stranger', { cookie: 'sunshine_display=dark.elder.l' }), /data-mode="elder"/);
  const signedIn = await pageOf('resident');
  assert.ok((await pageOf('stranger')) === drawn);
  const token = /name="_csrf" value="([^"]+)"/;
  assert.notEqual(token.exec(signedIn)?.[1], token.exec(drawn)?.[1]);
  world.clock.advance(10 * dayMs);
  assert.ok((await pageOf('stranger')) !== drawn, 'what is overdue by now is not shown as it was');
});

test('reader: every table that a kept answer reads announces its changes', async () => {
  const { number } = await story.closed();
  const read = new Set<string>();
  const call = makeCall(world.made, world.here.community, { now: tuesdayMorning });
  const watching: Call = {
    ...call,
    read: (work) =>
      call.read(async (tx) => {
        const before = await scansOf(tx);
        const found = await work(tx);
        for (const [name, scans] of await scansOf(tx)) if (scans !== before.get(name)) read.add(name);
        return found;
      }),
  };
  const filters = [
    {},
    { q: '路灯' },
    { month: '2026-11', channel: 'form', building: '3', tier: 'self' },
  ] as const;
  for (const filter of filters) must(await publicReading.listPublicMatters(watching, filter));
  must(await publicReading.getPublicMatter(watching, { number }));
  await watching.read(mayBeIndexed);
  const categories = categoryHandlers.find(({ operation }) => operation === listCategories);
  assert.equal((await categories?.carryOut(watching, {}))?.ok, true);
  const announced = await world.made.owner<{ name: string }[]>`
    select tgrelid::regclass::text as name from pg_trigger where tgname = 'public_update'`;
  const names = new Set(announced.map(({ name }) => name));
  assert.ok(read.has('matters') && read.has('deadlines') && read.has('reports'), [...read].join(' '));
  // A version says that something has changed; the catalogue is what these answers have of what is kept by one.
  assert.ok(read.delete('versions') && read.delete('global_versions'));
  read.add('categories');
  assert.deepEqual([...read].filter((name) => !names.has(name)).sort(), []);
});
