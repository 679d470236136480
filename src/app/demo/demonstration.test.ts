import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pino } from 'pino';
import { makeCall } from '../../../test/call.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { openInstallationOn } from '../../../test/world.ts';
import type { Figures } from '../../guarantee/figures/figures.contract.ts';
import { countEntries, recount } from '../../guarantee/figures/figures-counting.service.ts';
import type { CommunityId, Id } from '../../kernel/id.ts';
import { refuse } from '../../kernel/outcome.ts';
import { atMinute, localDate } from '../../kernel/time.ts';
import { findPersonalData } from '../../ledger/entry/entry.rules.ts';
import { readEntries } from '../../ledger/entry/entry.service.ts';
import { growLog } from '../../ledger/log/log.service.ts';
import { isDemonstrationKey } from '../../ledger/witness/witness.rules.ts';
import { findWitnessing } from '../../ledger/witness/witnessing.service.ts';
import type { PostId } from '../../people/post/post.contract.ts';
import { findPost, heldPosts } from '../../people/post/post.service.ts';
import { findCommunity, listCommunities } from '../../places/community/community.service.ts';
import type { Platform } from '../../platform/call.ts';
import { settableClock } from '../../platform/clock.ts';
import type { Sql, Tx } from '../../platform/database.ts';
import { databaseWithin } from '../../platform/database-within.ts';
import { folderFileStore } from '../../platform/files/file-store.ts';
import { carryOut } from '../../platform/http/exchange.ts';
import { newId } from '../../platform/ids.ts';
import { openStates } from '../../resolve/matter/matter.states.ts';
import { operations } from '../operations.ts';
import { assembleServer } from '../server.ts';
import { loadDemonstration } from './demonstration.ts';

const folder = await mkdtemp(join(tmpdir(), 'sunshine-demonstration-test-'));
after(() => rm(folder, { recursive: true, force: true }));

/** Sunday evening; the story then ends on Saturday, its last workday is a Friday. */
const today = localDate('2026-11-22');

const secret = randomBytes(32);

function platformOn({ database }: TestDatabase, change: Partial<Platform> = {}): Platform {
  return {
    database,
    files: folderFileStore(folder),
    clock: settableClock(atMinute(today, 21 * 60)),
    log: pino({ level: 'silent' }),
    secret,
    baseUrl: 'http://127.0.0.1:8080',
    isPrivate: true,
    ...change,
  };
}

const made = await testDatabase();
const loaded = await loadDemonstration({ platform: platformOn(made) });
const lanjin = await findCommunity(made.database.sql, 'lanjin');

function read<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  assert.ok(lanjin);
  return made.database.read(lanjin.id, work);
}

test('operator: is told how each of the eight accounts signs in', () => {
  assert.ok(loaded.ok);
  assert.deepEqual(
    loaded.value.map(({ role }) => role),
    ['administrator', 'desk', 'desk', 'handler', 'captain', 'chair', 'street', 'resident'],
  );
  for (const { role, signIn } of loaded.value.slice(0, -1)) {
    assert.match(signIn, /^[a-z0-9]+ \/ [a-z0-9]{5}(-[a-z0-9]{5}){3}$/, role);
  }
});

test('the demonstration: 262 households, 26 of them tenants, 8 captains', async () => {
  const households = await read(
    (tx) => tx`select occupancy, count(*)::int as count from households
      where community_id = ${tx.community} group by occupancy order by occupancy`,
  );
  assert.deepEqual(
    [...households],
    [
      { occupancy: 'owner', count: 236 },
      { occupancy: 'tenant', count: 26 },
    ],
  );
  const [captains] = await read(
    (tx) => tx`select count(distinct stairwell_id)::int as count from posts
      where community_id = ${tx.community} and kind = 'captain'`,
  );
  assert.equal(captains?.count, 8);
});

/** The founding figures, as the community published them: 168 matters by their first report's channel, and by tier. */
const founding = {
  channel: { board: 9, box: 12, form: 3, qq: 4, round: 96, session: 24, wechat: 20 },
  resolved: { joint: 21, linked: 10, self: 129 },
  open: { joint: 5, linked: 3 },
};

