import type postgres from 'postgres';
import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { rows, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type Looker, type LookKind, lookKinds, lookPosts, type Seen } from './look.contract.ts';

const at = z.custom<Instant>((value) => typeof value === 'number');

const lookRow = z.strictObject({
  id: idOf('look'),
  at,
  personId: idOf('person').nullable(),
  post: z.enum(lookPosts),
  kind: z.enum(lookKinds),
  operation: z.string(),
  subjectId: idOf('person').nullable(),
  number: z.string().nullable(),
  people: z.int().nullable(),
});
export type LookRow = z.output<typeof lookRow>;

type Noted = { looker: Looker; operation: string; now: Instant; since: Instant };

/** Writes down what was not seen by the same since then already. One statement for any number. */
export async function insertLooks(tx: Tx, seen: readonly Seen[], noted: Noted): Promise<void> {
  const { looker, operation, now, since } = noted;
  const values = seen.map(({ kind, subjectId = null, number = null, people = null }) => ({
    ...{ id: newId(), kind, subjectId, number, people },
  }));
  await tx`
    insert into looks
      (community_id, id, at, account_id, person_id, post_id, post, kind, operation, subject_id, number, people)
    select ${tx.community}, s.id, ${now}, ${looker.accountId}::uuid, ${looker.personId}::uuid, ${looker.postId}::uuid,
      ${looker.post}, s.kind, ${operation}, s."subjectId", s.number, s.people
    from jsonb_to_recordset(${tx.json(values as unknown as postgres.JSONValue)}::jsonb)
      as s (id uuid, kind text, "subjectId" uuid, number text, people integer)
    where not exists (
      select from looks l
      where l.community_id = ${tx.community} and l.account_id = ${looker.accountId}::uuid and l.at > ${since}
        and l.kind = s.kind and l.operation = ${operation} and l.subject_id is not distinct from s."subjectId"
        and l.number is not distinct from s.number and l.people is not distinct from s.people)`;
}

/** What was done on the server's command line. */
export async function insertOperatorLook(
  tx: Tx,
  { kind, operation, now }: { kind: LookKind; operation: string; now: Instant },
): Promise<void> {
  await tx`
    insert into looks (community_id, id, at, post, kind, operation)
    values (${tx.community}, ${newId()}, ${now}, 'operator', ${kind}, ${operation})`;
}

export type LookFilter = {
  subjectId?: Id<'person'> | undefined;
  staffId?: Id<'person'> | undefined;
  from?: Instant | undefined;
  /** The first instant after it. */
  until?: Instant | undefined;
  kinds?: readonly LookKind[] | undefined;
};

export type LookPlace = { at: Instant; id: string };

export function listLooks(
  tx: Tx,
  { subjectId, staffId, from, until, kinds }: LookFilter,
  after: LookPlace | null,
  limit: number,
): Promise<LookRow[]> {
  return rows(
    lookRow,
    tx`
      select id, at, person_id, post, kind, operation, subject_id, number, people from looks
      where community_id = ${tx.community}
        ${subjectId ? tx`and subject_id = ${subjectId}` : tx``}
        ${staffId ? tx`and person_id = ${staffId}` : tx``}
        ${from === undefined ? tx`` : tx`and at >= ${from}`}
        ${until === undefined ? tx`` : tx`and at < ${until}`}
        ${kinds === undefined ? tx`` : tx`and kind = any(${[...kinds]}::text[])`}
        ${after === null ? tx`` : tx`and (at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`}
      order by at desc, id desc limit ${limit}`,
  );
}

/** Takes away what is older, a limited number at once; gives how many. */
export async function deleteLooks(tx: Tx, before: Instant, limit: number): Promise<number> {
  const gone = await tx`
    delete from looks where community_id = ${tx.community} and id in (
      select id from looks where community_id = ${tx.community} and at < ${before} order by at limit ${limit})`;
  return gone.count;
}
