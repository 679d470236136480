import { ok, refuse } from '../../kernel/outcome.ts';
import type { Locale } from '../../kernel/text.ts';
import { addMs, dateOf, dayMs, formatInstant } from '../../kernel/time.ts';
import { dwellersOf, homesOf } from '../../people/household/household.service.ts';
import { noteLooks, readAndNote } from '../../people/look/look.service.ts';
import { maskPhone } from '../../people/person/person.rules.ts';
import { findPerson } from '../../people/person/person.service.ts';
import type { StairwellId } from '../../places/place/place.contract.ts';
import { placeName } from '../../places/place/place.rules.ts';
import {
  completePlace,
  findDwelling,
  getPlaceNames,
  nameDwellings,
} from '../../places/place/place.service.ts';
import type { Call, HandlersOf } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { type ListedRequest, residenceOperations } from './residence.contract.ts';
import {
  mayConfirmDoor,
  mayDecideRequest,
  mayHaveHome,
  mayListRequests,
  mayWithdrawRequest,
  stairwellsOf,
} from './residence.policy.ts';
import * as store from './residence.store.ts';

type Handlers = HandlersOf<typeof residenceOperations>;

const ownShown = 10;
const listed = 100;
/** What was decided stays in sight for two weeks, for the question "did you get it?". */
const decidedShownMs = 14 * dayMs;

export const getResidence: Handlers['getResidence'] = async (call) => {
  const may = mayHaveHome(call.asker);
  const { asker, locale } = call;
  if (may !== true || asker.kind !== 'person') return refuse('sign-in-first');
  return call.read(async (tx) => {
    const homes = await homesOf(tx, asker.personId, dateOf(call.now));
    const names = await nameDwellings(
      tx,
      homes.map(({ dwellingId }) => dwellingId),
      locale,
    );
    const requests = [];
    for (const request of await store.listOwn(tx, asker.personId, ownShown)) {
      const may = mayWithdrawRequest(asker, request);
      requests.push({
        id: request.id,
        name: await nameDoor(tx, request, locale),
        ...timesOf(request),
        can: { withdraw: may === true ? may : ('decided-already' as const) },
      });
    }
    return ok({
      homes: homes.map(({ householdId, dwellingId, occupancy, memberFrom, cameBy }) => ({
        ...{ householdId, occupancy, cameBy },
        name: names.get(dwellingId) ?? '',
        since: memberFrom,
      })),
      requests,
      can: { redeem: may, ask: may, leave: may },
    });
  });
};

function timesOf({ livesAs, state, askedAt, decidedAt, reason }: store.RequestRow) {
  return {
    ...{ livesAs, state, reason },
    askedAt: formatInstant(askedAt),
    decidedAt: decidedAt === null ? null : formatInstant(decidedAt),
  };
}

export const listRequests: Handlers['listRequests'] = async (call, { personId }) => {
  const may = mayListRequests(call.asker);
  if (may !== true) return refuse(may);
  const stairwells = stairwellsOf(call.asker);
  return readAndNote(call, async (tx) => {
    const wanted = personId ? { personId } : { decidedSince: addMs(call.now, -decidedShownMs) };
    const found = await store.listFor(tx, stairwells, wanted, listed);
    const seen = found.map((request) => ({ kind: 'residence', subjectId: request.personId }) as const);
    await noteLooks(tx, call, residenceOperations.listRequests.name, seen);
    const requests: ListedRequest[] = [];
    for (const request of found) requests.push(await describe(call, tx, request));
    return ok({ requests, open: await store.countOpen(tx, stairwells) });
  });
};

export const countRequests: Handlers['countRequests'] = async (call) => {
  const may = mayListRequests(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => ok({ open: await store.countOpen(tx, stairwellsOf(call.asker)) }));
};

/** A request for those who decide on it: who asks, and how the register stands there. */
async function describe(call: Call, tx: Tx, request: store.RequestRow): Promise<ListedRequest> {
  const person = await findPerson(tx, request.personId);
  const dwelling = await findDwelling(tx, request.stairwellId, request.door);
  const living = dwelling === undefined ? [] : await dwellersOf(tx, [dwelling], dateOf(call.now));
  const may = mayDecideRequest(call.asker, request);
  if (may === 'request-not-found') throw new Error('a request was listed for somebody it is not there for');
  return {
    id: request.id,
    person: { name: person?.displayName ?? '', phone: person?.phone ? maskPhone(person.phone) : null },
    name: await nameDoor(tx, request, call.locale),
    words: request.words,
    ...timesOf(request),
    registered: dwelling !== undefined,
    living: living.length,
    can: { confirm: may === true ? mayConfirmDoor(call.asker, dwelling !== undefined) : may, refuse: may },
  };
}

/** A door as people write it, whether or not the register knows it. */
export async function nameDoor(
  tx: Tx,
  { stairwellId, door }: { stairwellId: StairwellId; door: string },
  locale: Locale,
): Promise<string> {
  const place = await completePlace(tx, { stairwellId, words: '' });
  const [labels] = await getPlaceNames(tx, place.ok ? [place.value] : []);
  return placeName({ words: '', ...labels, door }, { level: 'full' }, locale);
}
