import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { pino } from 'pino';
import { type TestDatabase, testDatabase } from '../../test/database.ts';
import type { CommunityId } from '../kernel/id.ts';
import { addMs, dayMs, hourMs, type Instant, minuteMs, parseInstant } from '../kernel/time.ts';
import type { Platform } from './call.ts';
import { type SettableClock, settableClock } from './clock.ts';
import { newId } from './ids.ts';
import { bringBackJobs, enqueue, runDueJobs, type Workers } from './outbox.ts';

const start = parseInstant('2026-11-22T09:00:00+08:00');
let made: TestDatabase;
before(async () => {
  made = await testDatabase();
});

type Place = { platform: Platform & { clock: SettableClock }; community: CommunityId };

async function newPlace(): Promise<Place> {
  const community = newId<CommunityId>();
  const slug = `c-${community.slice(-12)}`;
  await made.owner`
    insert into communities (id, slug, name, created_at) values (${community}, ${slug}, ${slug}, now())`;
  const log = pino({ level: 'silent' });
  const platform = { database: made.database, clock: settableClock(start), log } as Place['platform'];
  return { platform, community };
}

function put({ platform, community }: Place, kind: string, runAt?: Instant): Promise<string> {
  const now = platform.clock.now();
  return made.database.write(community, (tx) => enqueue(tx, { kind, payload: {}, runAt: runAt ?? now, now }));
}

const run = ({ platform, community }: Place, workers: Workers) => runDueJobs(platform, community, workers);
const fails: Workers = { fails: { within: () => Promise.reject(new Error('not now')) } };

async function left({ community }: Place) {
  const rows = await made.database.read(
    community,
    (tx) => tx<{ attempts: number; runAt: number }[]>`
      select attempts, run_at from outbox where community_id = ${community} order by id`,
  );
  return rows.map(({ attempts, runAt }) => [attempts, runAt]);
}

test('jobs written while the clock was ahead: come back with the wait they were given, and are then done', async () => {
  const place = await newPlace();
  const { platform, community } = place;
  platform.clock.advance(30 * dayMs);
  await put(place, 'soon');
  await put(place, 'later', addMs(platform.clock.now(), hourMs));
  platform.clock.advance(-30 * dayMs);
  const ran: string[] = [];
  const note = (kind: string) => ({ within: async () => void ran.push(kind) });
  const workers = { soon: note('soon'), later: note('later') };
  assert.equal(await run(place, workers), 0);
  assert.equal(await bringBackJobs(platform, { id: community }), 2);
  await run(place, workers);
  assert.deepEqual(ran, ['soon']);
  platform.clock.advance(hourMs);
  await run(place, workers);
  assert.deepEqual(ran, ['soon', 'later']);
  assert.equal(await bringBackJobs(platform, { id: community }), 0);
});

test('a job set back by a clock that was ahead: is tried again now, and counts the tries it had', async () => {
  const place = await newPlace();
  const { platform, community } = place;
  await put(place, 'fails');
  platform.clock.advance(dayMs);
  assert.equal(await run(place, fails), 1);
  platform.clock.advance(-dayMs);
  assert.equal(await bringBackJobs(platform, { id: community }), 1);
  assert.deepEqual(await left(place), [[1, start]]);
});

test('jobs that wait as they were meant to, were set aside, or are of others: are not brought back', async () => {
  const place = await newPlace();
  const other = await newPlace();
  const { platform, community } = place;
  await put(place, 'far', addMs(start, 40 * dayMs));
  await put(place, 'fails');
  await run(place, fails);
  other.platform.clock.advance(dayMs);
  await put(other, 'ahead');
  const before = await left(place);
  platform.clock.advance(minuteMs);
  assert.equal(await bringBackJobs(platform, { id: community }), 0);
  assert.deepEqual(await left(place), before);
  other.platform.clock.advance(-dayMs);
  assert.equal(await bringBackJobs(other.platform, { id: other.community }), 1);
});
