import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { type Asker, stranger } from '../src/kernel/asker.ts';
import type { CommunityId } from '../src/kernel/id.ts';
import { type Instant, parseInstant } from '../src/kernel/time.ts';
import { type Call, type Community, writeOrRefuse } from '../src/platform/call.ts';
import { settableClock } from '../src/platform/clock.ts';
import { newId } from '../src/platform/ids.ts';
import type { TestDatabase } from './database.ts';

/** What a test's call left behind for the browser: the session's cookie, if one was set. */
export type MadeCall = Call & {
  readonly cookie: { token: string | null; maxAgeSeconds: number } | undefined;
};

const secret = randomBytes(32);

/** Sunday 2026-11-22, 10:00 in China, unless a test says otherwise. */
export const usualNow = parseInstant('2026-11-22T10:00:00+08:00');

/** A fresh community of a test's own. */
export async function makeCommunity(made: TestDatabase, name = '兰锦社区'): Promise<Community> {
  const id = newId<CommunityId>();
  const slug = `c-${id.slice(-12)}`;
  await made.owner`
    insert into communities (id, slug, name, created_at) values (${id}, ${slug}, ${name}, ${usualNow})`;
  return { id, slug, name, nameEn: '', streetName: '', archived: false };
}

/** A call as the HTTP platform would open it, without the HTTP: for testing services on the real database. */
export function makeCall(
  made: TestDatabase,
  community: Community,
  given: { asker?: Asker; now?: Instant; locale?: 'zh' | 'en'; sessionToken?: string | null } = {},
): MadeCall {
  const { asker = stranger, now = usualNow, locale = 'zh', sessionToken = null } = given;
  const { database } = made;
  let cookie: MadeCall['cookie'];
  return {
    platform: {
      database,
      files: unavailable('files'),
      clock: settableClock(now),
      log: pino({ level: 'silent' }),
      secret,
      baseUrl: 'http://127.0.0.1:8080',
      isPrivate: true,
      reachesPrivate: true,
    },
    community,
    asker,
    locale,
    now,
    requestId: 'test',
    sessionToken,
    device: { system: 'other', program: 'other' },
    sender: { device: null, address: '127.0.0.1' },
    files: [],
    read: (work) => database.read(community.id, work),
    write: (work) => writeOrRefuse(database, community.id, work),
    unfinished: null,
    setUnfinished: () => undefined,
    attempt: null,
    setAttempt: () => undefined,
    setSession(token, maxAgeSeconds) {
      cookie = { token, maxAgeSeconds };
    },
    get cookie() {
      return cookie;
    },
  };
}

/** Stands for what a service has no business with; touching it fails the test. */
function unavailable<Missing extends object>(name: string): Missing {
  return new Proxy({} as Missing, {
    get: () => {
      throw new Error(`this test brings no ${name}`);
    },
  });
}
