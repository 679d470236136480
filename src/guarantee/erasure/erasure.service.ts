import { listTracedReports } from '../../collect/report/report-erasing.service.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { formatInstant, type Instant } from '../../kernel/time.ts';
import { findPerson, isUsedElsewhere } from '../../people/person/person.service.ts';
import { isRecent } from '../../people/session/session.rules.ts';
import { findOwnSession } from '../../people/session/session.service.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { sortMatters } from '../../resolve/matter/matter-erasing.service.ts';
import { erasureOperations, type OwnErasure } from './erasure.contract.ts';
import { mayAskErasure, mayReadErasure, type Standing } from './erasure.policy.ts';
import { dueOf, erasedName, withdrawalDays } from './erasure.rules.ts';
import * as store from './erasure.store.ts';
import { sayOffice } from './erasure.text.ts';
import { enqueueErasure } from './erasure-carrying.service.ts';
import { readOffice } from './erasure-office.service.ts';

type Handlers = HandlersOf<typeof erasureOperations>;

type Weighed = Standing &
  Pick<OwnErasure, 'posts' | 'askToEnd' | 'served' | 'elsewhere'> & {
    erasure: store.ErasureRow | undefined;
    reports: number;
  };

/** How it stands with somebody's data: what waits, what is under way, and how fresh their sign-in is. */
async function weigh(tx: Tx, call: Call, personId: Id<'person'>): Promise<Weighed> {
  const person = await findPerson(tx, personId);
  const reports = await listTracedReports(tx, personId, person?.phone ?? null);
  const undecided = reports.filter(({ state }) => state === 'submitted').map(({ number }) => number);
  const { open } = await sortMatters(tx, reports);
  const office = await readOffice(tx, personId, person?.accountId ?? null, call);
  const session = await findOwnSession(tx, call);
  const erasure = await store.findAsked(tx, personId);
  return {
    ...{ erasure, asked: erasure !== undefined, reports: reports.length, open: [...undecided, ...open] },
    ...{ ...office, holdsPost: office.posts.length > 0 },
    elsewhere: person?.accountId != null && (await isUsedElsewhere(tx, person.accountId)),
    isRecent: session !== undefined && isRecent(session, call.now),
  };
}

function view({ asker }: Call, weighed: Weighed): OwnErasure {
  const { erasure, reports, open, posts, askToEnd, served, elsewhere } = weighed;
  const ask = mayAskErasure(asker, weighed);
  return {
    asked: erasure ? { askedAt: formatInstant(erasure.askedAt), dueAt: formatInstant(erasure.dueAt) } : null,
    ...{ reports, open: [...open], posts, askToEnd, served, elsewhere, days: withdrawalDays },
    can: {
      ask: ask === 'sign-in-first' ? 'sign-in-not-recent' : ask,
      withdraw: erasure ? true : 'erasure-not-asked',
    },
  };
}

const readErasure: Handlers['readErasure'] = async (call) => {
  const { asker } = call;
  if (mayReadErasure(asker) !== true || asker.kind !== 'person') return refuse('sign-in-first');
  return call.read(async (tx) => ok(view(call, await weigh(tx, call, asker.personId))));
};

type AskRefusal = Exclude<ReturnType<typeof mayAskErasure>, true>;

const askErasure: Handlers['askErasure'] = async (call) => {
  const { asker, now } = call;
  if (mayReadErasure(asker) !== true || asker.kind !== 'person') return refuse('sign-in-first');
  const { personId } = asker;
  return call.write(async (tx): Promise<Outcome<OwnErasure, AskRefusal>> => {
    const weighed = await weigh(tx, call, personId);
    const may = mayAskErasure(asker, weighed);
    const { open } = weighed;
    if (may === 'matters-open')
      return refuse(may, { count: open.length, numbers: open.slice(0, 5).join(', ') });
    if (may === 'post-held') return refuse(may, sayOffice(call.locale, weighed));
    if (may !== true) return refuse(may);
    const id = newId<Id<'erasure'>>();
    const asked = { id, personId, askedBy: 'self', askedAt: now, dueAt: dueOf(now) } as const;
    if (!(await store.insertErasure(tx, asked))) return refuse('erasure-asked-already');
    await enqueueErasure(tx, id, asked.dueAt, now);
    return ok(view(call, await weigh(tx, call, personId)));
  });
};

const withdrawErasure: Handlers['withdrawErasure'] = async (call) => {
  const { asker, now } = call;
  if (mayReadErasure(asker) !== true || asker.kind !== 'person') return refuse('sign-in-first');
  const { personId } = asker;
  return call.write(async (tx): Promise<Outcome<OwnErasure, 'erasure-not-asked'>> => {
    const asked = await store.findAsked(tx, personId);
    if (!asked) return refuse('erasure-not-asked');
    await store.updateEnded(tx, asked.id, { state: 'withdrawn', at: now, reports: null, files: null });
    return ok(view(call, await weigh(tx, call, personId)));
  });
};

/** Has an erasure done again that a backup does not know of; false where its person is not in it, or erased already. */
export async function repeatErasure(tx: Tx, personId: Id<'person'>, now: Instant): Promise<boolean> {
  const person = await findPerson(tx, personId);
  if (!person || (person.displayName === erasedName && person.phone === null)) return false;
  const id = newId<Id<'erasure'>>();
  const waiting = await store.findAsked(tx, personId);
  if (!waiting) await store.insertErasure(tx, { id, personId, askedBy: 'restore', askedAt: now, dueAt: now });
  await enqueueErasure(tx, waiting?.id ?? id, now, now);
  return true;
}

/** Forgets wishes that were carried out or taken back before then; gives how many. */
export function sweepErasures(tx: Tx, before: Instant): Promise<number> {
  return store.deleteEndedBefore(tx, before);
}

export const erasureHandlers = implement(erasureOperations, { readErasure, askErasure, withdrawErasure });
