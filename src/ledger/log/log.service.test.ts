import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import { z } from 'zod';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { addMs, minuteMs, parseInstant } from '../../kernel/time.ts';
import { settableClock } from '../../platform/clock.ts';
import { type Database, openDatabase, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { defineEntry, fact } from '../entry/entry.contract.ts';
import { draftEntry } from '../entry/entry.rules.ts';
import { appendEntries, readEntries, sequence, sha256 } from '../entry/entry.service.ts';
import { openCheckpoint } from '../note/checkpoint.ts';
import { verifierOf } from '../note/note-key.ts';
import { proveConsistency, proveInclusion, verifyConsistency, verifyInclusion } from '../tree/proof.ts';
import { parseBundle, tilesSince } from '../tree/tile.ts';
import {
  beginLog,
  checkpointCovering,
  DamagedLogError,
  findLog,
  growLog,
  keepLogs,
  type Log,
  logHashReader,
  newestCheckpoint,
  openLog,
  readTilePart,
} from './log.service.ts';

const counted = defineEntry('step.counted', z.strictObject({ turn: fact.count }));
const start = parseInstant('2026-11-22T00:00:00Z');
const clock = settableClock(start);
const secret = Buffer.from('a secret of thirty-two characters');

let made: TestDatabase;
let database: Database;
let here: { id: CommunityId; slug: string };
let communities = 0;

before(async () => {
  made = await testDatabase();
  database = made.database;
});

beforeEach(async () => {
  here = await openCommunity();
});

const means = (change: Partial<{ database: Database; secret: Buffer; baseUrl: string }> = {}) => ({
  ...{ database, clock, secret, baseUrl: 'https://wuyang.example' },
  ...change,
});

async function openCommunity() {
  const id = newId<CommunityId>();
  const slug = `log-${++communities}`;
  await made.owner`insert into communities (id, slug, name, created_at) values (${id}, ${slug}, '社区', now())`;
  return { id, slug };
}

async function append(count: number, at = here): Promise<void> {
  const drafts = Array.from({ length: count }, (_, turn) =>
    draftEntry(counted, { number: null, occurredAt: start, facts: { turn } }),
  );
  await database.write(at.id, (tx) => appendEntries(tx, drafts));
}

const read = <T>(work: (tx: Tx) => Promise<T>, at = here) => database.read(at.id, work);

async function theLog(): Promise<Log> {
  const log = await read((tx) => findLog(tx));
  assert.ok(log);
  return log;
}

/** The newest checkpoint, opened by the cryptography that browsers carry. */
async function opened() {
  const log = await theLog();
  const newest = await read((tx) => newestCheckpoint(tx, log));
  const checkpoint = openCheckpoint(newest?.note ?? '', verifierOf(log.key));
  assert.ok(checkpoint.ok);
  return checkpoint.value;
}

/** Every checkpoint of the log is its own, and each begins with the one before. */
async function assertOneHistory(): Promise<number[]> {
  const log = await theLog();
  const sizes: number[] = [];
  let old = { size: 0, root: sha256(new Uint8Array(0)) };
  const { size } = await opened();
  while (old.size < size) {
    const next = await read((tx) => checkpointCovering(tx, log, old.size + 1));
    assert.ok(next && openCheckpoint(next.note, verifierOf(log.key)).ok);
    const hashes = await read((tx) =>
      proveConsistency(sha256, old.size, next.size, logHashReader(tx, log, next.size)),
    );
    const claim = { oldSize: old.size, oldRoot: old.root, size: next.size, root: next.root, hashes };
    assert.ok(verifyConsistency(sha256, claim), `${next.size} begins with ${old.size}`);
    sizes.push(next.size);
    old = next;
  }
  return sizes;
}

describe('log', () => {
  test('begun: its origin is the address, and it signs the empty tree at once', async () => {
    await database.write(here.id, (tx) => openLog(tx, means(), here.slug));
    const checkpoint = await opened();
    assert.equal(checkpoint.origin, `wuyang.example/ledger/${here.slug}`);
    assert.equal(checkpoint.size, 0);
    const again = await database.write(here.id, (tx) => openLog(tx, means(), here.slug));
    assert.deepEqual(again, await theLog());
  });

  test('installation moves: the log keeps its origin and its key', async () => {
    await append(1);
    await growLog(means(), here);
    const log = await theLog();
    await append(1);
    await growLog(means({ baseUrl: 'https://elsewhere.example:8443' }), here);
    assert.deepEqual(await theLog(), log);
    assert.equal((await opened()).size, 2);
  });

  test('port not known yet: no log is begun, entries are numbered all the same', async () => {
    await append(1);
    assert.equal(await growLog(means({ baseUrl: 'http://127.0.0.1:0' }), here), 0);
    assert.equal(await read((tx) => findLog(tx)), undefined);
    assert.equal(await growLog(means(), here), 1);
  });

  test('entries in one round: under one checkpoint, each proved by itself', async () => {
    await append(3);
    assert.equal(await growLog(means(), here), 3);
    assert.equal(await growLog(means(), here), 0);
    const log = await theLog();
    const { size, root } = await opened();
    for (const { index, leafHash } of await read((tx) => readEntries(tx, 0, 10))) {
      const hashes = await read((tx) => proveInclusion(sha256, index, size, logHashReader(tx, log, size)));
      const leaf = Buffer.from(leafHash, 'hex');
      assert.ok(verifyInclusion(sha256, { index, size, root, leafHash: leaf, hashes }), `entry ${index}`);
    }
  });

  test('entries recorded before there was a log: come in at the first rounds', async () => {
    await append(700);
    await sequence(database, here.id, clock);
    await append(30);
    const added: number[] = [];
    for (let round = -1; round !== 0; added.push(round)) round = await growLog(means(), here, 250);
    assert.deepEqual(added, [250, 250, 230, 0]);
    assert.deepEqual(await assertOneHistory(), [250, 500, 730]);
  });

  test('tiles: of every width there ever was, and no wider', async () => {
    for (const count of [1, 254, 1, 1, 300]) {
      await append(count);
      await growLog(means(), here);
    }
    assert.deepEqual(await assertOneHistory(), [1, 255, 256, 257, 557]);
    const log = await theLog();
    const entries = await read((tx) => readEntries(tx, 0, 1000));
    for (const size of [1, 255, 256, 257, 557]) {
      for (const { index, width } of tilesSince(0, size).filter(({ level }) => level === 0)) {
        const own = entries.slice(index * 256, index * 256 + width);
        const tile = await read((tx) => readTilePart(tx, log, { level: 0, index, width }));
        assert.equal(Buffer.from(tile ?? []).toString('hex'), own.map(({ leafHash }) => leafHash).join(''));
        const bundle = await read((tx) => readTilePart(tx, log, { level: 'entries', index, width }));
        const texts = parseBundle(bundle ?? Uint8Array.of(0))?.map((entry) => Buffer.from(entry).toString());
        assert.deepEqual(
          texts,
          own.map(({ envelope }) => envelope),
        );
      }
    }
    for (const [level, index, width] of [
      [0, 2, 46],
      [0, 3, 1],
      [1, 0, 3],
      [2, 0, 1],
    ] as const) {
      const part = { level, index, width };
      assert.equal(await read((tx) => readTilePart(tx, log, part)), undefined, JSON.stringify(part));
    }
    assert.equal((await read((tx) => readTilePart(tx, log, { level: 1, index: 0, width: 2 })))?.length, 64);
  });

  test('restored from an older backup: the next log goes on from here, under another origin and key', async () => {
    await append(2);
    await growLog(means(), here);
    const old = await theLog();
    await database.write(here.id, (tx) => beginLog(tx, means(), here.slug));
    await append(3);
    assert.equal(await growLog(means(), here), 3);
    const log = await theLog();
    assert.deepEqual([log.origin, log.firstIndex], [`${old.origin}/2`, 2]);
    assert.notDeepEqual(log.key.publicKey, old.key.publicKey);
    assert.deepEqual(await assertOneHistory(), [3]);
    assert.equal((await read((tx) => newestCheckpoint(tx, old)))?.size, 2);
  });
});

describe('several processes', () => {
  test('writers who commit late and sequencers side by side: one history, nothing lost', async () => {
    const others = await Promise.all([1, 2, 3].map(() => openDatabase(made.ways.application, { max: 2 })));
    let writing = true;
    const sequencers = others.map(async (other) => {
      while (writing) await growLog(means({ database: other }), here, 7);
    });
    const writers = Array.from({ length: 4 }, async () => {
      for (let turn = 0; turn < 20; turn++) await append(1 + (turn % 3));
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(sequencers);
    while ((await growLog(means(), here)) > 0);
    await Promise.all(others.map((other) => other.close()));
    const sizes = await assertOneHistory();
    assert.equal(sizes.at(-1), 4 * (7 * 6 - 3));
  });
});

describe('what was signed', () => {
  const tables = ['ledger_logs', 'ledger_tiles', 'ledger_checkpoints'] as const;
  for (const table of tables) {
    for (const change of [
      `update ${table} set log = log`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      test(`owner and application: cannot ${change}`, async () => {
        await append(256);
        await growLog(means(), here);
        const asOwner = made.owner.begin(async (owner) => {
          await owner`select set_config('app.community', ${here.id}, true)`;
          await owner.unsafe(change);
        });
        await assert.rejects(asOwner, { code: '23001' });
        await assert.rejects(
          database.write(here.id, (tx) => tx.unsafe(change)),
          { code: '42501' },
        );
        assert.equal((await opened()).size, 256);
      });
    }
  }

  /** As somebody would who has the database and its owner's password. */
  async function tamper(table: string, change: string): Promise<void> {
    await made.owner.begin(async (owner) => {
      await owner`select set_config('app.community', ${here.id}, true)`;
      await owner.unsafe(`alter table ${table} disable trigger append_only`);
      await owner.unsafe(change);
      await owner.unsafe(`alter table ${table} enable always trigger append_only`);
    });
  }

  const flipped = `set_byte(%, 0, get_byte(%, 0) # 1)`;
  const flip = (column: string) => `${column} = ${flipped.replaceAll('%', column)}`;
  const damages: [what: string, table: string, change: string][] = [
    [
      'a hash at the edge',
      'ledger_checkpoints',
      `update ledger_checkpoints set ${flip('leaf_hashes')} where size = 257`,
    ],
    ['the hash over a full tile', 'ledger_tiles', `update ledger_tiles set ${flip('root')}`],
    [
      'the newest checkpoint, root and words alike',
      'ledger_checkpoints',
      `update ledger_checkpoints set ${flip('root')},
        note = replace(note, encode(root, 'base64'), encode(${flipped.replaceAll('%', 'root')}, 'base64'))
        where size = 257`,
    ],
    ['the checkpoints, all of them', 'ledger_checkpoints', 'delete from ledger_checkpoints'],
  ];
  for (const [what, table, change] of damages) {
    test(`somebody changes ${what}: nothing more is signed, nothing is lost`, async () => {
      await append(256);
      await growLog(means(), here);
      await append(1);
      await growLog(means(), here);
      await tamper(table, change);
      await append(1);
      await assert.rejects(growLog(means(), here), DamagedLogError);
      const [pending] = await read((tx) => tx`select count(*)::int as count from ledger_pending`);
      assert.deepEqual(pending, { count: 1 });
    });
  }

  test('another secret: the key stays shut', async () => {
    await append(1);
    await growLog(means(), here);
    await append(1);
    const other = Buffer.from('another secret, of which nobody knew');
    await assert.rejects(growLog(means({ secret: other }), here), DamagedLogError);
  });

  test('the key: stands nowhere in the database as it is', async () => {
    await append(1);
    await growLog(means(), here);
    const [row] = await read(
      (tx) => tx<{ row: string }[]>`select to_jsonb(l)::text as row from ledger_logs l`,
    );
    assert.match(row?.row ?? '', /"sealed_seed": "[\w-]{100,}"/);
  });
});

describe('round', () => {
  test('a new process: visits every log once, from then on those only where something waits', async () => {
    const [there, quiet] = [await openCommunity(), await openCommunity()];
    const all = [here, there, quiet];
    const logs = keepLogs(means());
    await append(2);
    assert.deepEqual(await logs.listDue(all), all);
    for (const community of all) await logs.grow(community);
    assert.equal((await opened()).size, 2);
    assert.ok(await read((tx) => findLog(tx), quiet));
    assert.deepEqual(await logs.listDue(all), []);
    await append(1, there);
    assert.deepEqual(await logs.listDue(all), [there]);
    await logs.grow(there);
    assert.deepEqual(await logs.listDue(all), []);
  });

  test('more than one round holds: due again', async () => {
    await append(1001);
    await sequence(database, here.id, clock, 2000);
    const logs = keepLogs(means());
    await logs.grow(here);
    assert.deepEqual(await logs.listDue([here]), [here]);
    await logs.grow(here);
    assert.deepEqual(await logs.listDue([here]), []);
    assert.deepEqual(await assertOneHistory(), [1000, 1001]);
  });

  test('a damaged log: left alone for a minute, the others go on', async () => {
    await append(1);
    await growLog(means(), here);
    await append(1);
    const logs = keepLogs(means({ secret: Buffer.from('another secret, of which nobody knew') }));
    await assert.rejects(logs.grow(here), DamagedLogError);
    assert.deepEqual(await logs.listDue([here]), []);
    clock.set(addMs(clock.now(), minuteMs));
    assert.deepEqual(await logs.listDue([here]), [here]);
  });
});
