import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { makeCall, makeCommunity, usualNow } from '../../../test/call.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { makeStaff, signInByPhone } from '../../../test/sign-in.ts';
import { type Asker, stranger } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { addDays, addMs, dateOf, minuteMs } from '../../kernel/time.ts';
import type { DwellingId } from '../../places/place/place.contract.ts';
import { ensureAddress, ensureEstate } from '../../places/place/place.service.ts';
import type { Community } from '../../platform/call.ts';
import { newId } from '../../platform/ids.ts';
import {
  endHousehold,
  ensureHousehold,
  householdOf,
  householdsIn,
  joinHousehold,
  leaveHousehold,
  openHousehold,
} from '../household/household.service.ts';
import type { PersonId } from '../person/person.contract.ts';
import { addPerson, findPerson } from '../person/person.service.ts';
import { appoint } from '../post/post.service.ts';
import { identify } from '../session/session.service.ts';
import { peoplePerPage } from './directory.contract.ts';
import { createPerson, listPeople, updatePerson } from './directory.service.ts';

const today = dateOf(usualNow);
let made: TestDatabase;
let here: Community;
let there: Community;
let dwellingId: DwellingId;
let other: DwellingId;

const desk = as('desk');

function as(...kinds: string[]): Asker {
  const posts = kinds.map((kind) => ({ id: newId<Id<'post'>>(), kind, covers: null }));
  return {
    kind: 'person',
    accountId: newId<Id<'account'>>(),
    personId: newId<PersonId>(),
    displayName: '',
    posts,
  };
}

before(async () => {
  made = await testDatabase();
  here = await makeCommunity(made);
  there = await makeCommunity(made, '隔壁社区');
  [dwellingId, other] = await made.database.write(here.id, async (tx) => {
    const estate = await ensureEstate(tx, '水岸花园');
    const first = await ensureAddress(tx, estate, { building: '3', stairwell: '2', door: '501' });
    const second = await ensureAddress(tx, estate, { building: '3', stairwell: '2', door: '502' });
    assert.ok(first.dwellingId && second.dwellingId);
    return [first.dwellingId, second.dwellingId];
  });
});

const callOf = (asker: Asker = desk, community = here) => makeCall(made, community, { asker });

const refusal = (outcome: { ok: true } | { ok: false; refusal: { code: string } }) =>
  outcome.ok ? undefined : outcome.refusal.code;

async function create(input: Parameters<typeof createPerson>[1]): Promise<PersonId> {
  const created = await createPerson(callOf(), input);
  assert.ok(created.ok);
  return created.value.personId;
}

async function search(text: string) {
  const listed = await listPeople(callOf(), { search: text });
  assert.ok(listed.ok);
  return listed.value.people;
}

