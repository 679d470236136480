import { sendNotices } from '../../channels/notice/notice.service.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse, refuseFields } from '../../kernel/outcome.ts';
import { dateOf, type Instant } from '../../kernel/time.ts';
import type { Coming, HouseholdId } from '../../people/household/household.contract.ts';
import { dwellersOf, homesOf, moveIn, moveOut } from '../../people/household/household.service.ts';
import type { PersonId } from '../../people/person/person.contract.ts';
import { findPerson } from '../../people/person/person.service.ts';
import { getPosts, listPostIds } from '../../people/post/post.service.ts';
import { checkCode, spendCode } from '../../people/slip/slip.service.ts';
import type { DwellingId, StairwellId } from '../../places/place/place.contract.ts';
import {
  completePlace,
  ensureDwelling,
  findDwelling,
  nameDwellings,
} from '../../places/place/place.service.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { LivesAs, RequestId, RequestState } from './residence.contract.ts';
import { residenceOperations } from './residence.contract.ts';
import {
  decidingPost,
  mayConfirmDoor,
  mayDecideRequest,
  mayHaveHome,
  mayKeepResidences,
  mayWithdrawRequest,
} from './residence.policy.ts';
import {
  checkAskingAgain,
  noticesOfAsking,
  noticesOfDecision,
  noticesOfEnding,
  noticesOfJoining,
  readDoor,
} from './residence.rules.ts';
import * as store from './residence.store.ts';
import { countRequests, getResidence, listRequests, nameDoor } from './residence-reading.service.ts';

type Handlers = HandlersOf<typeof residenceOperations>;

const earlierLooked = 50;

/** The person who asks; everybody else has no home to register. */
function personOf(call: Call): Outcome<PersonId, 'sign-in-first'> {
  const may = mayHaveHome(call.asker);
  return may === true && call.asker.kind === 'person' ? ok(call.asker.personId) : refuse('sign-in-first');
}

const redeemSlip: Handlers['redeemSlip'] = async (call, input) => {
  const person = personOf(call);
  if (!person.ok) return person;
  const checked = await checkCode(call, person.value, input.code);
  if (!checked.ok) return checked;
  return call.write(
    async (tx): Promise<Outcome<{ householdId: HouseholdId; name: string }, 'slip-not-valid'>> => {
      const use = { code: checked.value, personId: person.value, now: call.now };
      const dwelling = await spendCode(call, tx, use);
      if (!dwelling.ok) return dwelling;
      const home = { dwellingId: dwelling.value, livesAs: input.livesAs, personId: person.value };
      const householdId = await settle(tx, { ...home, cameBy: 'slip', now: call.now });
      const names = await nameDwellings(tx, [dwelling.value], call.locale);
      return ok({ householdId, name: names.get(dwelling.value) ?? '' });
    },
  );
};

/** Binds somebody to a home, and tells those who live there. Who lives there already stays where they are. */
async function settle(
  tx: Tx,
  home: { dwellingId: DwellingId; livesAs: LivesAs; personId: PersonId; cameBy: Coming; now: Instant },
): Promise<HouseholdId> {
  const { dwellingId, livesAs, personId, cameBy, now } = home;
  const today = dateOf(now);
  const dwellers = await dwellersOf(tx, [dwellingId], today);
  const already = dwellers.find((dweller) => dweller.personId === personId);
  if (already) return already.householdId;
  const moving = { dwellingId, occupancy: livesAs, personId, from: today, cameBy, now };
  const householdId = await moveIn(tx, moving);
  const members = dwellers.filter((dweller) => dweller.householdId === householdId);
  const names = await namesOf(tx, dwellingId);
  const joined = { householdId, personId, name: await personName(tx, personId), names };
  const told = noticesOfJoining(
    joined,
    members.map((member) => member.personId),
  );
  await sendNotices(tx, told, now);
  return householdId;
}

async function namesOf(tx: Tx, dwelling: DwellingId): Promise<{ zh: string; en: string }> {
  const [zh, en] = await Promise.all([
    nameDwellings(tx, [dwelling], 'zh'),
    nameDwellings(tx, [dwelling], 'en'),
  ]);
  return { zh: zh.get(dwelling) ?? '', en: en.get(dwelling) ?? '' };
}

