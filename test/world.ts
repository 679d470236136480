import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { prepareCommunity } from '../src/app/community.ts';
import type { Installation } from '../src/app/installation.ts';
import { assembleServer } from '../src/app/server.ts';
import { minuteMs, parseInstant } from '../src/kernel/time.ts';
import { growLog } from '../src/ledger/log/log.service.ts';
import { openSession } from '../src/people/session/session.service.ts';
import { createCommunity } from '../src/places/community/community.service.ts';
import type { Community } from '../src/platform/call.ts';
import { type SettableClock, settableClock } from '../src/platform/clock.ts';
import { readSettings } from '../src/platform/config.ts';
import { folderFileStore } from '../src/platform/files/file-store.ts';
import { noLimits } from '../src/platform/limits.ts';
import { openPublicMemory } from '../src/platform/public-memory.ts';
import { type Client, createClient } from '../src/web/client.ts';
import { cookieJar } from './cookie-jar.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { type Inhabitants, inhabit, type Places, type Role } from './inhabitants.ts';
import { codeSent } from './sign-in.ts';

/** Tuesday morning, 9:00 in China: the desk is open. */
export const tuesdayMorning = parseInstant('2026-11-24T09:00:00+08:00');

/** A session is renewed before thirty minutes of silence end it, however far a test moves the clock. */
const renewedAfterMs = 20 * minuteMs;

/** A community with everybody in it: see `inhabitants.ts`. */
export type Neighbourhood = { community: Community; people: Inhabitants; places: Places };

/** Who asks: somebody of a neighbourhood, the holder of a private link or of a session, or nobody known. */
export type Visitor = Role | { reportKey: string } | { session: string } | 'stranger';

export type World = {
  made: TestDatabase;
  installation: Installation;
  clock: SettableClock;
  /** The server's address and the folder where uploads wait. */
  url: string;
  temporaryDir: string;
  here: Neighbourhood;
  /** A second one in the same installation, peopled alike. */
  there: Neighbourhood;
  /** The operations of a community as this visitor calls them: `world.as('desk1').call(acceptReport, …)`. */
  as(visitor: Visitor, where?: Where): Client;
  /** The headers that make a request this visitor's, for tests that send requests of their own. */
  headersOf(visitor: Visitor, from?: Neighbourhood): Promise<Record<string, string>>;
  /** A browser with a cookie jar of its own, signed in by nobody yet. */
  browser(where?: Neighbourhood): Client;
  /** The six figures that were last sent to a phone. */
  codeSentTo(phone: string, where?: Neighbourhood): Promise<string>;
  /** Numbers what waits for the ledger and signs it; the server's runner does this every quarter second. */
  sequence(where?: Neighbourhood): Promise<void>;
  stop(): Promise<void>;
};

/** Where somebody asks, and whose neighbour they are; here unless said. */
export type Where = { in?: Neighbourhood; of?: Neighbourhood };

/**
 * The whole server, listening, on a database and a folder of its own, with two communities full of people and a
 * clock that stands until moved. Settings beyond the usual ones are given as the environment has them.
 */
