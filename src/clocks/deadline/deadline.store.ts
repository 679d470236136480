import type postgres from 'postgres';
import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { formatInstant, type Instant, type LocalDate } from '../../kernel/time.ts';
import { maybeRow, rows, type Statement, type Tx } from '../../platform/database.ts';
import {
  type ClockKind,
  categoryLimit,
  clockEnds,
  clockKind,
  limit,
  pauseReason,
} from './deadline.contract.ts';

export type DeadlineId = Id<'deadline'>;

const id = z.custom<DeadlineId>((value) => typeof value === 'string');
const subjectId = z.custom<Id>((value) => typeof value === 'string');
const at = z.custom<Instant>((value) => typeof value === 'number');

/** Instants inside `data` are milliseconds since 1970-01-01T00:00Z. */
const data = z.strictObject({
  limit,
  pauses: z.array(z.strictObject({ from: at, to: at.nullable(), reason: pauseReason })).readonly(),
  extension: z.strictObject({ count: z.int().min(1), at }).nullable(),
  halvedFrom: z.array(categoryLimit).readonly(),
  category: categoryLimit.nullable(),
  relimits: z
    .array(z.strictObject({ at, from: categoryLimit, to: categoryLimit }))
    .readonly()
    .optional(),
  missedOn: z.custom<LocalDate>((value) => typeof value === 'string').optional(),
});

const deadlineRow = z.strictObject({
  id,
  subjectId,
  kind: clockKind,
  startedAt: at,
  dueAt: at,
  provisional: z.boolean(),
  suspendedAt: at.nullable(),
  suspendedUntil: at.nullable(),
  endedAt: at.nullable(),
  endedAs: z.enum(clockEnds).nullable(),
  data,
});
export type DeadlineRow = z.output<typeof deadlineRow>;

function columns(tx: Tx): postgres.PendingQuery<postgres.Row[]> {
  return tx`id, subject_id, kind, started_at, due_at, provisional, suspended_at, suspended_until, ended_at,
    ended_as, data`;
}

/** The rows travel as one JSON parameter, so that a statement is the same for one clock and for a thousand. */
export function insertDeadlines(tx: Tx, deadlines: readonly DeadlineRow[]): Statement {
  const written = (at: Instant | null) => (at === null ? null : formatInstant(at));
  const values = deadlines.map((row) => ({
    ...row,
    ...{ startedAt: written(row.startedAt), dueAt: written(row.dueAt), endedAt: written(row.endedAt) },
    ...{ suspendedAt: written(row.suspendedAt), suspendedUntil: written(row.suspendedUntil) },
  }));
  return tx`
    insert into deadlines (community_id, id, subject_id, kind, started_at, due_at, provisional, suspended_at,
      suspended_until, ended_at, ended_as, data)
    select ${tx.community}, id, "subjectId", kind, "startedAt", "dueAt", provisional, "suspendedAt",
      "suspendedUntil", "endedAt", "endedAs", data
    from jsonb_to_recordset(${tx.json(values as unknown as postgres.JSONValue)}::jsonb) as fresh (id uuid,
      "subjectId" uuid, kind text, "startedAt" timestamptz, "dueAt" timestamptz, provisional boolean,
      "suspendedAt" timestamptz, "suspendedUntil" timestamptz, "endedAt" timestamptz, "endedAs" text, data jsonb)`;
}

export async function updateDeadline(tx: Tx, row: DeadlineRow): Promise<void> {
  await tx`
    update deadlines set due_at = ${row.dueAt}, provisional = ${row.provisional},
      suspended_at = ${row.suspendedAt}, suspended_until = ${row.suspendedUntil},
      ended_at = ${row.endedAt}, ended_as = ${row.endedAs},
      data = ${tx.json(row.data as unknown as postgres.JSONValue)}
    where community_id = ${tx.community} and id = ${row.id}`;
}

/** The running clock of a kind, locked until the transaction ends. */
export function lockRunning(tx: Tx, subject: Id, kind: ClockKind): Promise<DeadlineRow | undefined> {
  return maybeRow(
    deadlineRow,
    tx`
      select ${columns(tx)} from deadlines
      where community_id = ${tx.community} and subject_id = ${subject} and kind = ${kind} and ended_at is null
      for update`,
  );
}

/** All running clocks of a subject, or of the whole community, locked in one order until the transaction ends. */
export function lockAllRunning(tx: Tx, subject: Id | null): Promise<DeadlineRow[]> {
  return rows(
    deadlineRow,
    tx`
      select ${columns(tx)} from deadlines
      where community_id = ${tx.community} and ended_at is null
        ${subject === null ? tx`` : tx`and subject_id = ${subject}`}
      order by id for update`,
  );
}

/** All running clocks of the community, to look at. */
export function listAllRunning(tx: Tx): Promise<DeadlineRow[]> {
  return rows(
    deadlineRow,
    tx`
      select ${columns(tx)} from deadlines
      where community_id = ${tx.community} and ended_at is null order by id`,
  );
}

/** Suspended clocks that should have gone on by an instant. */
export function lockExhausted(tx: Tx, by: Instant): Promise<DeadlineRow[]> {
  return rows(
    deadlineRow,
    tx`
      select ${columns(tx)} from deadlines
      where community_id = ${tx.community} and suspended_at is not null and suspended_until <= ${by}
      order by id for update`,
  );
}

/** Running clocks of a kind whose time is over; those that somebody is just changing are left for later. */
export function lockLapsed(tx: Tx, kind: ClockKind, at: Instant, limit: number): Promise<DeadlineRow[]> {
  return rows(
    deadlineRow,
    tx`
      select ${columns(tx)} from deadlines
      where community_id = ${tx.community} and kind = ${kind} and ended_at is null and due_at < ${at}
      order by due_at, id limit ${limit} for update skip locked`,
  );
}

export function listBySubjects(tx: Tx, subjects: readonly Id[]): Promise<DeadlineRow[]> {
  return rows(
    deadlineRow,
    tx`
      select ${columns(tx)} from deadlines
      where community_id = ${tx.community} and subject_id = any(${subjects as Id[]}::uuid[])
      order by subject_id, started_at, id`,
  );
}

export function listRunningDue(tx: Tx, until: Instant, limit: number): Promise<DeadlineRow[]> {
  return rows(
    deadlineRow,
    tx`
      select ${columns(tx)} from deadlines
      where community_id = ${tx.community} and ended_at is null and suspended_at is null and due_at <= ${until}
      order by due_at, id limit ${limit}`,
  );
}

/** Running clocks of some kinds of the whole community; those that stand still are left out. */
export function listRunningOf(tx: Tx, kinds: readonly ClockKind[]): Promise<DeadlineRow[]> {
  return rows(
    deadlineRow,
    tx`
      select ${columns(tx)} from deadlines
      where community_id = ${tx.community} and kind = any(${[...kinds]}::text[]) and ended_at is null
        and suspended_at is null
      order by id`,
  );
}