async function countMatters(from: (work: (tx: Tx) => Promise<unknown>) => Promise<unknown>) {
  const rows = (await from(
    (tx) => tx`
      select r.channel, m.tier, m.state from matters m join reports r
        on r.community_id = m.community_id and r.number = m.number
      where m.community_id = ${tx.community}`,
  )) as { channel: string; tier: string; state: string }[];
  const count = (values: string[]) =>
    Object.fromEntries(
      [...new Set(values)].sort().map((value) => [value, values.filter((other) => other === value).length]),
    );
  const isOpen = ({ state }: { state: string }) => [...openStates].some((open) => open === state);
  return {
    channel: count(rows.map(({ channel }) => channel)),
    resolved: count(rows.filter((row) => !isOpen(row)).map(({ tier }) => tier)),
    open: count(rows.filter(isOpen).map(({ tier }) => tier)),
  };
}

test('the demonstration: received, resolved and open are the founding figures', async () => {
  assert.deepEqual(await countMatters(read), founding);
});

test('the demonstration: every turn a matter can take is in it once at least', async () => {
  const actions = await read(
    (tx) => tx<{ action: string }[]>`
      select distinct action from matter_events where community_id = ${tx.community}`,
  );
  const happened = new Set(actions.map(({ action }) => action));
  const expected = [
    'return',
    'extend',
    'suspend',
    'resume',
    'reopen',
    'archive',
    'call',
    'confirm',
    'me-too',
  ];
  for (const action of [...expected, 'accept-into', 'reject', 'redirect'])
    assert.ok(happened.has(action), action);
  const results = await read(
    (tx) => tx<{ result: string }[]>`
      select distinct result from matters where community_id = ${tx.community} and result is not null order by 1`,
  );
  assert.deepEqual(
    results.map(({ result }) => result),
    ['explained', 'not-possible', 'partly-solved', 'solved'],
  );
});

test('the demonstration: open matters have a running promise ahead, or stand still for a vote', async () => {
  const clocks = await read(
    (tx) => tx<{ number: string; state: string; dueAt: number | null; suspended: boolean }[]>`
      select m.number, m.state, d.due_at, d.suspended_at is not null as suspended
      from matters m left join deadlines d on d.community_id = m.community_id and d.subject_id = m.id
        and d.kind = 'resolve' and d.ended_at is null
      where m.community_id = ${tx.community} and m.state = any(${[...openStates]}::text[])`,
  );
  for (const clock of clocks) {
    assert.equal(clock.suspended, clock.state === 'suspended', clock.number);
    assert.ok(clock.dueAt !== null && clock.dueAt > atMinute(today, 0), clock.number);
  }
  const [left] = await read(
    (tx) => tx<{ count: number }[]>`
      select count(*)::int as count from deadlines d join matters m
        on m.community_id = d.community_id and m.id = d.subject_id
      where d.community_id = ${tx.community} and d.ended_at is null and d.kind not in ('reopen')
        and m.state in ('closed', 'withdrawn', 'merged')`,
  );
  assert.equal(left?.count, 0, 'a closed matter has a clock running');
});

test('the desk: finds fresh reports to decide on, their clocks not begun to hurt', async () => {
  const fresh = await read(
    (tx) => tx<{ dueAt: number }[]>`
      select d.due_at from reports r join deadlines d
        on d.community_id = r.community_id and d.subject_id = r.id and d.ended_at is null
      where r.community_id = ${tx.community} and r.state = 'submitted'`,
  );
  assert.equal(fresh.length, 4);
  for (const { dueAt } of fresh) assert.equal(dueAt, atMinute(localDate('2026-11-23'), 10 * 60 + 30));
});

test('callbacks: none made by somebody who worked on the matter', async () => {
  const [own] = await read(
    (tx) => tx<{ own: number; all: number }[]>`
      select count(*)::int as all, count(*) filter (where exists (
        select from matter_events e where e.community_id = a.community_id and e.matter_id = a.matter_id
          and e.person_id = a.person_id and e.action in ('take', 'contact', 'resolve')))::int as own
      from callback_attempts a where a.community_id = ${tx.community}`,
  );
  assert.equal(own?.own, 0);
  assert.ok((own?.all ?? 0) > 15);
});

test('the ledger: complete, in the order of time, without personal data', async () => {
  const entries = await read((tx) => readEntries(tx, 0, 5_000));
  assert.ok(entries.length > 1_400, `${entries.length} entries`);
  for (const [index, entry] of entries.entries()) {
    assert.deepEqual(findPersonalData(entry.facts), [], `${entry.index} ${entry.type}`);
    assert.ok(entry.recordedAt >= (entries[index - 1]?.recordedAt ?? 0));
    assert.equal(entry.recordedAt, entry.occurredAt, 'recorded as it happened');
  }
  const [waiting] = await read(
    (tx) => tx<{ count: number }[]>`select count(*)::int as count from ledger_pending`,
  );
  assert.equal(waiting?.count, 0);
});

