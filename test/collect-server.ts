import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import sharp from 'sharp';
import { seedNationalCalendar } from '../src/clocks/calendar/calendar.service.ts';
import { draftHandlers } from '../src/collect/draft/draft.service.ts';
import { photoHandlers } from '../src/collect/photo/photo.service.ts';
import { reportHandlers } from '../src/collect/report/report.service.ts';
import { identifyReportKey } from '../src/collect/report/report-key.service.ts';
import { type Asker, stranger } from '../src/kernel/asker.ts';
import type { Id } from '../src/kernel/id.ts';
import { localDate, parseInstant } from '../src/kernel/time.ts';
import { addPerson } from '../src/people/person/person.service.ts';
import type { CommunityPostKind } from '../src/people/post/post.contract.ts';
import { appoint } from '../src/people/post/post.service.ts';
import { communityDirectory, createCommunity } from '../src/places/community/community.service.ts';
import type { BoundOperation, Community, Platform } from '../src/platform/call.ts';
import { type SettableClock, settableClock } from '../src/platform/clock.ts';
import { folderFileStore } from '../src/platform/files/file-store.ts';
import { buildServer } from '../src/platform/http/server.ts';
import { newId } from '../src/platform/ids.ts';
import { noLimits } from '../src/platform/limits.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** Tuesday morning, 9:00 in China: the desk is open. */
const morning = parseInstant('2026-11-24T01:00:00Z');
const baseUrl = 'http://collect.test';

type Sent = {
  as?: Asker;
  key?: string;
  reportKey?: string;
  in?: Community;
  locale?: 'zh' | 'en';
  cookie?: string;
};
export type Answer = {
  status: number;
  body: Record<string, unknown> & { code?: string };
  retryAfter?: string | null;
};

/** What people say, served over HTTP on a database of its own, for two communities. */
export type CollectServer = {
  made: TestDatabase;
  platform: Platform & { clock: SettableClock };
  here: Community;
  there: Community;
  /** Its photos lie in `files` below. */
  dataDir: string;
  get(path: string, sent?: Sent): Promise<Answer>;
  post(path: string, body: unknown, sent?: Sent): Promise<Answer>;
  /** Puts JSON, or a form as it is. */
  put(path: string, body: unknown, sent?: Sent): Promise<Answer>;
  /** Posts a multipart form; files go into the field `photos`. */
  send(path: string, fields: Record<string, string>, files: readonly Buffer[], sent?: Sent): Promise<Answer>;
  stop(): Promise<void>;
};

