import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import { makeCall, makeCommunity, usualNow } from '../../../test/call.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import {
  makeStaff as makeStaffIn,
  signInStaff as signInByName,
  signInByPhone as signInPhone,
  staffPassword,
} from '../../../test/sign-in.ts';
import { stranger } from '../../kernel/asker.ts';
import { addMs, dateOf, dayMs, hourMs, type Instant, minuteMs } from '../../kernel/time.ts';
import type { Community } from '../../platform/call.ts';
import { readMe, signOut } from '../account/account.service.ts';
import { forgetExpired } from '../account/forgetting.service.ts';
import { appointStreet, endStreet } from '../account/staff-account.service.ts';
import { findPerson, findPersonByPhone } from '../person/person.service.ts';
import { identify } from './session.service.ts';

let made: TestDatabase;
let here: Community;
let there: Community;
let serial = 0;
let phone = '';

before(async () => {
  made = await testDatabase();
  here = await makeCommunity(made);
  there = await makeCommunity(made, '隔壁社区');
});

beforeEach(() => {
  serial += 1;
  phone = `138${String(serial).padStart(8, '0')}`;
});

const stored = () => `+86${phone}`;
const later = (ms: number): Instant => addMs(usualNow, ms);

const signInByPhone = (community = here, now = usualNow, sessionToken: string | null = null) =>
  signInPhone(made, community, phone, { now, sessionToken });

const makeStaff = (kind: 'administrator' | 'desk' = 'desk', community = here) =>
  makeStaffIn(made, community, { username: `staff${serial}`, phone, kind });

const signInStaff = (username: string, given: { now?: Instant; word?: string; community?: Community } = {}) =>
  signInByName(made, given.community ?? here, username, {
    now: given.now ?? usualNow,
    password: given.word ?? staffPassword,
  });

const whoIs = (token: string, now = usualNow, community = here) =>
  identify({ database: made.database, isPrivate: true }, community.id, token, now);

describe('sessions', () => {
  test('resident: thirty days from the last visit; every visit counts anew', async () => {
    const { token } = await signInByPhone();
    assert.equal((await whoIs(token, later(29 * dayMs))).kind, 'person');
    assert.equal((await whoIs(token, later(58 * dayMs))).kind, 'person');
    assert.equal((await whoIs(token, later(88 * dayMs))).kind, 'stranger');
  });

  test('staff: half an hour idle, twelve hours in all', async () => {
    const { username } = await makeStaff();
    const { token } = await signInStaff(username);
    assert.ok(token);
    for (let at = 29 * minuteMs; at < 12 * hourMs; at += 29 * minuteMs) {
      assert.equal((await whoIs(token, later(at))).kind, 'person');
    }
    assert.equal((await whoIs(token, later(12 * hourMs))).kind, 'stranger');
    const idle = await signInStaff(username);
    assert.ok(idle.token);
    assert.equal((await whoIs(idle.token, later(30 * minuteMs))).kind, 'stranger');
  });

  test('a visit is written down at most once a minute', async () => {
    const { token } = await signInByPhone();
    const seen = async () => {
      const found = await made.database.global(
        (sql) => sql<{ at: number }[]>`
          select max(s.last_seen_at) as at from sessions s join accounts a on a.id = s.account_id
          where a.phone = ${stored()}`,
      );
      return found[0]?.at;
    };
    await whoIs(token, later(59_000));
    assert.equal(await seen(), usualNow);
    await whoIs(token, later(60_000));
    assert.equal(await seen(), later(60_000));
  });

  test('signing in gives a new token and ends the one the browser brought', async () => {
    const first = await signInByPhone();
    const second = await signInByPhone(here, later(2 * minuteMs), first.token);
    assert.notEqual(second.token, first.token);
    assert.deepEqual(await whoIs(first.token), stranger);
    assert.equal((await whoIs(second.token)).kind, 'person');
  });

  test('signing out ends the session on the server and takes the cookie away', async () => {
    const { token } = await signInByPhone();
    const call = makeCall(made, here, { asker: await whoIs(token), sessionToken: token });
    assert.ok((await signOut(call, {})).ok);
    assert.deepEqual(call.cookie, { token: null, maxAgeSeconds: 0 });
    assert.deepEqual(await whoIs(token), stranger);
    assert.ok((await signOut(makeCall(made, here), {})).ok);
  });

  test('a token nobody was given is a stranger', async () => {
    for (const token of ['', 'x', 'a'.repeat(43), "' or true --", 'é'.repeat(43)]) {
      assert.deepEqual(await whoIs(token), stranger);
    }
  });

  test('only the hash of a token is kept', async () => {
    const { token } = await signInByPhone();
    const sessions = await made.database.global((sql) => sql`select * from sessions`);
    assert.ok(sessions.length > 0);
    assert.ok(!JSON.stringify(sessions).includes(token));
    assert.ok(!sessions.some((row) => (row.tokenHash as Buffer).equals(Buffer.from(token, 'base64url'))));
  });

  test('what can no longer be used is forgotten, what can is kept', async () => {
    const { token } = await signInByPhone();
    await forgetExpired(made.database, later(29 * dayMs));
    assert.equal((await whoIs(token, later(29 * dayMs))).kind, 'person');
    await forgetExpired(made.database, later(200 * dayMs));
    const left = await made.database.global((sql) => sql`select 1 from sessions`);
    const codes = await made.database.global((sql) => sql`select 1 from one_time_codes`);
    assert.deepEqual([left.length, codes.length], [0, 0]);
  });
});

