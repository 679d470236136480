import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';
import { z } from 'zod';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { parseInstant } from '../../kernel/time.ts';
import { settableClock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { defineEntry, fact } from '../entry/entry.contract.ts';
import { draftEntry } from '../entry/entry.rules.ts';
import { appendEntries, readEntries } from '../entry/entry.service.ts';
import { findLog, growLog, type Log, newestCheckpoint } from './log.service.ts';
import { type Succession, settleLog } from './log-succession.service.ts';

const counted = defineEntry('step.counted', z.strictObject({ turn: fact.count }));
const start = parseInstant('2026-11-22T00:00:00Z');
const clock = settableClock(start);

let made: TestDatabase;
let here: { id: CommunityId; slug: string };
let communities = 0;
before(async () => {
  made = await testDatabase();
});
beforeEach(async () => {
  here = { id: newId<CommunityId>(), slug: `settled-${++communities}` };
  await made.owner`
    insert into communities (id, slug, name, created_at) values (${here.id}, ${here.slug}, '社区', now())`;
});

const means = (baseUrl = 'https://wuyang.example') => ({
  ...{ database: made.database, clock, secret: Buffer.from('a secret of thirty-two characters'), baseUrl },
});
const read = <T>(work: (tx: Tx) => Promise<T>) => made.database.read(here.id, work);

async function append(count: number): Promise<void> {
  const facts = Array.from({ length: count }, (_, turn) => ({ turn }));
  const drafts = facts.map((one) => draftEntry(counted, { number: null, occurredAt: start, facts: one }));
  await made.database.write(here.id, (tx) => appendEntries(tx, drafts));
}

async function published(): Promise<string> {
  const note = await read(async (tx) => {
    const log = await findLog(tx);
    return log && (await newestCheckpoint(tx, log))?.note;
  });
  return note ?? assert.fail('nothing was signed');
}

function settle(
  find: (log: Log) => Promise<string | undefined>,
  baseUrl?: string,
): Promise<Succession | 'none' | 'address-unknown'> {
  return made.database.write(here.id, (tx) => settleLog(tx, means(baseUrl), here, find));
}

test('log: goes on after a restore where its newest checkpoint is the newest one published', async () => {
  await append(3);
  await growLog(means(), here);
  const note = await published();
  const settled = await settle(async () => note);
  assert.ok(typeof settled === 'object' && settled.goesOn);
  await append(1);
  await growLog(means(), here);
  assert.match(await published(), new RegExp(`^wuyang.example/ledger/${here.slug}\n4\n`));
});

/** What is found of what was published; the restored log then knows so many leaves. */
const strangers: [what: string, known: number, find: (older: string) => Promise<string | undefined>][] = [
  ['nobody can say what was published', 3, async () => undefined],
  ['what was published is no checkpoint', 3, async () => '<html>404</html>'],
  ['another size was published', 5, async (older) => older],
];

for (const [what, known, find] of strangers) {
  test(`log: another follows where ${what}, and its first leaf names the one before`, async () => {
    await append(3);
    await growLog(means(), here);
    const older = await published();
    await append(2);
    if (known === 5) await growLog(means(), here);
    const settled = await settle(() => find(older));
    assert.ok(typeof settled === 'object' && !settled.goesOn);
    const origin = `wuyang.example/ledger/${here.slug}`;
    assert.deepEqual([settled.log.origin, settled.followedBy.origin], [origin, `${origin}/2`]);
    assert.equal(settled.followedBy.firstIndex, known);
    await growLog(means(), here);
    const [first] = await read((tx) => readEntries(tx, known, 1));
    assert.deepEqual([first?.type, first?.facts], ['log.followed', { log: 1, size: known }]);
  });
}

test('log: none is begun where there was none, nor where the address is not known', async () => {
  assert.equal(await settle(async () => undefined), 'none');
  await append(1);
  await growLog(means(), here);
  assert.equal(await settle(async () => undefined, 'http://127.0.0.1:0'), 'address-unknown');
  assert.equal((await read((tx) => findLog(tx)))?.number, 1);
});
