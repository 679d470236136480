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
import { defineEntry, fact } from '../entry/entry.contract.ts';
import { draftEntry } from '../entry/entry.rules.ts';
import { appendEntries, lastIndex } from '../entry/entry.service.ts';
import { openCheckpoint } from '../note/checkpoint.ts';
import { verifierOf } from '../note/note-key.ts';
import { findLog, growLog, newestCheckpoint } from './log.service.ts';

const counted = defineEntry('step.counted', z.strictObject({ turn: fact.count }));
const secret = 'a secret of thirty-two characters';
const baseUrl = 'https://wuyang.example';

test('log: its process is killed when it has signed and not kept: the round never was, the next one does it', async () => {
  const made = await testDatabase();
  const { database, owner } = made;
  const community = { id: newId<CommunityId>(), slug: 'log' };
  await owner`insert into communities (id, slug, name, created_at) values (${community.id}, 'log', '社区', now())`;
  const means = { database, clock: systemClock, secret: Buffer.from(secret), baseUrl };
  const occurredAt = parseInstant('2020-05-31T00:00:00Z');
  const append = (turn: number) =>
    database.write(community.id, (tx) =>
      appendEntries(tx, [draftEntry(counted, { number: null, occurredAt, facts: { turn } })]),
    );
  await append(1);
  await growLog(means, community);
  await append(2);

  // The round has numbered, hashed and signed; it waits to write its checkpoint down, and there its process dies.
  await owner.begin(async (blocking) => {
    await blocking`lock table ledger_checkpoints in share row exclusive mode`;
    const child = startRound(made, community);
    const exited = once(child, 'exit');
    await Promise.race([roundWaits(made), exited.then(() => assert.fail('the round did not wait'))]);
    child.kill('SIGKILL');
    await exited;
  });

  assert.equal(await growLog(means, community), 1);
  await database.read(community.id, async (tx) => {
    const log = await findLog(tx);
    assert.ok(log);
    const newest = openCheckpoint((await newestCheckpoint(tx, log))?.note ?? '', verifierOf(log.key));
    assert.equal(newest.ok && newest.value.size, 2);
    assert.equal(await lastIndex(tx), 1);
  });
});

function startRound(made: TestDatabase, community: { id: CommunityId; slug: string }): ChildProcess {
  const script = `
    const { openDatabase } = await import('${import.meta.resolve('../../platform/database.ts')}');
    const { systemClock } = await import('${import.meta.resolve('../../platform/clock.ts')}');
    const { growLog } = await import('${import.meta.resolve('./log.service.ts')}');
    const [way, community, secret, baseUrl] = JSON.parse(process.env.ROUND);
    const database = await openDatabase(way);
    await growLog({ database, clock: systemClock, secret: Buffer.from(secret), baseUrl }, community);`;
  const env = { ...process.env, ROUND: JSON.stringify([made.ways.application, community, secret, baseUrl]) };
  const flags = ['--import', 'tsx', '--input-type=module', '--eval', script];
  return spawn(process.execPath, flags, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function roundWaits({ database }: TestDatabase): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const waiting = await database.sql`
      select from pg_locks where relation = 'ledger_checkpoints'::regclass and not granted`;
    if (waiting.length > 0) return;
    if (Date.now() > deadline) throw new Error('the round never came to its checkpoint');
  }
}
