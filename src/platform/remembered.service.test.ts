import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/database.ts';
import type { CommunityId } from '../kernel/id.ts';
import type { Tx } from './database.ts';
import { databaseWithin } from './database-within.ts';
import { newId } from './ids.ts';
import { remember, rememberForAll } from './remembered.ts';

const made = await testDatabase();
const [here, there] = [newId<CommunityId>(), newId<CommunityId>()];
await made.owner`insert into communities (id, slug, name, created_at)
  values (${here}, 'here', '此处', now()), (${there}, 'there', '彼处', now())`;

async function namesOf(tx: Tx): Promise<string[]> {
  const found = await tx<{ name: string }[]>`
    select name from estates where community_id = ${tx.community} order by name`;
  return found.map(({ name }) => name);
}

const add = (tx: Tx, name: string) =>
  tx`insert into estates (community_id, id, name) values (${tx.community}, ${newId()}, ${name})`;

/** What one process keeps, and how often it has read. */
function process() {
  const seen = { reads: 0 };
  const estates = remember(['places'], async (tx) => {
    seen.reads += 1;
    return namesOf(tx);
  });
  const read = (community = here) => made.database.read(community, (tx) => estates.get(tx));
  return { seen, estates, read };
}

test('process: reads once, and again only after a change that another has committed', async () => {
  const [mine, other] = [process(), process()];
  const before = await mine.read();
  await other.read();
  assert.equal(await mine.read(), before);
  await made.database.write(here, (tx) => add(tx, '水岸'));
  assert.deepEqual([await mine.read(), await other.read()], [['水岸'], ['水岸']]);
  await mine.read();
  assert.deepEqual([mine.seen.reads, other.seen.reads], [2, 2]);
});

test('process: a change in one community is none in another', async () => {
  const mine = process();
  await mine.read(there);
  await made.database.write(here, (tx) => add(tx, '南苑'));
  await mine.read(there);
  assert.equal(mine.seen.reads, 1);
});

test('process: what is not committed yet is nobody else’s, and what was undone nobody’s', async () => {
  const mine = process();
  const before = await mine.read();
  const undone = made.database.write(here, async (tx) => {
    await mine.estates.get(tx);
    await add(tx, '没有的小区');
    mine.estates.forget(tx);
    assert.ok((await mine.estates.get(tx)).includes('没有的小区'));
    assert.deepEqual(await mine.read(), before);
    throw new Error('undone');
  });
  await assert.rejects(undone, /undone/);
  assert.deepEqual(await mine.read(), before);
});

test('process: reads for the first time in a transaction that has changed it: undone, nothing of it is kept', async () => {
  const mine = process();
  // It asked for the versions, of whatever, before its change.
  const anything = remember(['calendar'], async () => null);
  const undone = made.database.write(here, async (tx) => {
    await anything.get(tx);
    await add(tx, '没有的小区');
    assert.ok((await mine.estates.get(tx)).includes('没有的小区'));
    throw new Error('undone');
  });
  await assert.rejects(undone, /undone/);
  assert.ok(!(await mine.read()).includes('没有的小区'));
});

test('savepoint: changed, undone and changed otherwise: each is seen as it is then', async () => {
  const mine = process();
  const undone = made.owner.begin(async (outer) => {
    const within = databaseWithin(outer);
    const read = () => within.read(here, (tx) => mine.estates.get(tx));
    const before = await read();
    const first = within.write(here, async (tx) => {
      await add(tx, '甲苑');
      assert.ok((await mine.estates.get(tx)).includes('甲苑'));
      throw new Error('undone');
    });
    await assert.rejects(first, /undone/);
    assert.deepEqual(await read(), before);
    await within.write(here, (tx) => add(tx, '乙苑'));
    assert.deepEqual(await read(), [...before, '乙苑'].sort());
    throw new Error('all of it undone');
  });
  await assert.rejects(undone, /all of it undone/);
  assert.ok(!(await mine.read()).includes('乙苑'));
});

test('country: what belongs to no community is kept once for all of them', async () => {
  let reads = 0;
  const days = rememberForAll(['national-calendar'], async (tx) => {
    reads += 1;
    const [found] = await tx<{ count: number }[]>`select count(*) as count from national_calendar`;
    return found?.count ?? 0;
  });
  const read = (community: CommunityId) => made.database.read(community, (tx) => days.get(tx));
  await read(here);
  await read(there);
  assert.equal(reads, 1);
  await made.owner`insert into national_calendar (date, kind, name, name_en, source)
    values ('2033-10-01', 'holiday', '国庆节', 'National Day', 'test')`;
  assert.deepEqual([await read(here), await read(there), reads], [1, 1, 2]);
});

/** What is remembered, and every table it is read from. */
const sources = {
  calendar: ['work_calendar', 'business_hours', 'calendar_settings'],
  categories: ['category_groups', 'categories'],
  places: ['estates', 'buildings', 'stairwells'],
  posts: ['posts'],
  preferences: ['preferences'],
};

for (const [what, tables] of Object.entries(sources)) {
  test(`${what}: every table it is read from gives it a new version when it is written to`, async () => {
    const version = async (tx: Tx) => {
      const found = await tx<{ version: string }[]>`
        select version from versions where community_id = ${tx.community} and what = ${what}`;
      return found[0]?.version;
    };
    for (const table of tables) {
      await made.database.write(here, async (tx) => {
        const before = await version(tx);
        await tx`delete from ${tx(table)} where community_id = ${tx.community} and false`;
        assert.notEqual(await version(tx), before, table);
      });
    }
  });
}