async function personName(tx: Tx, person: PersonId): Promise<string> {
  return (await findPerson(tx, person))?.displayName ?? '';
}

const doorMissing = refuseFields([{ path: 'door', code: 'door-missing' }]);

type AskRefusal =
  | 'place-unknown'
  | 'asked-already'
  | 'lives-there-already'
  | 'requests-waiting'
  | 'requests-used-up';

const askResidence: Handlers['askResidence'] = async (call, input) => {
  const person = personOf(call);
  if (!person.ok) return person;
  const personId = person.value;
  const door = readDoor(input.door);
  if (door === null) return doorMissing;
  const { stairwellId, livesAs } = input;
  return call.write(async (tx): Promise<Outcome<{ requestId: RequestId }, AskRefusal>> => {
    await store.lockAsker(tx, personId);
    if (!(await completePlace(tx, { stairwellId, words: '' })).ok) return refuse('place-unknown');
    if (await livesBehind(tx, personId, stairwellId, door, call.now)) return refuse('lives-there-already');
    const earlier = await store.listOwn(tx, personId, earlierLooked);
    const isSame = (row: store.RequestRow) => row.stairwellId === stairwellId && row.door === door;
    if (earlier.some((row) => row.state === 'asked' && isSame(row))) return refuse('asked-already');
    const again = checkAskingAgain(earlier, call.now);
    if (!again.ok) return again;
    const id = newId<RequestId>();
    const words = input.words === null ? null : input.words.trim();
    await store.insertRequest(tx, { id, personId, stairwellId, door, livesAs, words, askedAt: call.now });
    await tellOfAsking(tx, { id, personId, stairwellId, door }, call.now);
    return ok({ requestId: id });
  });
};

/** Asked only of their own homes, so the answer tells nobody whether a door exists. */
async function livesBehind(
  tx: Tx,
  person: PersonId,
  stairwell: StairwellId,
  door: string,
  now: Instant,
): Promise<boolean> {
  const dwelling = await findDwelling(tx, stairwell, door);
  const homes = await homesOf(tx, person, dateOf(now));
  return homes.some(({ dwellingId }) => dwellingId === dwelling);
}

async function tellOfAsking(
  tx: Tx,
  asked: { id: RequestId; personId: PersonId; stairwellId: StairwellId; door: string },
  now: Instant,
): Promise<void> {
  // Nobody confirms their own home, so a captain's own request goes to the desk.
  const all = await captainsOf(tx, asked.stairwellId, now);
  const captains = all.filter(({ personId }) => personId !== asked.personId);
  const desk = await listPostIds(tx, dateOf(now), 'desk');
  const names = { zh: await nameDoor(tx, asked, 'zh'), en: await nameDoor(tx, asked, 'en') };
  const name = await personName(tx, asked.personId);
  const posts = { captains: captains.map(({ postId }) => postId), desk };
  await sendNotices(tx, noticesOfAsking({ requestId: asked.id, name, names }, posts), now);
}

async function captainsOf(tx: Tx, stairwell: StairwellId, now: Instant) {
  const captains = await getPosts(tx, dateOf(now), 'zh', { kind: 'captain' });
  return captains
    .filter(({ covers }) => covers?.id === stairwell)
    .map(({ id, holder }) => ({ postId: id, personId: holder.id }));
}

const withdrawRequest: Handlers['withdrawRequest'] = async (call, { requestId }) => {
  const person = personOf(call);
  if (!person.ok) return person;
  type Refused = 'request-not-found' | 'decided-already';
  return call.write(async (tx): Promise<Outcome<{ requestId: RequestId }, Refused>> => {
    const request = await store.lockRequest(tx, requestId);
    if (!request) return refuse('request-not-found');
    const may = mayWithdrawRequest(call.asker, request);
    if (may !== true) return refuse(may);
    const decision = { at: call.now, by: person.value, postId: null, reason: null };
    await store.decideRequest(tx, requestId, { ...decision, state: 'withdrawn' });
    return ok({ requestId });
  });
};

const leaveHome: Handlers['leaveHome'] = async (call, { householdId }) => {
  const person = personOf(call);
  if (!person.ok) return person;
  return call.write(async (tx): Promise<Outcome<{ householdId: HouseholdId }, 'home-not-found'>> => {
    const homes = await homesOf(tx, person.value, dateOf(call.now));
    if (!homes.some((home) => home.householdId === householdId)) return refuse('home-not-found');
    await moveOut(tx, householdId, person.value, dateOf(call.now));
    return ok({ householdId });
  });
};

