import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import {
  addDays,
  addMs,
  atMinute,
  dateOf,
  formatInstant,
  type Instant,
  instant,
  type LocalDate,
} from '../../kernel/time.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { getPersonNames } from '../person/person.service.ts';
import { getPosts } from '../post/post.service.ts';
import {
  type ListedLook,
  type LookKind,
  lookOperations,
  maxExportedLooks,
  type Seen,
} from './look.contract.ts';
import { mayReadLooks, mayReadOwnLooks } from './look.policy.ts';
import { lookerOf, looksAtOthers, sameLookMs, toldKinds } from './look.rules.ts';
import * as store from './look.store.ts';

type Handlers = HandlersOf<typeof lookOperations>;
type Looking = Pick<Call, 'asker' | 'now'>;

/**
 * Writes down what the asker sees of others, in the transaction that shows it: no page without its trace. Those who
 * hold no post leave none: they see their own affairs, and what is public.
 */
export async function noteLooks(
  tx: Tx,
  { asker, now }: Looking,
  operation: string,
  seen: readonly Seen[],
): Promise<void> {
  const looker = lookerOf(asker);
  const others = looker === undefined ? [] : looksAtOthers(asker, seen);
  if (looker === undefined || others.length === 0) return;
  await store.insertLooks(tx, others, { looker, operation, now, since: addMs(now, -sameLookMs) });
}

/** What was done on the server's command line with everybody's data. */
export function noteOperatorLook(
  tx: Tx,
  look: { kind: LookKind; operation: string; now: Instant },
): Promise<void> {
  return store.insertOperatorLook(tx, look);
}

/** Reads for somebody whose looks are written down, so in a transaction that can write; for others one that cannot. */
export function readAndNote<Result extends Outcome<unknown>>(
  call: Pick<Call, 'asker' | 'read' | 'write'>,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return lookerOf(call.asker) === undefined ? call.read(work) : call.write(work);
}

const pageLength = 50;

type Filter = Parameters<Handlers['exportLooks']>[1];

function filterOf({ subjectId, staffId, from, until }: Filter): store.LookFilter {
  return {
    ...{ subjectId, staffId },
    from: from === undefined ? undefined : atMinute(from as LocalDate, 0),
    until: until === undefined ? undefined : atMinute(addDays(until as LocalDate, 1), 0),
  };
}

async function describe(tx: Tx, found: readonly store.LookRow[]): Promise<ListedLook[]> {
  const ids = found.flatMap(({ personId, subjectId }) => [personId, subjectId].filter((id) => id !== null));
  const names = await getPersonNames(tx, ids);
  const named = (id: (typeof ids)[number] | null) => (id === null ? null : { id, name: names.get(id) ?? '' });
  return found.map(({ personId, subjectId, at, ...look }) => ({
    ...look,
    ...{ at: formatInstant(at), staff: named(personId), subject: named(subjectId) },
  }));
}

const listLooks: Handlers['listLooks'] = async (call, { after, ...input }) => {
  const may = mayReadLooks(call.asker);
  if (may !== true) return refuse(may);
  return readAndNote(call, async (tx) => {
    const found = await store.listLooks(tx, filterOf(input), placeOf(after), pageLength + 1);
    const page = found.slice(0, pageLength);
    const posts = await getPosts(tx, dateOf(call.now), call.locale);
    const staff = new Map(posts.map(({ holder }) => [holder.id, holder]));
    const { staffId, subjectId } = input;
    const names = await getPersonNames(
      tx,
      [staffId, subjectId].filter((id) => id !== undefined),
    );
    await noteLooks(tx, call, lookOperations.listLooks.name, [{ kind: 'look-log', subjectId }]);
    return ok({
      looks: await describe(tx, page),
      next: nextOf(found, page),
      staff: [...staff.values()].map(({ id, name }) => ({ id, name })),
      chosen: {
        staff: staffId === undefined ? null : (names.get(staffId) ?? ''),
        subject: subjectId === undefined ? null : (names.get(subjectId) ?? ''),
      },
    });
  });
};

const exportLooks: Handlers['exportLooks'] = async (call, input) => {
  const may = mayReadLooks(call.asker);
  if (may !== true) return refuse(may);
  return readAndNote(call, async (tx) => {
    const found = await store.listLooks(tx, filterOf(input), null, maxExportedLooks);
    const people = new Set(found.flatMap(({ subjectId }) => subjectId ?? [])).size;
    await noteLooks(tx, call, lookOperations.exportLooks.name, [{ kind: 'export', people }]);
    return ok({ looks: await describe(tx, found) });
  });
};

const listOwnLooks: Handlers['listOwnLooks'] = async (call, { after }) => {
  const { asker } = call;
  const may = mayReadOwnLooks(asker);
  if (may !== true || asker.kind !== 'person') return refuse('sign-in-first');
  return call.read(async (tx) => {
    const wanted = { subjectId: asker.personId, kinds: [...toldKinds] };
    const found = await store.listLooks(tx, wanted, placeOf(after), pageLength + 1);
    const page = found.slice(0, pageLength);
    const looks = page.map(({ id, at, post, kind, number }) => ({
      ...{ id, at: formatInstant(at), post, kind, number },
    }));
    return ok({ looks, next: nextOf(found, page) });
  });
};

function nextOf(found: readonly store.LookRow[], page: readonly store.LookRow[]): string | null {
  const last = page.at(-1);
  return last && found.length > page.length ? `${last.at}~${last.id}` : null;
}

function placeOf(after: string | undefined): store.LookPlace | null {
  const [at, id] = after?.split('~') ?? [];
  return at === undefined || id === undefined ? null : { at: instant(Number(at)), id };
}

/** Takes away looks from before then, so many at once; gives how many. */
export function sweepLooks(tx: Tx, before: Instant, limit: number): Promise<number> {
  return store.deleteLooks(tx, before, limit);
}

export const lookHandlers = implement(lookOperations, { listLooks, exportLooks, listOwnLooks });