describe('the register of people', () => {
  test('desk: registers somebody with phone and home, and finds them again', async () => {
    const personId = await create({
      displayName: ' 王阿姨 ',
      phone: '138 0000 0001',
      home: { dwellingId, occupancy: 'owner' },
    });
    await made.database.write(here.id, (tx) => appoint(tx, { personId, kind: 'chair', heldFrom: today }));
    const expected = {
      id: personId,
      displayName: '王阿姨',
      phone: '138****0001',
      language: 'zh',
      signsIn: false,
    };
    for (const text of ['王阿', '0000 0001', '13800000001']) {
      const [found, ...more] = await search(text);
      assert.deepEqual(more, []);
      assert.deepEqual(
        { ...found, posts: undefined, households: undefined },
        { ...expected, posts: undefined, households: undefined },
      );
      assert.deepEqual(
        found?.posts.map(({ kind, covers }) => [kind, covers]),
        [['chair', null]],
      );
      assert.deepEqual(
        found?.households.map(({ name, occupancy }) => [name, occupancy]),
        [['3幢2单元501室', 'owner']],
      );
    }
  });

  test('desk: a search for % or _ is a search for those characters', async () => {
    assert.deepEqual(await search('%'), []);
    assert.deepEqual(await search('_'), []);
  });

  test('desk: a phone belongs to one person of the community', async () => {
    await create({ displayName: '甲', phone: '13800000002' });
    const second = await create({ displayName: '乙' });
    const twice = await createPerson(callOf(), { displayName: '丙', phone: '+8613800000002' });
    assert.equal(refusal(twice), 'phone-taken');
    const changed = await updatePerson(callOf(), { id: second, phone: '13800000002' });
    assert.equal(refusal(changed), 'phone-taken');
    assert.ok((await createPerson(callOf(desk, there), { displayName: '丁', phone: '13800000002' })).ok);
  });

  test('desk: two who take one number at the same moment, one gets it', async () => {
    const [a, b] = [await create({ displayName: '同时甲' }), await create({ displayName: '同时乙' })];
    const outcomes = await Promise.all(
      [a, b].map((id) => updatePerson(callOf(), { id, phone: '13800000003' })),
    );
    assert.deepEqual(outcomes.map(refusal).sort(), ['phone-taken', undefined]);
  });

  test('desk: changes what is given and leaves the rest', async () => {
    const id = await create({ displayName: '旧名', phone: '13800000004', language: 'en' });
    const read = () => made.database.read(here.id, (tx) => findPerson(tx, id));
    assert.ok((await updatePerson(callOf(), { id, displayName: '新名' })).ok);
    assert.deepEqual(await read(), {
      id,
      accountId: null,
      displayName: '新名',
      phone: '+8613800000004',
      language: 'en',
    });
    assert.ok((await updatePerson(callOf(), { id, phone: null })).ok);
    assert.equal((await read())?.phone, null);
    assert.equal(refusal(await updatePerson(callOf(), { id, phone: '123' })), 'input-invalid');
    assert.equal(
      refusal(await updatePerson(callOf(), { id: newId<PersonId>(), phone: null })),
      'person-unknown',
    );
    assert.equal(
      refusal(await updatePerson(callOf(desk, there), { id, displayName: '外人' })),
      'person-unknown',
    );
  });

  test('desk: a number changed is the same person’s under the new one; the old one opens it no more', async () => {
    const phones = ['13800000010', '13800000011', '13800000012'] as const;
    const signIn = (phone: string, minutes: number) =>
      signInByPhone(made, here, phone, { now: addMs(usualNow, minutes * minuteMs) });
    const whoIs = (token: string) =>
      identify({ database: made.database, isPrivate: true }, here.id, token, usualNow);
    const { personId: id, token } = await signIn(phones[0], 0);
    assert.ok((await updatePerson(callOf(), { id, displayName: '同一个人', phone: phones[0] })).ok);
    assert.equal((await whoIs(token)).kind, 'person');
    assert.ok((await updatePerson(callOf(), { id, phone: phones[1] })).ok);
    assert.deepEqual(await whoIs(token), stranger);
    assert.notEqual((await signIn(phones[0], 2)).personId, id);
    const moved = await signIn(phones[1], 0);
    assert.deepEqual([moved.personId, moved.displayName], [id, '同一个人']);
    const other = await signIn(phones[2], 0);
    assert.ok((await updatePerson(callOf(), { id: other.personId, phone: null })).ok);
    assert.deepEqual(await whoIs(other.token), stranger);
    assert.notEqual((await signIn(phones[2], 2)).personId, other.personId);
  });

  test('desk: does not change the number of the chair or of staff; the administrator does', async () => {
    const chair = await create({ displayName: '亭长', phone: '13800000020' });
    await made.database.write(here.id, (tx) =>
      appoint(tx, { personId: chair, kind: 'chair', heldFrom: today }),
    );
    const staff = { username: 'former.staff', phone: '13800000021' };
    const { personId: worker } = await makeStaff(made, here, staff);
    for (const [id, phone] of [
      [chair, '13800000022'],
      [worker, null],
    ] as const) {
      assert.equal(refusal(await updatePerson(callOf(), { id, phone })), 'phone-of-post');
      assert.ok((await updatePerson(callOf(), { id, displayName: '改过的名字' })).ok);
      assert.ok((await updatePerson(callOf(as('administrator')), { id, phone })).ok);
    }
  });

  test('desk: a home that does not exist undoes the whole registration', async () => {
    const home = { dwellingId: newId<DwellingId>(), occupancy: 'owner' as const };
    const outcome = await createPerson(callOf(), { displayName: '没有家的人', home });
    assert.equal(refusal(outcome), 'dwelling-unknown');
    assert.deepEqual(await search('没有家的人'), []);
  });

  test('desk: turns pages without losing or repeating anybody', async () => {
    const community = await makeCommunity(made, '人多的社区');
    const call = callOf(desk, community);
    const count = peoplePerPage + 3;
    for (let i = 0; i < count; i++) assert.ok((await createPerson(call, { displayName: `居民${i}` })).ok);
    const first = await listPeople(call, {});
    assert.ok(first.ok && first.value.next);
    const second = await listPeople(call, { after: first.value.next });
    assert.ok(second.ok);
    assert.equal(second.value.next, null);
    const ids = [...first.value.people, ...second.value.people].map(({ id }) => id);
    assert.deepEqual([ids.length, new Set(ids).size], [count, count]);
  });

  test('stranger, resident, captain, chair, handler, street: see and change nothing', async () => {
    const id = await create({ displayName: '受保护的人' });
    for (const asker of [stranger, as(), as('captain'), as('chair'), as('handler'), as('street')]) {
      assert.equal(refusal(await listPeople(callOf(asker), {})), 'desk-only');
      assert.equal(refusal(await createPerson(callOf(asker), { displayName: '谁' })), 'desk-only');
      assert.equal(refusal(await updatePerson(callOf(asker), { id, displayName: '谁' })), 'desk-only');
    }
  });
});

