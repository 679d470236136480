import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { z } from 'zod';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { parseInstant } from '../../kernel/time.ts';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { defineEntry, fact } from './entry.contract.ts';
import { draftEntry, factsOf } from './entry.rules.ts';
import { appendEntries, readEntries, sequence } from './entry.service.ts';

const counted = defineEntry('step.counted', z.strictObject({ turn: fact.count }));

test('sequencer: its process is killed in mid-round: the round never was, the next one does it', async () => {
  const made = await testDatabase();
  const { database, owner } = made;
  const community = newId<CommunityId>();
  await owner`insert into communities (id, slug, name, created_at) values (${community}, 'log', '社区', now())`;
  const occurredAt = parseInstant('2020-05-31T00:00:00Z');
  const drafts = [1, 2].map((turn) => draftEntry(counted, { number: null, occurredAt, facts: { turn } }));
  await database.write(community, (tx) => appendEntries(tx, drafts));

  // The round takes from pending, then has to wait before it can write entries: that is where its process dies.
  await owner.begin(async (blocking) => {
    await blocking`lock table ledger_entries in share row exclusive mode`;
    const child = startSequencer(made, community);
    const exited = once(child, 'exit');
    await Promise.race([roundWaits(made), exited.then(() => assert.fail('the sequencer did not wait'))]);
    child.kill('SIGKILL');
    await exited;
  });

  assert.equal(await sequence(database, community, systemClock), 2);
  const entries = await database.read(community, (tx) => readEntries(tx, 0, 10));
  assert.deepEqual(
    entries.map((entry) => [entry.index, factsOf(counted, entry)?.turn]),
    [
      [0, 1],
      [1, 2],
    ],
  );
});

function startSequencer(made: TestDatabase, community: CommunityId): ChildProcess {
  const script = `
    const { openDatabase } = await import('${import.meta.resolve('../../platform/database.ts')}');
    const { systemClock } = await import('${import.meta.resolve('../../platform/clock.ts')}');
    const { sequence } = await import('${import.meta.resolve('./entry.service.ts')}');
    const [way, community] = JSON.parse(process.env.SEQUENCER);
    await sequence(await openDatabase(way), community, systemClock);`;
  const env = { ...process.env, SEQUENCER: JSON.stringify([made.ways.application, community]) };
  const flags = ['--import', 'tsx', '--input-type=module', '--eval', script];
  return spawn(process.execPath, flags, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function roundWaits({ database }: TestDatabase): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const waiting = await database.sql`
      select from pg_locks where relation = 'ledger_entries'::regclass and not granted`;
    if (waiting.length > 0) return;
    if (Date.now() > deadline) throw new Error('the sequencer never came to its entries');
  }
}
