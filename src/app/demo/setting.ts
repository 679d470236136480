import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { addDays, type Instant, type LocalDate } from '../../kernel/time.ts';
import { joinHousehold, openHousehold } from '../../people/household/household.service.ts';
import type { PersonId } from '../../people/person/person.contract.ts';
import { addPerson } from '../../people/person/person.service.ts';
import type { OrganisationId } from '../../people/post/post.contract.ts';
import { appoint, ensureOrganisation, heldPosts } from '../../people/post/post.service.ts';
import type { AreaId, DwellingId, Place, StairwellId } from '../../places/place/place.contract.ts';
import {
  ensureArea,
  ensureBuilding,
  ensureDwelling,
  ensureEstate,
  ensureStairwell,
} from '../../places/place/place.service.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import * as seed from './cast.seed.ts';
import { chanceFrom } from './chance.ts';

export type PersonAsking = Extract<Asker, { kind: 'person' }>;

/** Somebody at home in a dwelling, who may ask, and be rung. */
export type Neighbour = { asker: PersonAsking; name: string; phone: string };

/** The stage and everybody on it. */
export type Cast = {
  /** A place by its address (`3`, `3-2`, `3-2-501`) or by the name of a shared area. */
  place(address: string): Place;
  neighbour(home: string): Neighbour;
  /** Everybody at home in a building. */
  neighboursOf(building: string): Neighbour[];
  post(name: seed.PostName): { id: Id<'post'>; asker: PersonAsking };
};

type Places = { byAddress: Map<string, Place>; dwellings: [address: string, id: DwellingId][] };

/** Builds the places, moves the households in and gives the posts; `from` is when all of that has been so since. */
export async function setStage(tx: Tx, from: LocalDate, now: Instant): Promise<Cast> {
  const places = await buildPlaces(tx);
  const neighbours = await moveIn(tx, places, from, now);
  const held = await givePosts(tx, places, neighbours, from, now);
  const known = <Value>(found: Value | undefined, what: string): Value => {
    if (found === undefined) throw new Error(`the demonstration knows no ${what}`);
    return found;
  };
  return {
    place: (address) => known(places.byAddress.get(address), address),
    neighbour: (home) => known(neighbours.get(home), home),
    neighboursOf: (building) =>
      [...neighbours].filter(([home]) => home.startsWith(`${building}-`)).map(([, neighbour]) => neighbour),
    post: (name) => known(held.get(name), name),
  };
}

async function buildPlaces(tx: Tx): Promise<Places> {
  const byAddress = new Map<string, Place>();
  const dwellings: Places['dwellings'] = [];
  const estateId = await ensureEstate(tx, seed.estateName);
  for (const [index, stairwells] of seed.stairwellsOf.entries()) {
    const building = String(index + 1);
    const buildingId = await ensureBuilding(tx, estateId, building);
    byAddress.set(building, { estateId, buildingId, words: '' });
    for (let stairwell = 1; stairwell <= stairwells; stairwell++) {
      const address = `${building}-${stairwell}`;
      const stairwellId = await ensureStairwell(tx, buildingId, String(stairwell));
      const place = { estateId, buildingId, stairwellId, words: '' };
      byAddress.set(address, place);
      for (const door of doors()) {
        const dwellingId = await ensureDwelling(tx, stairwellId, door);
        byAddress.set(`${address}-${door}`, { ...place, dwellingId });
        dwellings.push([`${address}-${door}`, dwellingId]);
      }
    }
  }
  for (const name of seed.areaNames) {
    const areaId: AreaId = await ensureArea(tx, name, estateId);
    byAddress.set(name, { estateId, areaId, words: '' });
  }
  return { byAddress, dwellings };
}

function doors(): string[] {
  const all: string[] = [];
  for (let floor = 1; floor <= seed.floors; floor++) {
    for (let door = 1; door <= seed.doorsAFloor; door++) all.push(`${floor}0${door}`);
  }
  return all;
}

/** One person of each household; the last dwellings stand empty. */
async function moveIn(
  tx: Tx,
  places: Places,
  from: LocalDate,
  now: Instant,
): Promise<Map<string, Neighbour>> {
  const chance = chanceFrom(262);
  const { owners, tenants } = seed.households;
  const neighbours = new Map<string, Neighbour>();
  for (const [index, [home, dwellingId]] of places.dwellings.slice(0, owners + tenants).entries()) {
    // Every tenth household rents, until there are as many as there are to be.
    const occupancy = index % 10 === 4 && index / 10 < tenants ? 'tenant' : 'owner';
    const livesFrom = addDays(from, -chance.between(60, 3000));
    const household = await openHousehold(tx, { dwellingId, occupancy, livesFrom });
    const named = Object.values(seed.posts).find((post) => 'home' in post && post.home === home);
    const madeUp = chance.pick(seed.surnames) + chance.pick(seed.givenNames);
    const name = home === seed.resident.home ? seed.resident.name : (named?.name ?? madeUp);
    const phone = home === seed.resident.home ? seed.resident.phone : String(13_800_001_000 + index);
    const personId = await requireOk(addPerson(tx, { displayName: name, phone: `+86${phone}` }, now));
    await joinHousehold(tx, { householdId: household, personId, memberFrom: livesFrom });
    neighbours.set(home, { asker: askerOf(personId, name), name, phone });
  }
  return neighbours;
}

type Held = Awaited<ReturnType<Cast['post']>>;

async function givePosts(
  tx: Tx,
  places: Places,
  neighbours: Map<string, Neighbour>,
  from: LocalDate,
  now: Instant,
): Promise<Map<seed.PostName, { id: Id<'post'>; asker: PersonAsking }>> {
  const organisations = new Map<string, OrganisationId>();
  for (const { kind, name } of seed.organisations) {
    organisations.set(name, await ensureOrganisation(tx, kind, name));
  }
  const held = new Map<seed.PostName, Held>();
  for (const [postName, post] of Object.entries(seed.posts) as [seed.PostName, SeedPost][]) {
    const atHome = post.home === undefined ? undefined : neighbours.get(post.home);
    const personId =
      atHome?.asker.personId ?? (await requireOk(addPerson(tx, { displayName: post.name }, now)));
    const stairwellId: StairwellId | undefined =
      post.home === undefined ? undefined : places.byAddress.get(post.home)?.stairwellId;
    const organisationId = post.of === undefined ? undefined : organisations.get(post.of);
    const id = await requireOk(
      appoint(tx, { personId, kind: post.kind, stairwellId, organisationId, heldFrom: from }),
    );
    const asker = { ...askerOf(personId, post.name), posts: await heldPosts(tx, personId, from) };
    if (atHome) atHome.asker = asker;
    held.set(postName, { id, asker });
  }
  return held;
}

type SeedPost = {
  kind: (typeof seed.posts)[seed.PostName]['kind'];
  name: string;
  home?: string;
  of?: string;
  username?: string;
};

/** Accounts are made when everything else stands; until then nobody signs in, and this one is nobody's. */
function askerOf(personId: PersonId, displayName: string): PersonAsking {
  return { kind: 'person', accountId: newId<Id<'account'>>(), personId, displayName, posts: [] };
}

/** What setup asks for cannot be refused unless the demonstration itself is wrong. */
export async function requireOk<Value>(work: Promise<Outcome<Value>>): Promise<Value> {
  const outcome = await work;
  if (!outcome.ok) throw new Error(`the demonstration could not be set up: ${outcome.refusal.code}`);
  return outcome.value;
}