/** Received, resolved and open at the end of a day, from the events of the matters themselves. */
async function standingOn(from: TestDatabase, community: CommunityId, day: string): Promise<number[]> {
  const end = atMinute(localDate(day), 1440);
  const events = await from.database.read(
    community,
    (tx) => tx<{ matterId: string; action: string }[]>`
      select matter_id, action from matter_events
      where community_id = ${tx.community} and at < ${end} and action in ('accept', 'resolve', 'reopen')
      order by at`,
  );
  const last = new Map(events.map(({ matterId, action }) => [matterId, action]));
  const resolved = [...last.values()].filter((action) => action === 'resolve').length;
  return [last.size, resolved, last.size - resolved];
}

test('operator: cannot load it twice, ahead of time, or where others can reach it', async () => {
  const codeOf = async (platform: Platform, ending?: string) => {
    const outcome = await loadDemonstration(
      { platform },
      ending === undefined ? {} : { ending: localDate(ending) },
    );
    return outcome.ok ? 'loaded' : outcome.refusal.code;
  };
  assert.equal(await codeOf(platformOn(made)), 'demonstration-exists');
  assert.equal(await codeOf(platformOn(made), '2026-11-22'), 'ending-ahead');
  assert.equal(await codeOf(platformOn(made, { isPrivate: false })), 'not-private');
});

test('operator: a demonstration that fails in the middle leaves nothing behind; one of old is read-only', async () => {
  const other = await testDatabase();
  const files = folderFileStore(folder);
  const broken = platformOn(other, { files: { ...files, put: async () => refuse('storage-unavailable') } });
  await assert.rejects(loadDemonstration({ platform: broken }), /storage-unavailable/);
  assert.deepEqual(await listCommunities(other.database.sql), []);

  const ending = localDate('2020-05-31');
  const old = await loadDemonstration({ platform: platformOn(other) }, { ending, archived: true });
  assert.ok(old.ok);
  const community = await findCommunity(other.database.sql, 'lanjin');
  assert.ok(community?.archived);
  const [number] = await other.database.read(
    community.id,
    (tx) => tx<{ number: string; at: number }[]>`
      select number, submitted_at as at from reports
      where community_id = ${tx.community} order by submitted_at desc limit 1`,
  );
  assert.match(number?.number ?? '', /^2020-/);
  const counted = await countMatters((work) => other.database.read(community.id, work));
  assert.deepEqual(counted, founding, 'with the dates of the founding months');
  assert.ok((number?.at ?? 0) < atMinute(ending, 1440) && (number?.at ?? 0) > 0);
  const figures = operations.find(({ operation }) => operation.name === 'figures.get');
  assert.ok(figures);
  const figuresOf = async (asOf: string) => {
    const told = await carryOut(figures, makeCall(other, community), { asOf }, undefined);
    return told.ok ? (told.value as Figures) : assert.fail(told.refusal.code);
  };
  const { received, resolved, open, rates } = await figuresOf('2020-05-31');
  assert.deepEqual(received, {
    total: 168,
    byChannel: founding.channel,
    byTier: { self: 129, joint: 26, linked: 13 },
  });
  assert.deepEqual([resolved.total, resolved.byTier], [160, founding.resolved]);
  assert.deepEqual(open, { total: 8, byTier: { self: 0, ...founding.open } });
  assert.deepEqual([rates.resolved?.numerator, rates.resolved?.denominator], [160, 168]);
  const earlier = await figuresOf('2020-02-29');
  assert.deepEqual(
    [earlier.received.total, earlier.resolved.total, earlier.open.total],
    await standingOn(other, community.id, '2020-02-29'),
  );
  assert.ok(earlier.open.total > 0 && earlier.received.total < 168);
  const submit = operations.find(({ operation }) => operation.name === 'report.submit');
  assert.ok(submit);
  const refused = await carryOut(submit, makeCall(other, community), {}, undefined);
  assert.equal(refused.ok ? 'done' : refused.refusal.code, 'community-archived');
});

