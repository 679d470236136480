import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import { z } from 'zod';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { addMs, parseInstant } from '../../kernel/time.ts';
import { settableClock, systemClock } from '../../platform/clock.ts';
import { type Database, openDatabase, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { defineEntry, type EntryDraft, type EntryId, fact } from './entry.contract.ts';
import { draftEntry, factsOf, UnfitEntryError, verifyCommitment } from './entry.rules.ts';
import {
  appendEntries,
  eraseSalts,
  findEntry,
  listEntries,
  moveCursor,
  readEntries,
  readEntriesAfter,
  readSalts,
  sequence,
  sha256,
} from './entry.service.ts';

const counted = defineEntry('step.counted', z.strictObject({ writer: fact.count, turn: fact.count }));
const told = defineEntry('step.told', z.strictObject({}), ['text', 'phone']);
const listed = defineEntry('step.listed', z.strictObject({ codes: z.array(fact.code) }));
const longAgo = parseInstant('2020-05-31T00:00:00Z');
const start = parseInstant('2026-11-22T00:00:00Z');

let made: TestDatabase;
let database: Database;
let community: CommunityId;
let communities = 0;

before(async () => {
  made = await testDatabase();
  database = made.database;
});

beforeEach(async () => {
  community = await openCommunity();
});

async function openCommunity(): Promise<CommunityId> {
  const id = newId<CommunityId>();
  await made.owner`
    insert into communities (id, slug, name, created_at) values (${id}, ${`log-${++communities}`}, '社区', now())`;
  return id;
}

function step(writer: number, turn: number): EntryDraft {
  return draftEntry(counted, { number: '2026-0158', occurredAt: longAgo, facts: { writer, turn } });
}

function append(...drafts: EntryDraft[]): Promise<EntryId[]> {
  return database.write(community, (tx) => appendEntries(tx, drafts));
}

async function turns(): Promise<(number | undefined)[]> {
  const entries = await database.read(community, (tx) => readEntries(tx, 0, 10_000));
  return entries.map((entry) => factsOf(counted, entry)?.turn);
}

async function count(table: 'ledger_pending' | 'ledger_salts'): Promise<number> {
  const [row] = await database.read(
    community,
    (tx) =>
      tx<
        { count: number }[]
      >`select count(*) as count from ${tx(table)} where community_id = ${tx.community}`,
  );
  return row?.count ?? -1;
}

/** A door that stays shut until it is opened. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('writer', () => {
  test('entries of one transaction: recorded in its order, with what was given', async () => {
    const ids = await append(step(1, 1), step(1, 2), step(1, 3));
    assert.equal(await database.read(community, (tx) => findEntry(tx, ids[1] as EntryId)), undefined);
    assert.equal(await sequence(database, community, settableClock(start)), 3);
    const entries = await database.read(community, (tx) => listEntries(tx, { number: '2026-0158' }));
    assert.deepEqual(
      entries.map(({ index, id }) => [index, id]),
      ids.map((id, index) => [index, id]),
    );
    const { envelope, leafHash, ...second } = entries[1] as (typeof entries)[number];
    assert.deepEqual(second, {
      index: 1,
      id: ids[1],
      type: 'step.counted',
      number: '2026-0158',
      occurredAt: longAgo,
      recordedAt: start,
      facts: { writer: 1, turn: 2 },
      commitments: {},
    });
    assert.equal(
      envelope,
      `{"commitments":{},"community":"${community}","facts":{"turn":2,"writer":1},"number":"2026-0158",` +
        '"occurredAt":"2020-05-31T00:00:00.000Z","recordedAt":"2026-11-22T00:00:00.000Z","type":"step.counted","v":1}',
    );
    const leaf = Buffer.concat([Buffer.of(0), Buffer.from(envelope)]);
    assert.equal(leafHash, Buffer.from(sha256(leaf)).toString('hex'));
  });

  test('rolled back: leaves nothing, neither entry nor salt', async () => {
    const secret = draftEntry(told, {
      number: null,
      occurredAt: longAgo,
      facts: {},
      privateValues: { text: '字', phone: null },
    });
    const failing = database.write(community, async (tx) => {
      await appendEntries(tx, [step(1, 1), secret]);
      throw new Error('the act failed');
    });
    await assert.rejects(failing, /the act failed/);
    assert.deepEqual([await count('ledger_pending'), await count('ledger_salts')], [0, 0]);
    assert.equal(await sequence(database, community, systemClock), 0);
    assert.deepEqual(await turns(), []);
  });

  test('committed late: gets the next index, and nobody waits', async () => {
    const [appended, commit] = [gate(), gate()];
    const late = database.write(community, async (tx) => {
      await appendEntries(tx, [step(1, 1)]);
      appended.open();
      await commit.opened;
    });
    await appended.opened;
    await append(step(2, 2));
    assert.equal(await sequence(database, community, systemClock), 1);
    commit.open();
    await late;
    assert.equal(await sequence(database, community, systemClock), 1);
    assert.deepEqual(await turns(), [2, 1]);
  });

  test('an entry too long for a leaf: refused in front of its writer', async () => {
    const codes = Array.from({ length: 2000 }, () => 'x'.repeat(40));
    const tooLong = draftEntry(listed, { number: null, occurredAt: longAgo, facts: { codes } });
    await assert.rejects(append(tooLong), UnfitEntryError);
    assert.equal(await count('ledger_pending'), 0);
  });

  test('nothing to append: nothing happens', async () => {
    assert.deepEqual(await append(), []);
  });
});

describe('sequencer', () => {
  test('eight writers at once, two sequencers: no gap, no double, all there, each in order', async () => {
    const others = [await openDatabase(made.ways.application), await openDatabase(made.ways.application)];
    let writing = true;
    const polling = others.map(async (other) => {
      let recorded = 0;
      while (writing) recorded += await sequence(other, community, systemClock, 50);
      return recorded;
    });
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let turn = 0; turn < 200; turn++) await append(step(writer, turn));
      }),
    );
    writing = false;
    const recorded = await Promise.all(polling);
    let rest = 0;
    for (let round = -1; round !== 0; rest += round) round = await sequence(database, community, systemClock);
    await Promise.all(others.map((other) => other.close()));

    const entries = await database.read(community, (tx) => readEntries(tx, 0, 2000));
    assert.equal((recorded[0] ?? 0) + (recorded[1] ?? 0) + rest, 1600);
    assert.deepEqual(
      entries.map((entry) => entry.index),
      Array.from({ length: 1600 }, (_, index) => index),
    );
    assert.equal(new Set(entries.map((entry) => entry.id)).size, 1600);
    for (let writer = 0; writer < 8; writer++) {
      const mine = entries
        .map((entry) => factsOf(counted, entry))
        .filter((facts) => facts?.writer === writer);
      assert.deepEqual(
        mine.map((facts) => facts?.turn),
        Array.from({ length: 200 }, (_, turn) => turn),
      );
    }
    assert.ok(entries.every((entry, i) => entry.recordedAt >= (entries[i - 1]?.recordedAt ?? 0)));
    assert.equal(await count('ledger_pending'), 0);
  });

  test('a batch at a time: the order of arrival goes on over rounds', async () => {
    await append(...Array.from({ length: 25 }, (_, turn) => step(1, turn)));
    const rounds = [];
    do rounds.push(await sequence(database, community, systemClock, 10));
    while (rounds.at(-1) !== 0);
    assert.deepEqual(rounds, [10, 10, 5, 0]);
    assert.deepEqual(
      await turns(),
      Array.from({ length: 25 }, (_, turn) => turn),
    );
  });

  test('the clock goes back: recordedAt stands still until it has caught up', async () => {
    const clock = settableClock(start);
    for (const ms of [0, 5, -60_000, -1, 5, 6]) {
      await append(step(1, 1));
      clock.set(addMs(start, ms));
      await sequence(database, community, clock);
    }
    const entries = await database.read(community, (tx) => readEntries(tx, 0, 10));
    assert.deepEqual(
      entries.map((entry) => entry.recordedAt - start),
      [0, 5, 5, 5, 5, 6],
    );
  });

  test('two communities: two logs, each from 0, neither sees the other', async () => {
    const other = await openCommunity();
    await append(step(1, 1));
    await database.write(other, (tx) => appendEntries(tx, [step(2, 2), step(2, 3)]));
    assert.equal(await sequence(database, community, systemClock), 1);
    assert.deepEqual(await turns(), [1]);
    assert.deepEqual(await database.read(other, (tx) => readEntries(tx, 0, 10)), []);
    assert.equal(await sequence(database, other, systemClock), 2);
    const entries = await database.read(other, (tx) => listEntries(tx, { number: '2026-0158' }));
    assert.deepEqual(
      entries.map((entry) => [entry.index, factsOf(counted, entry)?.turn]),
      [
        [0, 2],
        [1, 3],
      ],
    );
    assert.deepEqual(await turns(), [1]);
  });
});

describe('recorded entries', () => {
  const changes = [
    `update ledger_entries set number = '2026-0001'`,
    'delete from ledger_entries',
    'truncate ledger_entries',
    'truncate ledger_entries cascade',
  ];
  for (const change of changes) {
    test(`owner and application: cannot ${change}`, async () => {
      await append(step(1, 1));
      await sequence(database, community, systemClock);
      const asOwner = made.owner.begin(async (owner) => {
        await owner`select set_config('app.community', ${community}, true)`;
        await owner.unsafe(change);
      });
      await assert.rejects(asOwner, { code: '23001' });
      await assert.rejects(
        database.write(community, (tx) => tx.unsafe(change)),
        { code: '42501' },
      );
      assert.deepEqual(await turns(), [1]);
    });
  }

  test('application: cannot insert a leaf hash that is not the one of its envelope', async () => {
    const forging = database.write(
      community,
      (tx) => tx`
        insert into ledger_entries (community_id, index, id, type, occurred_at, recorded_at, envelope, leaf_hash)
        values (${community}, 0, ${newId()}, 'a.b', now(), now(), '{}', sha256('{}'))`,
    );
    await assert.rejects(forging, { code: '23514' });
  });

  test('read from an index on, a limited number at a time', async () => {
    await append(...[0, 1, 2, 3, 4].map((turn) => step(1, turn)));
    await sequence(database, community, systemClock);
    const read = (from: number, limit: number) =>
      database.read(community, (tx) => readEntries(tx, from, limit));
    assert.deepEqual(
      (await read(1, 3)).map((entry) => entry.index),
      [1, 2, 3],
    );
    assert.deepEqual(await read(5, 3), []);
  });
});

describe('private values', () => {
  const text = '张三说楼道里堆满了纸箱，电话 13812345678';
  const secret = (number: string) =>
    draftEntry(told, { number, occurredAt: longAgo, facts: {}, privateValues: { text, phone: null } });

  test('never stand in the ledger; whoever has the salt can show what was committed to', async () => {
    const [id] = await append(secret('2026-0001'));
    await sequence(database, community, systemClock);
    const entry = await database.read(community, (tx) => findEntry(tx, id as EntryId));
    const salts = await database.read(community, (tx) => readSalts(tx, id as EntryId));
    assert.doesNotMatch(entry?.envelope ?? '张三', /张三|13812345678|纸箱/);
    assert.deepEqual(Object.keys(entry?.commitments ?? {}), ['phone', 'text']);
    const opens = (name: string, value: string | null) =>
      verifyCommitment(sha256, entry?.commitments[name] ?? '', salts.get(name) ?? new Uint8Array(), value);
    assert.deepEqual([opens('text', text), opens('text', `${text}。`)], [true, false]);
    assert.deepEqual([opens('phone', null), opens('phone', '')], [true, false]);
  });

  test('erased by number: recorded and waiting entries lose their salts, others and the log nothing', async () => {
    const [recorded] = await append(secret('2026-0001'));
    await sequence(database, community, systemClock);
    const [waiting] = await append(secret('2026-0001'));
    const [other] = await append(secret('2026-0002'));
    const before = await database.read(community, (tx) => findEntry(tx, recorded as EntryId));
    assert.equal(await database.write(community, (tx) => eraseSalts(tx, { number: '2026-0001' })), 4);
    const left = (id: EntryId | undefined) =>
      database.read(community, async (tx) => (await readSalts(tx, id as EntryId)).size);
    assert.deepEqual([await left(recorded), await left(waiting), await left(other)], [0, 0, 2]);
    assert.equal(await sequence(database, community, systemClock), 2);
    assert.deepEqual(await database.read(community, (tx) => findEntry(tx, recorded as EntryId)), before);
  });

  test('erased by entry: that entry alone', async () => {
    const [first] = await append(secret('2026-0001'), secret('2026-0001'));
    assert.equal(await database.write(community, (tx) => eraseSalts(tx, { entryId: first as EntryId })), 2);
    assert.equal(await count('ledger_salts'), 2);
  });
});

describe('reaction', () => {
  const react = (seen: number[]) =>
    database.write(community, async (tx: Tx) => {
      const entries = await readEntriesAfter(tx, 'figures', 3);
      seen.push(...entries.map((entry) => entry.index));
      const last = entries.at(-1);
      if (last) await moveCursor(tx, 'figures', last.index);
      return entries.length;
    });

  test('several at once: every entry is worked on exactly once, in order', async () => {
    await append(...[0, 1, 2, 3, 4, 5, 6].map((turn) => step(1, turn)));
    await sequence(database, community, systemClock);
    const seen: number[] = [];
    await Promise.all([react(seen), react(seen), react(seen), react(seen)]);
    assert.deepEqual(seen, [0, 1, 2, 3, 4, 5, 6]);
  });

  test('failed: its cursor stays, the entries come again; sent back: it starts from nothing', async () => {
    await append(step(1, 1), step(1, 2));
    await sequence(database, community, systemClock);
    const failing = database.write(community, async (tx) => {
      await moveCursor(tx, 'figures', (await readEntriesAfter(tx, 'figures')).length - 1);
      throw new Error('no figures today');
    });
    await assert.rejects(failing, /no figures/);
    const seen: number[] = [];
    await react(seen);
    await database.write(community, (tx) => moveCursor(tx, 'figures', -1));
    await react(seen);
    assert.deepEqual(seen, [0, 1, 0, 1]);
  });
});