export async function openWorld(
  environment: Readonly<Record<string, string>> = {},
  log?: Logger,
): Promise<World> {
  const made = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'sunshine-world-'));
  const clock = settableClock(tuesdayMorning);
  const installation = openInstallationOn(made, { ...environment, DATA_DIR: dataDir }, clock, log);
  const [here, there] = [
    await settle(made, installation, 'here', 1),
    await settle(made, installation, 'there', 2),
  ];
  const app = await assembleServer(installation, { requestsPerMinute: 1_000_000 });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  // Where it listens is its address: the links it hands out lead back to it.
  installation.settings.baseUrl = url;
  installation.platform.baseUrl = url;
  const headersOf = visitors(made, clock, url, here);
  const operationsOf = ({ community }: Neighbourhood) => `${url}/api/c/${community.slug}`;
  return {
    ...{ made, installation, clock, url, temporaryDir: join(dataDir, 'tmp'), here, there, headersOf },
    as: (visitor, where = {}) =>
      createClient(operationsOf(where.in ?? here), fetch, () =>
        headersOf(visitor, where.of ?? where.in ?? here),
      ),
    browser: (where = here) => createClient(operationsOf(where), cookieJar(), () => ({ origin: url })),
    codeSentTo: (phone, where = here) => codeSent(made, where.community, phone),
    async sequence(where = here) {
      while ((await growLog(installation.platform, where.community)) > 0);
    },
    async stop() {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** An installation as commands and servers have it, on a test's database and folder. */
export function openInstallationOn(
  made: TestDatabase,
  environment: Readonly<Record<string, string>> & { DATA_DIR: string },
  clock: SettableClock,
  given?: Logger,
): Installation {
  const log = process.env.SUNSHINE_TEST_LOG ?? 'silent';
  const dataDir = environment.DATA_DIR;
  const read = readSettings({ NODE_ENV: 'development', LOG_LEVEL: log, ...environment });
  assert.ok(read.ok, JSON.stringify(read));
  const settings = read.value;
  return {
    settings,
    platform: {
      ...{ database: made.database, files: folderFileStore(join(dataDir, 'files')), clock },
      ...{ log: given ?? pino({ level: log }), secret: Buffer.from(settings.secret) },
      ...{ baseUrl: settings.baseUrl, isPrivate: true, reachesPrivate: true, limits: noLimits },
      publicMemory: openPublicMemory(made.database.sql),
      vitals: {
        ...{ version: '0.0.0', databaseVersion: 'test', dataDir, databaseDir: null },
        ...{ startedAt: clock.now(), lastRoundAt: null, clockJump: null },
      },
    },
    ...{ embedded: false, databaseVersion: 'test', migrations: undefined },
    databaseLost: new Promise(() => undefined),
    close: async () => undefined,
  };
}

async function settle(
  made: TestDatabase,
  { platform }: Installation,
  slug: string,
  ordinal: number,
): Promise<Neighbourhood> {
  const named = { slug, name: `${slug}社区`, nameEn: slug, streetName: '江滨街道' };
  const outcome = await createCommunity(platform.database.sql, { ...named, createdAt: platform.clock.now() });
  assert.ok(outcome.ok);
  await prepareCommunity(platform, outcome.value);
  return { community: outcome.value, ...(await inhabit(made, outcome.value, ordinal, platform.clock.now())) };
}

function visitors(made: TestDatabase, clock: SettableClock, baseUrl: string, here: Neighbourhood) {
  const sessions = new Map<string, { token: string; at: number }>();
  return async (visitor: Visitor, from = here): Promise<Record<string, string>> => {
    if (visitor === 'stranger') return { origin: baseUrl };
    if (typeof visitor === 'object' && 'session' in visitor) {
      return { origin: baseUrl, cookie: `sunshine_session=${visitor.session}` };
    }
    if (typeof visitor === 'object') return { origin: baseUrl, 'x-report-key': visitor.reportKey };
    const { accountId, signsInBy } = from.people[visitor];
    const now = clock.now();
    let session = sessions.get(accountId);
    if (session === undefined || Math.abs(now - session.at) > renewedAfterMs) {
      const token = await made.database.write(from.community.id, (tx) =>
        openSession(tx, accountId, signsInBy, {
          now,
          sessionToken: null,
          device: { system: 'other', program: 'other' },
        }),
      );
      session = { token, at: now };
      sessions.set(accountId, session);
    }
    return { origin: baseUrl, cookie: `sunshine_session=${session.token}` };
  };
}

/** The value of an answer that has to be one. */
export function must<Value>(
  answer: { ok: true; value: Value } | { ok: false; refusal: { code: string } },
): Value {
  assert.ok(answer.ok, answer.ok ? '' : `refused: ${JSON.stringify(answer.refusal)}`);
  return answer.value;
}

/** The code of an answer that has to be a refusal. */
export function codeOf(answer: { ok: boolean; refusal?: { code: string } }): string {
  assert.ok(answer.refusal, 'was not refused');
  return answer.refusal.code;
}
