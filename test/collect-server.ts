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
import { parseInstant } from '../src/kernel/time.ts';
import { communityDirectory, createCommunity } from '../src/places/community/community.service.ts';
import type { Community, Platform } from '../src/platform/call.ts';
import { type SettableClock, settableClock } from '../src/platform/clock.ts';
import { folderFileStore } from '../src/platform/files/file-store.ts';
import { buildServer } from '../src/platform/http/server.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** Tuesday morning, 9:00 in China: the desk is open. */
const morning = parseInstant('2026-11-24T01:00:00Z');
const baseUrl = 'http://collect.test';

type Sent = { as?: Asker; key?: string; reportKey?: string; in?: Community; locale?: 'zh' | 'en' };
export type Answer = { status: number; body: Record<string, unknown> & { code?: string } };

/** What people say, served over HTTP on a database of its own, for two communities. */
export type CollectServer = {
  made: TestDatabase;
  platform: Platform & { clock: SettableClock };
  here: Community;
  there: Community;
  get(path: string, sent?: Sent): Promise<Answer>;
  post(path: string, body: unknown, sent?: Sent): Promise<Answer>;
  /** Posts a multipart form; files go into the field `photos`. */
  send(path: string, fields: Record<string, string>, files: readonly Buffer[], sent?: Sent): Promise<Answer>;
  stop(): Promise<void>;
};

export async function collectServer(): Promise<CollectServer> {
  const made = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'sunshine-collect-'));
  const clock = settableClock(morning);
  const log = pino({ level: process.env.SUNSHINE_TEST_LOG ?? 'silent' });
  const platform = {
    ...{ database: made.database, files: folderFileStore(join(dataDir, 'files')), clock, log, baseUrl },
    ...{ secret: randomBytes(32), isPrivate: true },
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
    operations: [...reportHandlers, ...photoHandlers, ...draftHandlers],
    dataDir,
    trustProxy: false,
    requestsPerMinute: 100_000,
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
      ...(sent.key ? { 'idempotency-key': sent.key } : {}),
      ...(sent.reportKey ? { 'x-report-key': sent.reportKey } : {}),
      ...(sent.locale ? { 'accept-language': sent.locale } : {}),
    };
  }
  async function ask(path: string, sent: Sent, init: RequestInit): Promise<Answer> {
    const slug = (sent.in ?? here).slug;
    const headers = { ...headersOf(sent), ...(init.headers as Record<string, string> | undefined) };
    const answer = await fetch(`http://127.0.0.1:${port}/api/c/${slug}${path}`, { ...init, headers });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  }
  return {
    ...{ made, platform, here, there },
    get: (path, sent = {}) => ask(path, sent, {}),
    post: (path, body, sent = {}) =>
      ask(path, sent, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
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