describe('who asks', () => {
  test('stranger: is nobody, and is told what would need signing in', async () => {
    const me = await readMe(makeCall(made, here), {});
    assert.deepEqual(me, {
      ok: true,
      value: {
        person: null,
        can: {
          signOut: 'not-signed-in',
          listPeople: 'desk-only',
          listPosts: 'staff-only',
          appoint: 'administrator-only',
        },
      },
    });
  });

  test('administrator: sees the own post and what it allows', async () => {
    const { username, personId } = await makeStaff('administrator');
    const { token } = await signInStaff(username);
    assert.ok(token);
    const me = await readMe(makeCall(made, here, { asker: await whoIs(token) }), {});
    assert.ok(me.ok);
    assert.equal(me.value.person?.id, personId);
    assert.deepEqual(
      me.value.person?.posts.map(({ kind, covers }) => [kind, covers]),
      [['administrator', null]],
    );
    assert.deepEqual(me.value.can, { signOut: true, listPeople: true, listPosts: true, appoint: true });
  });

  test('street: holds its post in the communities it was given, until it ends', async () => {
    const { username, personId } = await makeStaff('desk', there);
    const account = await made.database.read(there.id, (tx) => findPerson(tx, personId));
    assert.ok(account?.accountId);
    const accountId = account.accountId;
    const post = { accountId, displayName: '街道 周明', heldFrom: dateOf(usualNow) };
    const here1 = await made.database.write(here.id, (tx) => appointStreet(tx, post, usualNow));
    assert.equal(await made.database.write(here.id, (tx) => appointStreet(tx, post, usualNow)), here1);
    const { token } = await signInStaff(username);
    assert.ok(token);
    const asker = await whoIs(token);
    assert.ok(asker.kind === 'person');
    assert.deepEqual(
      asker.posts.map(({ kind, covers }) => [kind, covers]),
      [['street', null]],
    );
    const me = await readMe(makeCall(made, here, { asker }), {});
    assert.equal(me.ok && me.value.person?.posts[0]?.kind, 'street');
    const nextDoor = await whoIs(token, usualNow, there);
    assert.deepEqual(nextDoor.kind === 'person' && nextDoor.posts.map(({ kind }) => kind), ['desk']);
    await made.database.write(here.id, (tx) => endStreet(tx, accountId, dateOf(usualNow)));
    const after = await whoIs(token);
    assert.deepEqual(after.kind === 'person' && after.posts, []);
  });

  test('a phone: is looked up within the community only', async () => {
    await signInByPhone(here);
    assert.ok(await made.database.read(here.id, (tx) => findPersonByPhone(tx, stored())));
    assert.equal(await made.database.read(there.id, (tx) => findPersonByPhone(tx, stored())), undefined);
  });
});