/** `more` are operations of features that build on these. */
export async function collectServer(more: readonly BoundOperation[] = []): Promise<CollectServer> {
  const made = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'sunshine-collect-'));
  const clock = settableClock(morning);
  const log = pino({ level: process.env.SUNSHINE_TEST_LOG ?? 'silent' });
  const platform = {
    ...{ database: made.database, files: folderFileStore(join(dataDir, 'files')), clock, log, baseUrl },
    ...{ secret: randomBytes(32), isPrivate: true, limits: noLimits },
  };
  await made.database.global((sql) => seedNationalCalendar(sql));
  const here = await newCommunity(platform, 'here');
  const there = await newCommunity(platform, 'there');
  const askers = new Map<string, Asker>();
  const directory = communityDirectory(made.database.sql, () => clock.now());
  const app = await buildServer({
    exchange: {
      platform,
      findCommunity: (slug) => directory.find(slug),
      identify: async (community, { session, reportKey }) => {
        const asker = askers.get(session ?? '') ?? stranger;
        const reportId = reportKey && (await identifyReportKey(platform, community.id, reportKey));
        if (!reportId) return asker;
        return asker.kind === 'person' ? { ...asker, reportId } : { kind: 'follower', reportId };
      },
    },
    operations: [...reportHandlers, ...photoHandlers, ...draftHandlers, ...more],
    dataDir,
    trustProxy: false,
    requestsPerMinute: 1_000_000,
    addPages: () => undefined,
    renderRefusal: (_request, _reply, refusal) => refusal.code,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;

  function headersOf(sent: Sent): Record<string, string> {
    const token = randomUUID();
    if (sent.as) askers.set(token, sent.as);
    return {
      origin: baseUrl,
      ...(sent.as ? { cookie: `sunshine_session=${token}` } : {}),
      ...(sent.cookie ? { cookie: sent.cookie } : {}),
      ...(sent.key ? { 'idempotency-key': sent.key } : {}),
      ...(sent.reportKey ? { 'x-report-key': sent.reportKey } : {}),
      ...(sent.locale ? { 'accept-language': sent.locale } : {}),
    };
  }
  async function ask(path: string, sent: Sent, init: RequestInit): Promise<Answer> {
    const slug = (sent.in ?? here).slug;
    const headers = { ...headersOf(sent), ...(init.headers as Record<string, string> | undefined) };
    const answer = await fetch(`http://127.0.0.1:${port}/api/c/${slug}${path}`, { ...init, headers });
    const retryAfter = answer.headers.get('retry-after');
    return { status: answer.status, body: (await answer.json()) as Answer['body'], retryAfter };
  }
  return {
    ...{ made, platform, here, there, dataDir },
    get: (path, sent = {}) => ask(path, sent, {}),
    post: (path, body, sent = {}) => ask(path, sent, bringing('POST', body)),
    put: (path, body, sent = {}) => ask(path, sent, bringing('PUT', body)),
    send(path, fields, files, sent = {}) {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      for (const file of files) body.append('photos', new Blob([new Uint8Array(file)]), 'photo.jpg');
      return ask(path, sent, { method: 'POST', body });
    },
    async stop() {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** JSON, or a form as it is. */
function bringing(method: 'POST' | 'PUT', body: unknown): RequestInit {
  if (body instanceof FormData) return { method, body };
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

async function newCommunity(platform: Platform, slug: string): Promise<Community> {
  const named = { slug, name: slug, nameEn: slug, streetName: '' };
  const outcome = await createCommunity(platform.database.sql, { ...named, createdAt: platform.clock.now() });
  assert.ok(outcome.ok);
  return outcome.value;
}

/** A photo as a phone would send it: `seed` makes it differ from others. */
export function aPhoto(seed: number): Promise<Buffer> {
  const background = { r: seed % 256, g: (seed * 7) % 256, b: 90 };
  return sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/** What a resident sends who only writes; the rest as the form has it. */
export function aReport(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...{ text: '楼道灯不亮', place: { words: '车棚边上' }, photoIds: [], draftId: null, categoryGuess: null },
    ...{ anonymity: 'community-only', publicName: null, contact: { name: null, phone: null } },
    ...change,
  };
}

export type Person = Extract<Asker, { kind: 'person' }>;

/** Somebody of a community, holding posts from the beginning of the year. */
export async function aPerson(
  { platform, here }: CollectServer,
  posts: readonly CommunityPostKind[] = [],
  where: Community = here,
): Promise<Person> {
  return platform.database.write(where.id, async (tx) => {
    const made = await addPerson(tx, { displayName: '王芳', phone: null }, platform.clock.now());
    assert.ok(made.ok);
    const held: Person['posts'][number][] = [];
    for (const kind of posts) {
      const post = await appoint(tx, { personId: made.value, kind, heldFrom: localDate('2026-01-01') });
      assert.ok(post.ok);
      held.push({ id: post.value, kind, covers: null });
    }
    const accountId = newId<Id<'account'>>();
    return { kind: 'person', accountId, personId: made.value, displayName: '王芳', posts: held };
  });
}

export type SentReport = { reportId: Id<'report'>; number: string; reportKey: string; acceptDueAt: string };

/** Sends a report in and gives what was answered. */
export async function submitTo(
  server: CollectServer,
  change: Record<string, unknown> = {},
  sent: Sent = {},
): Promise<SentReport> {
  const answer = await server.post('/reports', aReport(change), sent);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body as SentReport;
}

/** Sends photos ahead and gives their ids. */
export async function addPhotosTo(server: CollectServer, ...photos: Buffer[]): Promise<Id<'photo'>[]> {
  const { status, body } = await server.send('/photos', {}, photos);
  assert.equal(status, 200, JSON.stringify(body));
  return (body.photos as { photoId: Id<'photo'> }[]).map(({ photoId }) => photoId);
}

/** How many rows of a table a community has. */
export async function countRows({ made, here }: CollectServer, table: string): Promise<number> {
  const [row] = await made.database.read(
    here.id,
    (tx) => tx<{ count: number }[]>`select count(*) as count from ${tx(table)}`,
  );
  return row?.count ?? -1;
}

/** How many rows every table has that a report writes to. */
export async function countEverything(server: CollectServer): Promise<Record<string, number>> {
  const tables = [
    'reports',
    'deadlines',
    'ledger_pending',
    'notices',
    'idempotency_keys',
    'photos',
    'drafts',
  ];
  const counted = await Promise.all(tables.map(async (table) => [table, await countRows(server, table)]));
  return Object.fromEntries(counted);
}

/** Holds an answer against the refusal expected. */
export function assertRefused({ status, body }: Answer, expected: number, code: string): void {
  assert.deepEqual([status, body.code], [expected, code]);
}
