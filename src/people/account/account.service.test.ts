import assert from 'node:assert/strict';
import { before, beforeEach, describe, test } from 'node:test';
import { makeCall, makeCommunity, usualNow } from '../../../test/call.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import {
  codeSent as codeSentTo,
  makeStaff as makeStaffIn,
  signInStaff as signInByName,
  signInByPhone as signInPhone,
  staffPassword,
} from '../../../test/sign-in.ts';
import { stranger } from '../../kernel/asker.ts';
import { addMs, type Instant, minuteMs } from '../../kernel/time.ts';
import type { Community } from '../../platform/call.ts';
import type { PersonId } from '../person/person.contract.ts';
import { addPerson } from '../person/person.service.ts';
import { identify } from '../session/session.service.ts';
import { requestCode, signInWithCode } from './account.service.ts';
import { createStaffAccount, setPassword } from './staff-account.service.ts';

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

const codeSent = (community = here) => codeSentTo(made, community, phone);

const askForCode = (now = usualNow, community = here) =>
  requestCode(makeCall(made, community, { now }), { phone });

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

const refusal = (outcome: { ok: true } | { ok: false; refusal: { code: string } }) =>
  outcome.ok ? undefined : outcome.refusal.code;

describe('resident: signing in by a code', () => {
  test('the first time is registered, and is the same person the next time', async () => {
    const first = await signInByPhone();
    assert.equal(first.displayName, '新邻居');
    const again = await signInByPhone(here, later(2 * minuteMs));
    assert.equal(again.personId, first.personId);
    const asker = await whoIs(first.token);
    assert.ok(asker.kind === 'person');
    assert.deepEqual([asker.personId, asker.posts], [first.personId, []]);
  });

  test('whom the desk had registered by phone, becomes that person', async () => {
    const added = await made.database.write(here.id, (tx) =>
      addPerson(tx, { displayName: '王阿姨', phone: stored() }, usualNow),
    );
    assert.ok(added.ok);
    const signedIn = await signInByPhone();
    assert.deepEqual([signedIn.personId, signedIn.displayName], [added.value, '王阿姨']);
  });

  test('one account is a person in each community, and the session holds in both', async () => {
    const atHome = await signInByPhone(here);
    const nextDoor = await signInByPhone(there, later(2 * minuteMs));
    assert.notEqual(nextDoor.personId, atHome.personId);
    const asker = await whoIs(atHome.token, usualNow, there);
    assert.ok(asker.kind === 'person');
    assert.equal(asker.personId, nextDoor.personId);
  });

  test('the answer to asking is the same for a known and an unknown phone', async () => {
    await signInByPhone();
    const known = await askForCode(later(2 * minuteMs));
    phone = '13999999999';
    assert.deepEqual(await askForCode(), known);
  });

  test('a code is good for one sign-in', async () => {
    await signInByPhone();
    const code = await codeSent();
    assert.equal(refusal(await signInWithCode(makeCall(made, here), { phone, code })), 'code-wrong');
  });

  test('a code is good for five minutes', async () => {
    await askForCode();
    const call = makeCall(made, here, { now: later(5 * minuteMs) });
    assert.equal(refusal(await signInWithCode(call, { phone, code: await codeSent() })), 'code-wrong');
  });

  test('an older code no longer counts', async () => {
    await askForCode();
    const older = await codeSent();
    await askForCode(later(minuteMs));
    const call = makeCall(made, here, { now: later(minuteMs) });
    if (older !== (await codeSent())) {
      assert.equal(refusal(await signInWithCode(call, { phone, code: older })), 'code-wrong');
    }
    assert.ok((await signInWithCode(call, { phone, code: await codeSent() })).ok);
  });

  test('five wrong tries spend the code, also when they come at once', async () => {
    await askForCode();
    const right = await codeSent();
    const wrong = right === '000000' ? '111111' : '000000';
    const tries = Array.from({ length: 5 }, () =>
      signInWithCode(makeCall(made, here), { phone, code: wrong }),
    );
    for (const outcome of await Promise.all(tries)) assert.equal(refusal(outcome), 'code-wrong');
    assert.equal(refusal(await signInWithCode(makeCall(made, here), { phone, code: right })), 'code-wrong');
  });

  test('of two sign-ins at once with one code, one succeeds', async () => {
    await askForCode();
    const code = await codeSent();
    const both = await Promise.all([1, 2].map(() => signInWithCode(makeCall(made, here), { phone, code })));
    assert.deepEqual(both.map((outcome) => outcome.ok).sort(), [false, true]);
  });

  test('one code a minute and five an hour, also when asked for at once', async () => {
    const both = await Promise.all([askForCode(), askForCode()]);
    assert.deepEqual(both.map(refusal).sort(), ['code-too-soon', undefined]);
    for (const minutes of [1, 2, 3, 4]) assert.ok((await askForCode(later(minutes * minuteMs))).ok);
    assert.equal(refusal(await askForCode(later(5 * minuteMs))), 'code-limit-reached');
    assert.ok((await askForCode(later(60 * minuteMs))).ok);
  });

  test('a community pays for so many codes an hour, whoever they go to, and another still has its own', async () => {
    const [busy, other] = [await makeCommunity(made), await makeCommunity(made)];
    const ask = (community: typeof here, number: number, now = usualNow) => {
      const call = makeCall(made, community, { now });
      const sender = { device: `browser ${number}`, address: '203.0.113.7' };
      const platform = { ...call.platform, limits: { times: 1, codesPerHour: 20 } };
      return requestCode({ ...call, platform, sender }, { phone: String(13700000000 + number) });
    };
    for (let number = 0; number < 20; number += 1) assert.ok((await ask(busy, number)).ok);
    const refused = await ask(busy, 20);
    assert.equal(refusal(refused), 'codes-used-up');
    assert.ok(!refused.ok && refused.refusal.retryAfterSeconds === 3600);
    assert.ok((await ask(other, 21)).ok);
    assert.ok((await ask(busy, 22, addMs(usualNow, 60 * minuteMs))).ok);
  });

  test('one browser asks for ten codes an hour, and others behind the same address are not held off', async () => {
    const crowded = await makeCommunity(made);
    const ask = (device: string | null, number: number) => {
      const sender = { device, address: '203.0.113.7' };
      return requestCode({ ...makeCall(made, crowded), sender }, { phone: String(13600000000 + number) });
    };
    for (let number = 0; number < 10; number += 1) assert.ok((await ask('one', number)).ok);
    assert.equal(refusal(await ask('one', 10)), 'codes-from-here');
    assert.ok((await ask('another', 11)).ok);
    for (let number = 12; number < 42; number += 1) assert.ok((await ask(null, number)).ok);
    assert.equal(refusal(await ask(null, 42)), 'codes-from-here');
    assert.ok((await ask('third', 43)).ok);
  });

  test('a number that is none is pointed out in its field', async () => {
    const answer = await requestCode(makeCall(made, here), { phone: '12345' });
    assert.deepEqual(answer, {
      ok: false,
      refusal: { code: 'input-invalid', fields: [{ path: 'phone', code: 'phone-invalid' }] },
    });
  });

  test('the code is stored as a keyed hash only', async () => {
    await askForCode();
    const code = await codeSent();
    const rows = await made.database.global(
      (sql) => sql`select * from one_time_codes where phone = ${stored()}`,
    );
    assert.equal(rows.length, 1);
    assert.doesNotMatch(String(rows[0]?.codeHash), new RegExp(code));
    assert.match(String(rows[0]?.codeHash), /^[0-9a-f]{64}$/);
  });
});