test('a database within a transaction: each work whole or not done, one after the other, all of it or nothing', async () => {
  assert.ok(lanjin);
  const { id } = lanjin;
  const name = (sql: Sql) => sql<{ nameEn: string }[]>`select name_en from communities where id = ${id}`;
  const undone = new Error('undone');
  await assert.rejects(
    made.database.global(async (sql) => {
      const inside = databaseWithin(sql);
      const set = (to: string, fails = false) =>
        inside.write(id, async (tx) => {
          await tx`update communities set name_en = ${to} where id = ${tx.community}`;
          if (fails) throw undone;
        });
      await Promise.allSettled([set('one'), set('two', true), inside.write(id, (tx) => tx`select 1 / 0`)]);
      assert.equal((await name(inside.sql))[0]?.nameEn, 'one');
      throw undone;
    }),
    undone,
  );
  assert.equal((await name(made.database.sql))[0]?.nameEn, 'Lanjin');
});

test('strangers: read the words and photos of nearly every matter; those of the last days wait for the desk', async () => {
  const counted = await read(
    (tx) => tx<{ state: string; matters: number }[]>`
      select state, count(distinct matter_id)::int as matters from publications
      where community_id = ${tx.community} group by state`,
  );
  const { published, waiting } = Object.fromEntries(counted.map((row) => [row.state, row]));
  assert.ok(published && published.matters > 120, `published: ${published?.matters}`);
  assert.ok(waiting && waiting.matters > 0 && waiting.matters < 20, `waiting: ${waiting?.matters}`);
});

test('the demonstration: three parties vouched for the whole of its ledger, by keys that say they are nobody’s', async () => {
  const { state, witnesses } = await read(findWitnessing);
  assert.ok(state?.agreed);
  assert.equal(state.agreed.size, state.newest.size);
  assert.ok(witnesses.every(({ key, last }) => last?.agrees && key && isDemonstrationKey(key.name)));
});

test('the demonstration: one more matter resolved moves the figures, their page and the counting anew', async () => {
  assert.ok(lanjin);
  const community = lanjin;
  const clock = settableClock(atMinute(today, 21 * 60));
  const installation = openInstallationOn(made, { DATA_DIR: folder }, clock);
  const { platform } = installation;
  platform.secret = secret;
  const app = await assembleServer(installation);
  after(() => app.close());
  const figuresOf = async () => {
    const told = await carryOut(
      operationNamed('figures.get'),
      makeCall(made, community, { now }),
      {},
      undefined,
    );
    return told.ok ? (told.value as Figures) : assert.fail(told.refusal.code);
  };
  const now = clock.now();
  const shown = async () => (await app.inject('/c/lanjin/figures')).body;
  const before = await figuresOf();
  assert.deepEqual([before.resolved.total, before.open.total], [160, 8]);
  assert.match(await shown(), />160</);
  assert.match((await app.inject('/c/lanjin/witnesses')).body, /证明不了什么/);

  const { input, asker } = await read((tx) => toBeResolved(tx));
  const call = makeCall(made, community, { asker, now });
  const resolved = await carryOut(operationNamed('matter.resolve'), call, input, undefined);
  assert.ok(resolved.ok, JSON.stringify(resolved));
  while ((await growLog(platform, community)) > 0);
  await countEntries(platform, community);

  const { tier } = resolved.value as { tier: 'self' | 'joint' | 'linked' };
  const moved = await figuresOf();
  assert.equal(moved.received.total, 168);
  assert.deepEqual([moved.resolved.total, moved.open.total], [161, 7]);
  assert.equal(moved.resolved.byTier[tier], before.resolved.byTier[tier] + 1);
  assert.equal(moved.open.byTier[tier], before.open.byTier[tier] - 1);
  assert.equal(moved.rates.resolved?.percent, 95.83);
  assert.match(await shown(), />161</);
  assert.ok((await recount(platform, community)).same);
  assert.deepEqual(await figuresOf(), moved);
});

function operationNamed(name: string) {
  return operations.find(({ operation }) => operation.name === name) ?? assert.fail(name);
}

/** A matter in work, and whoever works on it. */
async function toBeResolved(tx: Tx) {
  const [open] = await tx<{ matterId: string; version: number; postId: PostId }[]>`
    select id as matter_id, version, main_handler_post_id as post_id from matters
    where community_id = ${tx.community} and state = 'in_progress' and assisting = '[]' order by number limit 1`;
  assert.ok(open);
  const post = await findPost(tx, open.postId);
  assert.ok(post);
  const { personId } = post;
  const posts = await heldPosts(tx, personId, today);
  const { matterId, version } = open;
  const said = {
    result: 'solved',
    reply: '三方一起看过，都说好了',
    proofPhotoIds: [],
    whyNoPhoto: '商定的事，没有可拍的',
  };
  return {
    input: { matterId, version, ...said },
    asker: { kind: 'person', accountId: newId<Id<'account'>>(), personId, displayName: '', posts } as const,
  };
}