type Decided = { requestId: RequestId; state: RequestState };
type DecideRefusal = 'request-not-found' | 'own-request' | 'decided-already';

const confirmRequest: Handlers['confirmRequest'] = (call, { requestId }) =>
  call.write(async (tx): Promise<Outcome<Decided, DecideRefusal | 'door-not-registered'>> => {
    const found = await lockForDecision(call, tx, requestId);
    if (!found.ok) return found;
    const request = found.value;
    const { stairwellId, door, personId } = request;
    const registered = await findDwelling(tx, stairwellId, door);
    const may = mayConfirmDoor(call.asker, registered !== undefined);
    if (may !== true) return refuse(may);
    const dwellingId = registered ?? (await ensureDwelling(tx, stairwellId, door));
    await settle(tx, { dwellingId, livesAs: request.livesAs, personId, cameBy: 'request', now: call.now });
    return ok(await decide(call, tx, request, null));
  });

const refuseRequest: Handlers['refuseRequest'] = (call, input) =>
  call.write(async (tx): Promise<Outcome<Decided, DecideRefusal>> => {
    const found = await lockForDecision(call, tx, input.requestId);
    return found.ok ? ok(await decide(call, tx, found.value, input.reason.trim())) : found;
  });

async function lockForDecision(
  call: Call,
  tx: Tx,
  id: RequestId,
): Promise<Outcome<store.RequestRow, DecideRefusal>> {
  const request = await store.lockRequest(tx, id);
  if (!request) return refuse('request-not-found');
  const may = mayDecideRequest(call.asker, request);
  return may === true ? ok(request) : refuse(may);
}

/** Writes the decision down and tells those concerned; a reason refuses. */
async function decide(
  call: Call,
  tx: Tx,
  request: store.RequestRow,
  reason: string | null,
): Promise<Decided> {
  const { asker, now } = call;
  if (asker.kind !== 'person') throw new Error('a request was decided by nobody');
  const { id: requestId, personId, stairwellId } = request;
  const state = reason === null ? 'confirmed' : 'refused';
  const postId = decidingPost(asker, stairwellId)?.id ?? null;
  await store.decideRequest(tx, requestId, { state, at: now, by: asker.personId, postId, reason });
  const names = { zh: await nameDoor(tx, request, 'zh'), en: await nameDoor(tx, request, 'en') };
  const told = noticesOfDecision(
    { requestId, personId, name: await personName(tx, personId), names, reason },
    await captainsOf(tx, stairwellId, now),
    asker.personId,
  );
  await sendNotices(tx, told, now);
  return { requestId, state };
}

const endResidence: Handlers['endResidence'] = async (call, { personId, householdId }) => {
  const may = mayKeepResidences(call.asker);
  if (may !== true) return refuse(may);
  type Ended = { personId: PersonId; householdId: HouseholdId };
  return call.write(async (tx): Promise<Outcome<Ended, 'home-not-found'>> => {
    const homes = await homesOf(tx, personId, dateOf(call.now));
    const home = homes.find((candidate) => candidate.householdId === householdId);
    if (!home) return refuse('home-not-found');
    await moveOut(tx, householdId, personId, dateOf(call.now));
    const names = await namesOf(tx, home.dwellingId);
    await sendNotices(tx, noticesOfEnding({ householdId, personId, names }), call.now);
    return ok({ personId, householdId });
  });
};

export const residenceHandlers = implement(residenceOperations, {
  ...{ getResidence, redeemSlip, askResidence, withdrawRequest, leaveHome },
  ...{ listRequests, countRequests, confirmRequest, refuseRequest, endResidence },
});

/** Takes away what somebody asked to be registered. */
export function eraseRequests(tx: Tx, personId: Id<'person'>): Promise<void> {
  return store.deleteRequests(tx, personId);
}

/** Forgets requests that were decided before then: the register says who lives where. Gives how many. */
export function sweepRequests(tx: Tx, before: Instant, limit: number): Promise<number> {
  return store.deleteDecidedBefore(tx, before, limit);
}
