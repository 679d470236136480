import { z } from 'zod';
import type { Instant, LocalDate } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, rows, type Tx } from '../../platform/database.ts';
import type { PersonId } from '../person/person.contract.ts';
import { type PostId, postIdSchema } from '../post/post.contract.ts';
import type { Absence, AbsenceId } from './absence.contract.ts';

const day = z.iso.date() as unknown as z.ZodType<LocalDate>;

const absenceRow = z.object({
  id: idOf('absence'),
  postId: postIdSchema,
  deputyPostId: postIdSchema,
  absentFrom: day,
  absentUntil: day,
});

const columns = (tx: Tx) => tx`id, post_id, deputy_post_id, absent_from, absent_until`;

/** Held while absences change, so that two do not choose each other, or the same days, at once. */
export async function lockAbsences(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`absences ${tx.community}`}, 0))`;
}

export async function insertAbsence(
  tx: Tx,
  absence: Absence & { toldBy: PersonId; toldAt: Instant },
): Promise<void> {
  const { id, postId, deputyPostId, absentFrom, absentUntil, toldBy, toldAt } = absence;
  await tx`
    insert into absences (community_id, id, post_id, deputy_post_id, absent_from, absent_until, told_by, told_at)
    values (${tx.community}, ${id}, ${postId}, ${deputyPostId}, ${absentFrom}, ${absentUntil}, ${toldBy},
      ${toldAt})`;
}

/** Absences that are not over on a day, whether they have begun or not. */
export function listFrom(tx: Tx, on: LocalDate): Promise<Absence[]> {
  return rows(
    absenceRow,
    tx`select ${columns(tx)} from absences
      where community_id = ${tx.community} and ended_at is null and absent_until > ${on}
      order by absent_from, id`,
  );
}

export function findOpen(tx: Tx, id: AbsenceId, on: LocalDate): Promise<Absence | undefined> {
  return maybeRow(
    absenceRow,
    tx`select ${columns(tx)} from absences
      where community_id = ${tx.community} and id = ${id} and ended_at is null and absent_until > ${on}`,
  );
}

/** An absence whatever became of it. */
export function findAny(tx: Tx, id: AbsenceId): Promise<(Absence & { ended: boolean }) | undefined> {
  return maybeRow(
    absenceRow.extend({ ended: z.boolean() }),
    tx`select ${columns(tx)}, ended_at is not null as ended from absences where community_id = ${tx.community} and id = ${id}`,
  );
}

export async function endAbsence(tx: Tx, id: AbsenceId, by: PersonId, at: Instant): Promise<void> {
  await tx`update absences set ended_at = ${at}, ended_by = ${by}
    where community_id = ${tx.community} and id = ${id}`;
}

export async function updateDeputy(tx: Tx, id: AbsenceId, deputy: PostId): Promise<void> {
  await tx`update absences set deputy_post_id = ${deputy}
    where community_id = ${tx.community} and id = ${id}`;
}
