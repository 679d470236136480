import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { CommunityId } from '../src/kernel/id.ts';
import { nextNumber, openConnection, openDatabase, UnsafeRoleError } from '../src/platform/database.ts';
import { newId } from '../src/platform/ids.ts';
import { findGaps, globalTables } from './catalogue.ts';
import { roleOf } from './cluster.ts';
import { type TestDatabase, testDatabase } from './database.ts';

const here = newId<CommunityId>();
const there = newId<CommunityId>();

async function withTwoCommunities(): Promise<TestDatabase> {
  const made = await testDatabase();
  for (const [id, slug] of [
    [here, 'here'],
    [there, 'there'],
  ] as const) {
    await made.owner`
      insert into communities (id, slug, name, created_at) values (${id}, ${slug}, ${slug}, now())`;
  }
  await made.database.write(here, (tx) => nextNumber(tx, 2026));
  return made;
}

describe('two communities in one database', () => {
  let made: TestDatabase;
  before(async () => {
    made = await withTwoCommunities();
  });

  test('a community: sees its own row', async () => {
    assert.equal((await made.database.read(here, (tx) => tx`select * from number_series`)).length, 1);
  });

  test('another community: a read whose WHERE was forgotten finds nothing', async () => {
    assert.equal((await made.database.read(there, (tx) => tx`select * from number_series`)).length, 0);
    const asked = await made.database.write(there, (tx) => tx`select * from number_series`);
    assert.equal(asked.length, 0);
  });

  test('another community: asking for the row by name finds nothing', async () => {
    const found = await made.database.read(
      there,
      (tx) => tx`select * from number_series where community_id = ${here}`,
    );
    assert.equal(found.length, 0);
  });

  test('another community: an update or delete whose WHERE was forgotten changes nothing', async () => {
    await made.database.write(there, async (tx) => {
      assert.equal((await tx`update number_series set last = 99`).count, 0);
      assert.equal((await tx`delete from number_series`).count, 0);
    });
    const [row] = await made.database.read(
      here,
      (tx) => tx<{ last: number }[]>`select last from number_series`,
    );
    assert.equal(row?.last, 1);
  });

  test('another community: cannot write a row in the name of the first, nor hand one over', async () => {
    const refused = /row-level security/;
    await assert.rejects(
      made.database.write(there, (tx) => tx`insert into number_series values (${here}, 2027, 1)`),
      refused,
    );
    await assert.rejects(
      made.database.write(here, (tx) => tx`update number_series set community_id = ${there}`),
      refused,
    );
  });

  test('nobody in particular: sees no row and cannot write one', async () => {
    assert.equal((await made.database.global((sql) => sql`select * from number_series`)).length, 0);
    await assert.rejects(
      made.database.global((sql) => sql`insert into number_series values (${here}, 2027, 1)`),
      /row-level security/,
    );
  });

  test('the owner of the tables: is held by the fence too', async () => {
    assert.equal((await made.owner`select * from number_series`).length, 0);
  });

  test('a connection: does not carry the community to its next user', async () => {
    const one = await openDatabase(made.ways.application, { max: 1 });
    try {
      await one.write(here, (tx) => tx`select 1`);
      assert.equal((await one.sql`select * from number_series`).length, 0);
      await one.read(here, (tx) => tx`select 1`);
      assert.equal((await one.sql`select * from number_series`).length, 0);
      await assert.rejects(
        one.write(here, (tx) => tx`select 1 / 0`),
        /division by zero/,
      );
      assert.equal((await one.sql`select * from number_series`).length, 0);
      await assert.rejects(
        one.read(here, (tx) => tx`select 1 / 0`),
        /division by zero/,
      );
      assert.equal((await one.sql`select * from number_series`).length, 0);
    } finally {
      await one.close();
    }
  });

  test('a read: cannot write', async () => {
    await assert.rejects(
      made.database.read(here, (tx) => tx`update number_series set last = 99`),
      /read-only transaction/,
    );
  });

  test('many at once: each reads its own community only', async () => {
    const asked = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        made.database.read(i % 2 ? here : there, (tx) => tx`select * from number_series`),
      ),
    );
    assert.deepEqual(
      asked.map((found) => found.length),
      asked.map((_, i) => i % 2),
    );
  });
});

