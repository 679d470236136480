import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, oneRow, rows, type Tx } from '../../platform/database.ts';
import { type Flagged, flagParts, flagReasons, flagStates, type Owner } from './flag.contract.ts';

const at = z.custom<Instant>((value) => typeof value === 'number');

const flagRow = z.strictObject({
  id: idOf('flag'),
  matterId: idOf('matter').nullable(),
  reportId: idOf('report').nullable(),
  part: z.enum(flagParts),
  sourceId: (z.uuid() as unknown as z.ZodType<Id>).nullable(),
  reason: z.enum(flagReasons),
  words: z.string().nullable(),
  personId: idOf('person').nullable(),
  at,
  state: z.enum(flagStates),
  decidedAt: at.nullable(),
  decisionWords: z.string().nullable(),
  badFaith: z.boolean(),
});
export type FlagRow = z.output<typeof flagRow>;

const columns = (tx: Tx) =>
  tx`id, matter_id, report_id, part, source_id, reason, words, person_id, at, state, decided_at, decision_words, bad_faith`;

export async function insertFlag(
  tx: Tx,
  flag: Pick<
    FlagRow,
    'id' | 'matterId' | 'reportId' | 'part' | 'sourceId' | 'reason' | 'words' | 'personId' | 'at'
  >,
): Promise<void> {
  const { id, matterId, reportId, part, sourceId, reason, words, personId } = flag;
  await tx`
    insert into flags (community_id, id, matter_id, report_id, part, source_id, reason, words, person_id, at)
    values (${tx.community}, ${id}, ${matterId}, ${reportId}, ${part}, ${sourceId}, ${reason}, ${words}, ${personId}, ${flag.at})`;
}

/** The flag, locked until the transaction ends: one decision on it at a time. */
export function lockFlag(tx: Tx, id: Id<'flag'>): Promise<FlagRow | undefined> {
  return maybeRow(
    flagRow,
    tx`select ${columns(tx)} from flags where community_id = ${tx.community} and id = ${id} for update`,
  );
}

export function listOpenOn(tx: Tx, of: Owner, { part, sourceId }: Flagged): Promise<FlagRow[]> {
  return rows(
    flagRow,
    tx`select ${columns(tx)} from flags
      where community_id = ${tx.community} and part = ${part}
        and ${of.matterId === null ? tx`report_id = ${of.reportId}` : tx`matter_id = ${of.matterId}`}
        and source_id is not distinct from ${sourceId}::uuid and state = 'open'
      order by at, id`,
  );
}

/** Open ones first, oldest first; then the decided, newest first. */
export function listFlags(tx: Tx, limit: number): Promise<FlagRow[]> {
  return rows(
    flagRow,
    tx`select ${columns(tx)} from flags where community_id = ${tx.community}
      order by state <> 'open', case when state = 'open' then at end, decided_at desc, id limit ${limit}`,
  );
}

const count = z.object({ count: z.int() });

export async function countOpen(tx: Tx): Promise<number> {
  const found = await oneRow(
    count,
    tx`select count(*) as count from flags where community_id = ${tx.community} and state = 'open'`,
  );
  return found.count;
}

export async function countBadFaith(tx: Tx, personId: Id<'person'>, since: Instant): Promise<number> {
  const found = await oneRow(
    count,
    tx`select count(*) as count from flags
      where community_id = ${tx.community} and person_id = ${personId} and bad_faith and at > ${since}`,
  );
  return found.count;
}

export async function updateDecided(
  tx: Tx,
  ids: readonly Id<'flag'>[],
  to: {
    state: 'hidden' | 'kept';
    at: Instant;
    postId: Id<'post'> | null;
    words: string;
    badFaith: Id<'flag'> | null;
  },
): Promise<void> {
  await tx`
    update flags set state = ${to.state}, decided_at = ${to.at}, decided_by_post_id = ${to.postId},
      decision_words = ${to.words}, bad_faith = (id = ${to.badFaith}::uuid) is true
    where community_id = ${tx.community} and id = any(${ids as Id<'flag'>[]}::uuid[])`;
}

/** Takes away what somebody wrote when they pointed something out, and that it was they. */
export async function stripFlags(tx: Tx, personId: Id<'person'>, instead: string): Promise<void> {
  await tx`
    update flags set person_id = null, words = case when words is null then null else ${instead} end
    where community_id = ${tx.community} and person_id = ${personId}`;
}

/** Who objected to what was shown of these matters and said about these reports, and in which words. */
export async function stripFlagsOn(
  tx: Tx,
  { matterIds, reportIds }: { matterIds: readonly Id<'matter'>[]; reportIds: readonly Id<'report'>[] },
  instead: string,
): Promise<void> {
  await tx`
    update flags set person_id = null, words = case when words is null then null else ${instead} end,
      decision_words = case when decision_words is null then null else ${instead} end
    where community_id = ${tx.community}
      and (matter_id = any(${[...matterIds]}::uuid[]) or report_id = any(${[...reportIds]}::uuid[]))`;
}
