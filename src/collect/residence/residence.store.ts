import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, oneRow, rows, type Tx } from '../../platform/database.ts';
import { livesAs, type RequestId, type RequestState, requestStates } from './residence.contract.ts';

const instant = z.number() as unknown as z.ZodType<Instant>;

const requestRow = z.object({
  id: idOf('residence-request'),
  personId: idOf('person'),
  stairwellId: idOf('stairwell'),
  door: z.string(),
  livesAs: z.enum(livesAs),
  words: z.string().nullable(),
  state: z.enum(requestStates),
  askedAt: instant,
  decidedAt: instant.nullable(),
  reason: z.string().nullable(),
});
export type RequestRow = z.output<typeof requestRow>;

const columns = (tx: Tx) => tx`
  id, person_id, stairwell_id, door, occupancy as lives_as, words, state, asked_at, decided_at, reason`;

/** Writes a request; false if the same person asks for the same door already. */
export async function insertRequest(
  tx: Tx,
  request: Omit<RequestRow, 'state' | 'decidedAt' | 'reason'>,
): Promise<boolean> {
  const { id, personId, stairwellId, door, words, askedAt } = request;
  const made = await tx`
    insert into residence_requests (community_id, id, person_id, stairwell_id, door, occupancy, words, state,
      asked_at)
    values (${tx.community}, ${id}, ${personId}, ${stairwellId}, ${door}, ${request.livesAs}, ${words}, 'asked',
      ${askedAt})
    on conflict do nothing returning 1 as made`;
  return made.length === 1;
}

export function lockRequest(tx: Tx, id: RequestId): Promise<RequestRow | undefined> {
  return maybeRow(
    requestRow,
    tx`select ${columns(tx)} from residence_requests
      where community_id = ${tx.community} and id = ${id} for update`,
  );
}

export async function decideRequest(
  tx: Tx,
  id: RequestId,
  decision: {
    state: Exclude<RequestState, 'asked'>;
    at: Instant;
    by: Id<'person'>;
    postId: Id<'post'> | null;
    reason: string | null;
  },
): Promise<void> {
  await tx`
    update residence_requests set state = ${decision.state}, decided_at = ${decision.at},
      decided_by = ${decision.by}, decided_by_post = ${decision.postId}, reason = ${decision.reason}
    where community_id = ${tx.community} and id = ${id}`;
}

/** Held while somebody asks, so that their requests are counted one after the other. */
export async function lockAsker(tx: Tx, person: Id<'person'>): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`residence ${tx.community} ${person}`}, 0))`;
}

export function listOwn(tx: Tx, person: Id<'person'>, limit: number): Promise<RequestRow[]> {
  return rows(
    requestRow,
    tx`select ${columns(tx)} from residence_requests
      where community_id = ${tx.community} and person_id = ${person} order by asked_at desc, id desc limit ${limit}`,
  );
}

const within = (tx: Tx, stairwells: 'all' | readonly Id<'stairwell'>[]) =>
  stairwells === 'all' ? tx`` : tx`and stairwell_id = any(${[...stairwells]}::uuid[])`;

/** What waits first, the longest waiting at the top; behind it what was decided since, the latest first. */
export function listFor(
  tx: Tx,
  stairwells: 'all' | readonly Id<'stairwell'>[],
  wanted: { decidedSince: Instant } | { personId: Id<'person'> },
  limit: number,
): Promise<RequestRow[]> {
  const which =
    'personId' in wanted
      ? tx`person_id = ${wanted.personId}`
      : tx`(state = 'asked' or (state in ('confirmed', 'refused') and decided_at > ${wanted.decidedSince}))`;
  return rows(
    requestRow,
    tx`select ${columns(tx)} from residence_requests
      where community_id = ${tx.community} ${within(tx, stairwells)} and ${which}
      order by decided_at desc nulls first, asked_at, id limit ${limit}`,
  );
}

export async function countOpen(tx: Tx, stairwells: 'all' | readonly Id<'stairwell'>[]): Promise<number> {
  const { count } = await oneRow(
    z.object({ count: z.number() }),
    tx`select count(*) as count from residence_requests
      where community_id = ${tx.community} and state = 'asked' ${within(tx, stairwells)}`,
  );
  return count;
}

/** Takes away what somebody asked to be registered. */
export async function deleteRequests(tx: Tx, personId: Id<'person'>): Promise<void> {
  await tx`delete from residence_requests where community_id = ${tx.community} and person_id = ${personId}`;
}

/** Takes away requests that were decided before then, so many at once; gives how many. */
export async function deleteDecidedBefore(tx: Tx, before: Instant, limit: number): Promise<number> {
  const gone = await tx`
    delete from residence_requests where community_id = ${tx.community} and id in (
      select id from residence_requests where community_id = ${tx.community} and decided_at < ${before} limit ${limit})`;
  return gone.count;
}