describe('staff: signing in by password', () => {
  test('with name and password, in whatever case the name is typed', async () => {
    const { username, personId } = await makeStaff();
    const { outcome, token } = await signInStaff(` ${username.toUpperCase()} `);
    assert.ok(outcome.ok && token);
    const asker = await whoIs(token);
    assert.ok(asker.kind === 'person');
    assert.equal(asker.personId, personId);
    assert.deepEqual(
      asker.posts.map(({ kind, covers }) => [kind, covers]),
      [['desk', null]],
    );
  });

  test('an unknown name and a wrong password get the same answer, and no cookie', async () => {
    const { username } = await makeStaff();
    const wrong = await signInStaff(username, { word: 'wrong password' });
    const unknown = await signInStaff('nobody.of.this.name', { word: 'wrong password' });
    const impossible = await signInStaff("'; drop table accounts; --");
    assert.equal(refusal(wrong.outcome), 'sign-in-failed');
    assert.deepEqual(unknown, wrong);
    assert.deepEqual(impossible, wrong);
  });

  test('five wrong passwords lock the account for fifteen minutes, the right one included', async () => {
    const { username } = await makeStaff();
    const tries = Array.from({ length: 8 }, () => signInStaff(username, { word: 'wrong password' }));
    for (const { outcome } of await Promise.all(tries)) assert.equal(refusal(outcome), 'sign-in-failed');
    const locked = await signInStaff(username, { now: later(15 * minuteMs - 1) });
    assert.equal(refusal(locked.outcome), 'sign-in-failed');
    assert.ok((await signInStaff(username, { now: later(15 * minuteMs) })).outcome.ok);
  });

  test('a right password in between sets the count back', async () => {
    const { username } = await makeStaff();
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 4; i++) await signInStaff(username, { word: 'wrong password' });
      assert.ok((await signInStaff(username)).outcome.ok);
    }
  });

  test('is refused in a community the account does not belong to', async () => {
    const { username } = await makeStaff();
    const { outcome, token } = await signInStaff(username, { community: there });
    assert.deepEqual([refusal(outcome), token], ['not-of-this-community', null]);
  });

  test('a new password opens a locked account and ends its sessions', async () => {
    const { username } = await makeStaff();
    const { token } = await signInStaff(username);
    assert.ok(token);
    const next = '七月的风吹了一整个白天';
    const set = await made.database.write(here.id, (tx) => setPassword(tx, username, next));
    assert.ok(set.ok);
    assert.deepEqual(await whoIs(token), stranger);
    assert.equal(refusal((await signInStaff(username)).outcome), 'sign-in-failed');
    assert.ok((await signInStaff(username, { word: next })).outcome.ok);
  });

  test('by a code on their phone they are residents: no desk, no administration', async () => {
    const { personId } = await makeStaff('administrator');
    const signedIn = await signInByPhone();
    assert.equal(signedIn.personId, personId);
    const asker = await whoIs(signedIn.token);
    assert.deepEqual(asker.kind === 'person' && asker.posts, []);
  });

  test('accounts: a taken name, a weak password and a second account for one person are refused', async () => {
    const { username, personId } = await makeStaff();
    const codes = await made.database.write(here.id, async (tx) => {
      const other = await addPerson(tx, { displayName: '新人' }, usualNow);
      assert.ok(other.ok);
      const attempt = async (id: PersonId, name: string, word: string) =>
        refusal(await createStaffAccount(tx, { personId: id, username: name, password: word }, usualNow));
      return [
        await attempt(other.value, username, staffPassword),
        await attempt(other.value, `${username}x`, 'short'),
        await attempt(other.value, '王', staffPassword),
        await attempt(personId, `${username}y`, staffPassword),
      ];
    });
    assert.deepEqual(codes, ['username-taken', 'password-too-short', 'username-invalid', 'account-exists']);
  });
});
