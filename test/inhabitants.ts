import assert from 'node:assert/strict';
import type { Outcome } from '../src/kernel/outcome.ts';
import { dateOf, type Instant, localDate } from '../src/kernel/time.ts';
import { appointStreet, createStaffAccount } from '../src/people/account/staff-account.service.ts';
import { ensureHousehold, joinHousehold } from '../src/people/household/household.service.ts';
import type { AccountId, PersonId } from '../src/people/person/person.contract.ts';
import { normalisePhone } from '../src/people/person/person.rules.ts';
import { addPerson, findPerson } from '../src/people/person/person.service.ts';
import type { CommunityPostKind, OrganisationId, PostId } from '../src/people/post/post.contract.ts';
import { appoint, ensureOrganisation } from '../src/people/post/post.service.ts';
import type { SessionKind } from '../src/people/session/session.contract.ts';
import type { BuildingId, DwellingId, StairwellId } from '../src/places/place/place.contract.ts';
import { ensureAddress, ensureEstate } from '../src/places/place/place.service.ts';
import type { Community } from '../src/platform/call.ts';
import type { Tx } from '../src/platform/database.ts';
import type { TestDatabase } from './database.ts';
import { signInByPhone, staffPassword } from './sign-in.ts';

/**
 * Everybody a story needs. Building 3 is where things happen: its residents live in stairwell 2, which the
 * captain holds; the other captain holds 6-1. Handler and colleague are of the property company, the committee's
 * handler of the owners' committee.
 */
export const roles = [
  'administrator',
  'desk1',
  'desk2',
  'handler',
  'colleague',
  'committee',
  'street',
  'captain',
  'otherCaptain',
  'chair',
  'resident',
  'neighbour',
] as const;
export type Role = (typeof roles)[number];

export type Inhabitant = {
  personId: PersonId;
  accountId: AccountId;
  /** Null for those who hold no post of the community. */
  postId: PostId | null;
  username: string | null;
  phone: string;
  signsInBy: SessionKind;
};
export type Inhabitants = Readonly<Record<Role, Inhabitant>>;

export type Home = { buildingId: BuildingId; stairwellId: StairwellId; dwellingId: DwellingId };
export type Places = {
  homes: Readonly<Record<'resident' | 'neighbour' | 'captain' | 'otherCaptain' | 'chair', Home>>;
};

type Character = {
  name: string;
  post?: CommunityPostKind;
  of?: 'property-company' | 'owners-committee';
  home?: readonly [building: string, stairwell: string, door: string];
};

const characters: Readonly<Record<Role, Character>> = {
  administrator: { name: '管理员小周', post: 'administrator' },
  desk1: { name: '值班员小陈', post: 'desk' },
  desk2: { name: '值班员小吴', post: 'desk' },
  handler: { name: '张师傅', post: 'handler', of: 'property-company' },
  colleague: { name: '李师傅', post: 'handler', of: 'property-company' },
  committee: { name: '业委会老钱', post: 'handler', of: 'owners-committee' },
  street: { name: '街道小孙' },
  captain: { name: '楼道长王芳', post: 'captain', home: ['3', '2', '301'] },
  otherCaptain: { name: '楼道长赵敏', post: 'captain', home: ['6', '1', '201'] },
  chair: { name: '亭长老郑', post: 'chair', home: ['6', '1', '302'] },
  resident: { name: '刘阿姨', home: ['3', '2', '501'] },
  neighbour: { name: '何先生', home: ['3', '2', '502'] },
};

const organisationNames = { 'property-company': '水岸物业', 'owners-committee': '兰锦花园业委会' } as const;
const longAgo = localDate('2026-01-01');

/** Builds the estate and peoples it. `ordinal` keeps names and phones of several communities apart. */
export async function inhabit(
  made: TestDatabase,
  community: Community,
  ordinal: number,
  now: Instant,
): Promise<{ people: Inhabitants; places: Places }> {
  const people: Partial<Record<Role, Inhabitant>> = {};
  const homes: Partial<Record<Role, Home>> = {};
  for (const [index, role] of roles.entries()) {
    const character = characters[role];
    const phone = `138${String(ordinal).padStart(4, '0')}${String(index).padStart(4, '0')}`;
    const username = `${role.toLowerCase()}.${community.slug}`;
    const settled = await made.database.write(community.id, (tx) =>
      settleDown(tx, character, { role, phone, username, now }),
    );
    if (settled.home) homes[role] = settled.home;
    people[role] = settled.accountId
      ? { ...settled, accountId: settled.accountId, username, phone, signsInBy: 'staff' }
      : {
          ...settled,
          accountId: await accountByPhone(made, community, phone, now),
          username: null,
          phone,
          signsInBy: 'resident',
        };
  }
  return { people: people as Inhabitants, places: { homes: homes as Places['homes'] } };
}

type Settled = { personId: PersonId; accountId: AccountId | null; postId: PostId | null; home: Home | null };

async function settleDown(
  tx: Tx,
  character: Character,
  given: { role: Role; phone: string; username: string; now: Instant },
): Promise<Settled> {
  const { role, phone, username, now } = given;
  const personId = value(
    await addPerson(tx, { displayName: character.name, phone: normalisePhone(phone) }, now),
  );
  const home = character.home ? await moveIn(tx, personId, character.home, now) : null;
  const livesHere = character.home !== undefined;
  const accountId = livesHere
    ? null
    : value(
        await createStaffAccount(
          tx,
          { personId, username, password: staffPassword, demonstration: true },
          now,
        ),
      );
  if (role === 'street' && accountId !== null) {
    await appointStreet(tx, { accountId, displayName: character.name, heldFrom: longAgo }, now);
  }
  const postId = character.post ? await hold(tx, personId, character, home) : null;
  return { personId, accountId, postId, home };
}

async function hold(tx: Tx, personId: PersonId, character: Character, home: Home | null): Promise<PostId> {
  const { post: kind, of } = character;
  assert.ok(kind);
  const organisationId: OrganisationId | undefined =
    of && (await ensureOrganisation(tx, of, organisationNames[of]));
  const stairwellId = kind === 'captain' ? home?.stairwellId : undefined;
  return value(await appoint(tx, { personId, kind, organisationId, stairwellId, heldFrom: longAgo }));
}

async function moveIn(
  tx: Tx,
  personId: PersonId,
  [building, stairwell, door]: NonNullable<Character['home']>,
  now: Instant,
): Promise<Home> {
  const estate = await ensureEstate(tx, '兰锦花园');
  const { buildingId, stairwellId, dwellingId } = await ensureAddress(tx, estate, {
    building,
    stairwell,
    door,
  });
  assert.ok(buildingId && stairwellId && dwellingId);
  const livesFrom = dateOf(now);
  const householdId = await ensureHousehold(tx, { dwellingId, occupancy: 'owner', livesFrom });
  await joinHousehold(tx, { householdId, personId, memberFrom: livesFrom });
  return { buildingId, stairwellId, dwellingId };
}

async function accountByPhone(
  made: TestDatabase,
  community: Community,
  phone: string,
  now: Instant,
): Promise<AccountId> {
  const { personId } = await signInByPhone(made, community, phone, { now });
  const person = await made.database.read(community.id, (tx) => findPerson(tx, personId));
  assert.ok(person?.accountId);
  return person.accountId;
}

function value<Value>(outcome: Outcome<Value>): Value {
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.refusal.code);
  return outcome.value;
}