describe('households', () => {
  test('a person: counts for the household joined last, on the days of membership', async () => {
    const personId = await create({ displayName: '搬家的人' });
    await made.database.write(here.id, async (tx) => {
      const old = await openHousehold(tx, {
        dwellingId: other,
        occupancy: 'tenant',
        livesFrom: addDays(today, -30),
      });
      await joinHousehold(tx, { householdId: old, personId, memberFrom: addDays(today, -30) });
      await joinHousehold(tx, { householdId: old, personId, memberFrom: addDays(today, -20) });
      const next = await ensureHousehold(tx, { dwellingId, occupancy: 'tenant', livesFrom: today });
      assert.equal(await ensureHousehold(tx, { dwellingId, occupancy: 'tenant', livesFrom: today }), next);
      await joinHousehold(tx, { householdId: next, personId, memberFrom: today });
      const on = async (days: number) => (await householdOf(tx, personId, addDays(today, days)))?.householdId;
      assert.deepEqual([await on(-31), await on(-30), await on(0)], [undefined, old, next]);
      await leaveHousehold(tx, next, personId, addDays(today, 2));
      assert.deepEqual([await on(1), await on(2)], [next, old]);
      await endHousehold(tx, old, addDays(today, 3));
      assert.equal(await on(3), undefined);
      assert.deepEqual(
        (await householdsIn(tx, [other], addDays(today, 2))).map(({ id }) => id),
        [old],
      );
      assert.deepEqual(await householdsIn(tx, [other], addDays(today, 3)), []);
    });
  });
});

describe('numbers and other communities', () => {
  const at = (minutes: number) => ({ now: addMs(usualNow, minutes * minuteMs) });
  const whoIs = (token: string, community = here) =>
    identify({ database: made.database, isPrivate: true }, community.id, token, usualNow);

  test('resident of two: a number changed in one leaves the other as it was', async () => {
    const [old, fresh] = ['13800000030', '13800000031'];
    const atHome = await signInByPhone(made, here, old, at(0));
    const nextDoor = await signInByPhone(made, there, old, at(2));
    assert.ok((await updatePerson(callOf(), { id: atHome.personId, phone: fresh })).ok);
    assert.equal((await whoIs(atHome.token)).kind, 'stranger');
    assert.equal((await signInByPhone(made, there, old, at(4))).personId, nextDoor.personId);
    assert.equal((await signInByPhone(made, here, fresh, at(0))).personId, atHome.personId);
    assert.notEqual((await signInByPhone(made, here, old, at(6))).personId, atHome.personId);
    assert.notEqual((await signInByPhone(made, there, fresh, at(2))).personId, nextDoor.personId);
  });

  test('desk: cannot reach somebody’s reports elsewhere by writing its own number here', async () => {
    const [victim, own] = ['13800000032', '13800000033'];
    const atHome = await signInByPhone(made, here, victim, at(0));
    const nextDoor = await signInByPhone(made, there, victim, at(2));
    assert.ok((await updatePerson(callOf(), { id: atHome.personId, phone: own })).ok);
    const { token } = await signInByPhone(made, here, own, at(0));
    const asker = await whoIs(token, there);
    assert.ok(asker.kind === 'stranger' || (asker.kind === 'person' && asker.personId !== nextDoor.personId));
  });

  test('administrator: does not change the number of staff who are somebody elsewhere too', async () => {
    const phone = '13800000034';
    const { personId } = await makeStaff(made, here, { username: 'two.places', phone });
    await signInByPhone(made, here, phone, at(0));
    await signInByPhone(made, there, phone, at(2));
    const person = await made.database.read(here.id, (tx) => findPerson(tx, personId));
    const elsewhere = await made.database.write(there.id, (tx) =>
      addPerson(tx, { displayName: '兼职', accountId: person?.accountId ?? null }, usualNow),
    );
    assert.ok(elsewhere.ok);
    const changed = await updatePerson(callOf(as('administrator')), { id: personId, phone: '13800000035' });
    assert.equal(refusal(changed), 'account-elsewhere');
    assert.equal((await made.database.read(here.id, (tx) => findPerson(tx, personId)))?.phone, `+86${phone}`);
  });
});