describe('the application’s role', () => {
  test('cannot bypass: owns nothing, changes no table, becomes nobody else, empties nothing', async () => {
    const { database, ways } = await testDatabase();
    const owner = roleOf(ways.owner);
    const attempts = [
      'alter table number_series disable row level security',
      'drop policy tenancy on number_series',
      'create policy open on number_series using (true)',
      'truncate number_series',
      `set session authorization ${owner}`,
      `set role ${owner}`,
      "insert into migrations (name) values ('209901010000-never.sql')",
      'create table mine (id int)',
    ];
    for (const attempt of attempts) {
      await assert.rejects(database.sql.unsafe(attempt), /must be owner|permission denied/, attempt);
    }
    await database.sql.unsafe('set row_security = off');
    await assert.rejects(
      database.sql`select * from number_series`,
      /would be affected by row-level security/,
    );
  });

  test('the owner’s connection: is refused as the application’s', async () => {
    const { ways } = await testDatabase();
    await assert.rejects(openDatabase(ways.owner), UnsafeRoleError);
  });

  test('append-only tables: can be added to, not changed', async () => {
    const { database } = await testDatabase();
    const changeable = await database.sql<{ name: string }[]>`
      select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace
        and obj_description(oid, 'pg_class') like '@append-only%'
        and has_table_privilege(oid, 'update, delete, truncate')`;
    assert.deepEqual([...changeable], []);
  });
});

describe('the catalogue', () => {
  test('every table: fenced, with community_id first in every key', async () => {
    const { owner } = await testDatabase();
    assert.deepEqual(await findGaps(owner), []);
  });

  test('every table without a community: is one of those declared', async () => {
    const { owner } = await testDatabase();
    const open = await owner<{ name: string }[]>`
      select relname as name from pg_class c
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'community_id')`;
    assert.deepEqual(
      open.map(({ name }) => name).filter((name) => !globalTables.includes(name)),
      [],
    );
  });

  const id = 'community_id uuid not null references communities (id)';
  const planted: [statement: string, gap: RegExp][] = [
    [`create table planted (${id}, n int, primary key (community_id, n))`, /security is off/],
    [`create table planted (${id}, n int, primary key (community_id, n))`, /not forced/],
    [`create table planted (${id}, n int, primary key (community_id, n))`, /has no policy/],
    [`create table planted (id uuid primary key)`, /not its first column/],
    [`create table planted (${id}, n int)`, /no primary key/],
    [`create table planted (${id}, n int primary key)`, /primary key planted_pkey starts with n/],
    ['create unique index planted on number_series (year)', /unique key planted starts with year/],
    [
      'create unique index planted on number_series (lower(year::text))',
      /unique key planted starts with lower/,
    ],
    [
      `create table target (${id}, n int unique, primary key (community_id, n));
       alter table number_series add constraint planted foreign key (year) references target (n)`,
      /foreign key planted starts with year/,
    ],
    ['create policy planted on number_series using (true)', /policy planted lets through more/],
    ['create materialized view planted as select 1 as one', /planted: a materialized view/],
    [
      "create function planted() returns int language sql security definer as 'select 1'",
      /planted: a SECURITY DEF/,
    ],
  ];
  test('planted gaps: each is seen', async () => {
    const { ways } = await testDatabase();
    for (const [statement, gap] of planted) {
      const alone = openConnection(ways.owner, { max: 1 });
      try {
        await alone.unsafe('begin');
        await alone.unsafe(statement);
        assert.match((await findGaps(alone)).join('\n'), gap, statement);
      } finally {
        await alone.end();
      }
    }
  });
});
