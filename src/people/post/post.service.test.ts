import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { makeCall, makeCommunity, usualNow } from '../../../test/call.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { type Asker, stranger } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { addDays, addMs, dateOf, dayMs } from '../../kernel/time.ts';
import type { StairwellId } from '../../places/place/place.contract.ts';
import { ensureBuilding, ensureEstate, ensureStairwell } from '../../places/place/place.service.ts';
import type { Community } from '../../platform/call.ts';
import { newId } from '../../platform/ids.ts';
import type { PersonId } from '../person/person.contract.ts';
import { addPerson } from '../person/person.service.ts';
import type { OrganisationId, PostId } from './post.contract.ts';
import { appointPost, endPost, ensureOrganisation, heldPosts, listPosts } from './post.service.ts';

const today = dateOf(usualNow);
let made: TestDatabase;
let here: Community;
let there: Community;
let stairwell: StairwellId;
let company: OrganisationId;

before(async () => {
  made = await testDatabase();
  here = await makeCommunity(made);
  there = await makeCommunity(made, '隔壁社区');
  await made.database.write(here.id, async (tx) => {
    const building = await ensureBuilding(tx, await ensureEstate(tx, '水岸花园'), '6');
    stairwell = await ensureStairwell(tx, building, '1');
    company = await ensureOrganisation(tx, 'property-company', '安居物业');
    assert.equal(await ensureOrganisation(tx, 'property-company', '安居物业'), company);
  });
});

async function register(displayName: string, community = here): Promise<PersonId> {
  const added = await made.database.write(community.id, (tx) => addPerson(tx, { displayName }, usualNow));
  assert.ok(added.ok);
  return added.value;
}

function as(personId: PersonId, ...kinds: string[]): Asker {
  const posts = kinds.map((kind) => ({ id: newId<PostId>(), kind, covers: null }));
  return { kind: 'person', accountId: newId<Id<'account'>>(), personId, displayName: '', posts };
}

async function administrator(): Promise<Asker> {
  return as(await register('管理员'), 'administrator');
}

const refusal = (outcome: { ok: true } | { ok: false; refusal: { code: string } }) =>
  outcome.ok ? undefined : outcome.refusal.code;

describe('giving posts', () => {
  test('administrator: gives a captain a stairwell, and it is held from that day on', async () => {
    const asker = await administrator();
    const personId = await register('李姐');
    const given = await appointPost(makeCall(made, here, { asker }), {
      personId,
      kind: 'captain',
      stairwellId: stairwell,
      heldFrom: addDays(today, 1),
    });
    assert.ok(given.ok);
    const postsOn = (day: typeof today) => made.database.read(here.id, (tx) => heldPosts(tx, personId, day));
    assert.deepEqual(await postsOn(today), []);
    assert.deepEqual(await postsOn(addDays(today, 1)), [
      { id: given.value.postId, kind: 'captain', covers: stairwell },
    ]);
  });

  test('administrator: is told what is wrong with a post that cannot be given', async () => {
    const asker = await administrator();
    const personId = await register('老周');
    const call = () => makeCall(made, here, { asker });
    const nextDoor = await register('邻居', there);
    assert.equal(refusal(await appointPost(call(), { personId, kind: 'captain' })), 'covers-missing');
    assert.equal(
      refusal(await appointPost(call(), { personId, kind: 'captain', stairwellId: newId<StairwellId>() })),
      'covers-unknown',
    );
    assert.equal(
      refusal(
        await appointPost(call(), { personId, kind: 'handler', organisationId: newId<OrganisationId>() }),
      ),
      'covers-unknown',
    );
    assert.equal(refusal(await appointPost(call(), { personId: nextDoor, kind: 'desk' })), 'person-unknown');
    assert.ok((await appointPost(call(), { personId, kind: 'desk' })).ok);
    assert.equal(refusal(await appointPost(call(), { personId, kind: 'desk' })), 'already-held');
  });

  test('stranger, resident, desk, street: cannot give or end a post', async () => {
    const personId = await register('某人');
    const someone = await register('另一人');
    const given = await appointPost(makeCall(made, here, { asker: await administrator() }), {
      personId: someone,
      kind: 'captain',
      stairwellId: stairwell,
    });
    assert.ok(given.ok);
    for (const asker of [stranger, as(personId), as(personId, 'desk'), as(personId, 'street')]) {
      const call = makeCall(made, here, { asker });
      assert.equal(
        refusal(await appointPost(call, { personId, kind: 'administrator' })),
        'administrator-only',
      );
      assert.equal(refusal(await endPost(call, { id: given.value.postId })), 'administrator-only');
      assert.equal(refusal(await endPost(call, { id: newId<PostId>() })), 'administrator-only');
    }
  });
});

