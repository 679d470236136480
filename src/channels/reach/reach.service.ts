import { type Outcome, ok, refuse, refuseFields } from '../../kernel/outcome.ts';
import { readTimeOfDay } from '../../kernel/time.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import { normalisePhone } from '../../people/person/person.rules.ts';
import { findPersonByPhone, getPersonNames } from '../../people/person/person.service.ts';
import { type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import {
  type Reach,
  type ReachVersion,
  reachOperations,
  type ShownReach,
  type ShownTelephone,
  type Telephone,
} from './reach.contract.ts';
import { mayReadReachChanges, maySetReach } from './reach.policy.ts';
import {
  decideReach,
  entryOfReach,
  readTelephoneNumber,
  showChange,
  showReach,
  showTelephone,
  usualReach,
} from './reach.rules.ts';
import * as store from './reach.store.ts';

type Handlers = HandlersOf<typeof reachOperations>;

const shownChanges = 50;

/** How the community is reached and reaches people, as it holds now. */
export async function readReach(tx: Tx): Promise<Reach & { version: number }> {
  return (await store.selectNewest(tx)) ?? usualReach;
}

/** Whether search engines may show the community's public pages (RFC 9309, and `robots` of the pages themselves). */
export async function mayBeIndexed(tx: Tx): Promise<boolean> {
  return (await readReach(tx)).searchable;
}

/** The number to call the community by; null where it has none. */
export async function findTelephone(tx: Tx): Promise<ShownTelephone | null> {
  const { telephone } = await readReach(tx);
  return telephone && showTelephone(telephone);
}

const seeReach: Handlers['seeReach'] = async (call) =>
  ok({ ...showReach(await call.read(readReach)), can: { change: maySetReach(call.asker) } });

const listReachChanges: Handlers['listReachChanges'] = async (call) => {
  const may = mayReadReachChanges(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => {
    const versions = await store.listVersions(tx, shownChanges);
    const names = await getPersonNames(
      tx,
      versions.map(({ personId }) => personId),
    );
    return ok({ changes: versions.map((saved) => showChange(saved, names.get(saved.personId) ?? '')) });
  });
};

type Said = Parameters<Handlers['setReach']>[1];

/** Nobody types hours for a number that is not there: without one they say nothing. */
function readTelephone(said: Said): Outcome<Telephone | null, 'input-invalid'> {
  if (said.telephone === null || said.telephone === '') return ok(null);
  const figures = readTelephoneNumber(said.telephone);
  const [from, until] = [readTimeOfDay(said.telephoneFrom), readTimeOfDay(said.telephoneUntil)];
  const problems = [
    ...(figures === null ? [{ path: 'telephone', code: 'telephone-unreadable' }] : []),
    ...(until <= from ? [{ path: 'telephoneUntil', code: 'hours-in-disorder' }] : []),
  ];
  if (figures === null || problems.length > 0) return refuseFields(problems);
  return ok({ figures, days: said.telephoneDays, from, until });
}

const setReach: Handlers['setReach'] = async (call, input) => {
  const { asker } = call;
  if (maySetReach(asker) !== true || asker.kind !== 'person') return refuse('administrator-only');
  const telephone = readTelephone(input);
  if (!telephone.ok) return telephone;
  const said = {
    ...{ version: input.version, telephone: telephone.value, searchable: input.searchable === 'yes' },
    ...{ quietFrom: readTimeOfDay(input.quietFrom), quietUntil: readTimeOfDay(input.quietUntil) },
  };
  type Refused = 'reach-changed' | 'reach-as-it-is' | 'telephone-of-a-person';
  return call.write<Outcome<ShownReach, Refused>>(async (tx) => {
    const decided = decideReach(await readReach(tx), said);
    if (!decided.ok) return decided;
    const mobile = telephone.value && normalisePhone(telephone.value.figures);
    if (mobile && (await findPersonByPhone(tx, mobile))) return refuse('telephone-of-a-person');
    const about = { at: call.now, personId: asker.personId, reason: input.reason };
    const saved: ReachVersion = { ...decided.value, ...about };
    if (!(await store.insertVersion(tx, saved))) return refuse('reach-changed');
    await appendEntries(tx, [entryOfReach(saved)]);
    return ok(showReach(saved));
  });
};

export const reachHandlers = implement(reachOperations, { seeReach, listReachChanges, setReach });
