import { z } from 'zod';
import { pauseReason } from '../../clocks/deadline/deadline.contract.ts';
import { type Tier, tiers } from '../../collect/category/category.contract.ts';
import type { ReportChannel } from '../../collect/report/report.contract.ts';
import { type Id, isId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { rows, type Tx } from '../../platform/database.ts';
import { closings, matterStates, resultTypes } from './matter.contract.ts';
import type { PublicStatus } from './matter.public.contract.ts';
import { supervisionLevels } from './matter.supervision.contract.ts';

const instant = z.number() as unknown as z.ZodType<Instant>;

const listedRow = z.strictObject({
  id: idOf('matter'),
  number: z.string(),
  title: z.string(),
  categoryCode: z.string(),
  building: z.string().nullable(),
  area: z.string().nullable(),
  tier: z.enum(tiers),
  state: z.enum(matterStates),
  acceptedAt: instant,
  changedAt: instant,
  promisedAt: instant.nullable(),
  resolvedAt: instant.nullable(),
  result: z.enum(resultTypes).nullable(),
  closing: z.enum(closings).nullable(),
  reopenedCount: z.number(),
  urgedCount: z.number(),
  supervised: z.enum(supervisionLevels).nullable(),
  suspendedFor: pauseReason.nullable(),
  households: z.number(),
});
export type ListedPublicly = z.output<typeof listedRow>;

export type PublicQuery = {
  status: PublicStatus | undefined;
  tier: Tier | undefined;
  category: string | undefined;
  building: string | undefined;
  acceptedFrom: Instant | undefined;
  acceptedBefore: Instant | undefined;
  channel: ReportChannel | undefined;
  /** All of them have to occur; null where nothing is searched for. */
  words: readonly string[] | null;
};

export type PublicPlace = { acceptedAt: Instant; id: Id<'matter'> };

/**
 * The states of each list, written out: only with constants does the database see that an index over a part of the
 * matters will do, and one plan serves everybody. A test holds them against the sets of `matter.states.ts`.
 */
export const publicStateLists = {
  received: "state not in ('withdrawn', 'merged')",
  open: "state in ('accepted', 'dispatched', 'taken', 'in_progress', 'returned', 'suspended')",
  resolved: "state in ('done', 'callback', 'closed')",
} as const;

/**
 * A page of the public list, one statement whatever is asked for: columns of the matter itself, and the last clock of
 * its promise. What is searched for is found by `search_matters`, behind the fence of the community.
 */
export function listPublicly(
  tx: Tx,
  query: PublicQuery,
  after: PublicPlace | null,
  limit: number,
): Promise<ListedPublicly[]> {
  return rows(listedRow, listStatement(tx, query, after, limit));
}

/** The statement of the list, for the test that reads its plan. */
export function listStatement(tx: Tx, query: PublicQuery, after: PublicPlace | null, limit: number) {
  const page =
    after === null
      ? tx``
      : tx`and (m.accepted_at, m.id) < (${after.acceptedAt}::timestamptz, ${after.id}::uuid)`;
  return tx`
    select m.id, m.number, m.public_title as title, m.category_code, m.building ->> 'name' as building, m.area, m.tier,
      m.state, m.accepted_at, m.resolved_at, m.result, m.closing, m.reopened_count, m.urged_count,
      m.supervision ->> 'level' as supervised, m.suspended_for, m.households, promise.due_at as promised_at,
      greatest(m.accepted_at, m.dispatched_at, m.contacted_at, m.resolved_at, m.closed_at) as changed_at
    from matters m
    left join lateral (
      select due_at from deadlines d
      where d.community_id = ${tx.community} and d.subject_id = m.id and d.kind = 'resolve'
      order by d.started_at desc limit 1) promise on true
    where m.community_id = ${tx.community} and not m.sensitive and m.${statesOf(tx, query.status)}
      ${filterBy(tx, query)} ${page}
    order by m.accepted_at desc, m.id desc limit ${limit}`;
}

function statesOf(tx: Tx, status: PublicStatus | undefined) {
  return tx.unsafe(publicStateLists[status ?? 'received']);
}

function filterBy(tx: Tx, query: PublicQuery) {
  const { tier, category, building, acceptedFrom, acceptedBefore, channel, words } = query;
  return tx`
    ${tier === undefined ? tx`` : tx`and m.tier = ${tier}`}
    ${category === undefined ? tx`` : tx`and m.category_code = ${category}`}
    ${building === undefined ? tx`` : ofBuilding(tx, building)}
    ${acceptedFrom === undefined ? tx`` : tx`and m.accepted_at >= ${acceptedFrom}`}
    ${acceptedBefore === undefined ? tx`` : tx`and m.accepted_at < ${acceptedBefore}`}
    ${
      channel === undefined
        ? tx``
        : tx`and exists (select from reports r
            where r.community_id = ${tx.community} and r.id = m.first_report_id and r.channel = ${channel})`
    }
    ${words === null ? tx`` : tx`and m.id in (select search_matters(${[...words]}::text[]))`}`;
}

function ofBuilding(tx: Tx, building: string) {
  return isId(building) ? tx`and m.building_id = ${building}` : tx`and m.building ->> 'code' = ${building}`;
}