describe('ending posts', () => {
  test('administrator: ends a post at once, and only once', async () => {
    const asker = await administrator();
    const personId = await register('前楼道长');
    const call = makeCall(made, here, { asker });
    const given = await appointPost(call, { personId, kind: 'captain', stairwellId: stairwell });
    assert.ok(given.ok);
    const later = makeCall(made, here, { asker, now: addMs(usualNow, 3 * dayMs) });
    const ended = await endPost(later, { id: given.value.postId });
    assert.deepEqual(ended.ok && ended.value.heldUntil, addDays(today, 3));
    const postsOn = (day: typeof today) => made.database.read(here.id, (tx) => heldPosts(tx, personId, day));
    assert.equal((await postsOn(addDays(today, 2))).length, 1);
    assert.equal((await postsOn(addDays(today, 3))).length, 0);
    assert.equal(refusal(await endPost(later, { id: given.value.postId })), 'post-unknown');
  });

  test('administrator: cannot end a post of the community next door', async () => {
    const personId = await register('隔壁值班', there);
    const given = await appointPost(makeCall(made, there, { asker: as(personId, 'administrator') }), {
      personId,
      kind: 'desk',
    });
    assert.ok(given.ok);
    const outcome = await endPost(makeCall(made, here, { asker: await administrator() }), {
      id: given.value.postId,
    });
    assert.equal(refusal(outcome), 'post-unknown');
  });

  test('two administrators: cannot end each other at the same moment', async () => {
    const community = await makeCommunity(made, '两位管理员的社区');
    const pair: { asker: Asker; post: PostId }[] = [];
    for (const name of ['甲', '乙']) {
      const personId = await register(name, community);
      const asker = as(personId, 'administrator');
      const given = await appointPost(makeCall(made, community, { asker }), {
        personId,
        kind: 'administrator',
      });
      assert.ok(given.ok);
      pair.push({ asker, post: given.value.postId });
    }
    const [first, second] = pair;
    assert.ok(first && second);
    const outcomes = await Promise.all([
      endPost(makeCall(made, community, { asker: first.asker }), { id: second.post }),
      endPost(makeCall(made, community, { asker: second.asker }), { id: first.post }),
    ]);
    assert.deepEqual(outcomes.map(refusal).sort(), ['last-administrator', undefined]);
  });
});

describe('listing posts', () => {
  test('captain: sees who holds what, with names, and may change none of it', async () => {
    const asker = await administrator();
    const personId = await register('张师傅');
    const call = makeCall(made, here, { asker });
    assert.ok((await appointPost(call, { personId, kind: 'handler', organisationId: company })).ok);
    assert.ok((await appointPost(call, { personId, kind: 'captain', stairwellId: stairwell })).ok);
    const listed = await listPosts(makeCall(made, here, { asker: as(personId, 'captain') }), {});
    assert.ok(listed.ok);
    const mine = listed.value.posts.filter(({ holder }) => holder.id === personId);
    assert.deepEqual(
      mine.map(({ kind, holder, covers, can }) => [kind, holder.name, covers?.name, can.end]),
      [
        ['captain', '张师傅', '6幢1单元', 'administrator-only'],
        ['handler', '张师傅', '安居物业', 'administrator-only'],
      ],
    );
    assert.deepEqual(listed.value.organisations, [
      { id: company, kind: 'property-company', name: '安居物业' },
    ]);
    const handlers = await listPosts(makeCall(made, here, { asker }), { kind: 'handler' });
    assert.deepEqual(handlers.ok && handlers.value.posts.map(({ kind }) => kind), ['handler']);
  });

  test('resident: does not see who holds which post', async () => {
    const asker = as(await register('居民'));
    assert.equal(refusal(await listPosts(makeCall(made, here, { asker }), {})), 'staff-only');
  });
});
