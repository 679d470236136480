import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { rows, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { solvedAnswers } from '../../resolve/matter/matter.contract.ts';
import { type CallbackAnswer, callbackOutcomes, callbackWays } from './callback.contract.ts';

const instant = z.number() as unknown as z.ZodType<Instant>;

const attemptRow = z.object({
  round: z.number(),
  at: instant,
  way: z.enum(callbackWays),
  outcome: z.enum(callbackOutcomes),
});
export type AttemptRow = z.output<typeof attemptRow>;

export function listAttempts(tx: Tx, matterId: Id<'matter'>): Promise<AttemptRow[]> {
  return rows(
    attemptRow,
    tx`select round, at, way, outcome from callback_attempts
      where community_id = ${tx.community} and matter_id = ${matterId} order by at, id`,
  );
}

export async function insertAttempt(
  tx: Tx,
  attempt: AttemptRow & { matterId: Id<'matter'>; reportId: Id<'report'>; personId: Id<'person'> },
): Promise<void> {
  const { matterId, reportId, round, at, way, outcome, personId } = attempt;
  await tx`
    insert into callback_attempts (community_id, id, matter_id, report_id, round, at, way, outcome, person_id)
    values (${tx.community}, ${newId()}, ${matterId}, ${reportId}, ${round}, ${at}, ${way}, ${outcome}, ${personId})`;
}

const answerRow = z.object({
  reportId: idOf('report'),
  round: z.number(),
  at: instant,
  isFirst: z.boolean(),
  solved: z.enum(solvedAnswers),
  satisfaction: z.number().nullable(),
  attitude: z.number().nullable(),
  words: z.string().nullable(),
});
export type AnswerRow = z.output<typeof answerRow>;

export function listAnswers(tx: Tx, matterId: Id<'matter'>): Promise<AnswerRow[]> {
  return rows(
    answerRow,
    tx`select report_id, round, at, is_first, solved, satisfaction, attitude, words from callback_answers
      where community_id = ${tx.community} and matter_id = ${matterId} order by at`,
  );
}

/** Keeps a reporter's answer of a round; a later "no" of the same round takes the place of an earlier "yes". */
export async function upsertAnswer(
  tx: Tx,
  answer: CallbackAnswer & {
    matterId: Id<'matter'>;
    reportId: Id<'report'>;
    round: number;
    at: Instant;
    isFirst: boolean;
  },
): Promise<void> {
  const { matterId, reportId, round, at, isFirst, solved, satisfaction, attitude, words } = answer;
  await tx`
    insert into callback_answers (community_id, matter_id, report_id, round, at, is_first, solved, satisfaction,
      attitude, words)
    values (${tx.community}, ${matterId}, ${reportId}, ${round}, ${at}, ${isFirst}, ${solved}, ${satisfaction},
      ${attitude}, ${words})
    on conflict (community_id, matter_id, report_id, round) do update
      set at = excluded.at, solved = excluded.solved, satisfaction = excluded.satisfaction,
        attitude = excluded.attitude, words = excluded.words`;
}

/** Takes away what people wrote beside their answers; the answers themselves count on. */
export async function stripAnswers(tx: Tx, reports: readonly Id<'report'>[]): Promise<void> {
  await tx`
    update callback_answers set words = null
    where community_id = ${tx.community} and report_id = any(${[...reports]}::uuid[])`;
}
