import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { dateOf, type Instant, type LocalDate } from '../../kernel/time.ts';
import type { CallbackAnswer, CallbackOutcome } from './callback.contract.ts';

/** Two tries a day at most: three tries have to spread over two days, and nobody is to be pestered. */
export const maxTriesADay = 2;

/** A try as the rules know it: of this round of work only. */
export type Attempt = { at: Instant; outcome: CallbackOutcome };

/** How often and on how many days of China's calendar the reporter was asked in this round. */
export function countCalls(attempts: readonly Attempt[]): { count: number; days: number } {
  return { count: attempts.length, days: new Set(attempts.map((attempt) => dateOf(attempt.at))).size };
}

export type NewAttempt = { outcome: CallbackOutcome; answer: CallbackAnswer | null };

/**
 * Judges a try before it is recorded: an answer exactly when answered, no more than two a day. Gives the tries
 * including this one, for `decideCall`; or the answer, for `decideAnswer`.
 */
export function judgeAttempt(
  attempts: readonly Attempt[],
  attempt: NewAttempt,
  now: Instant,
): Outcome<
  | { answer: CallbackAnswer; calls: { count: number; days: number } }
  | { answer: null; calls: { count: number; days: number } },
  'answer-missing' | 'tried-today'
> {
  if ((attempt.outcome === 'answered') !== (attempt.answer !== null)) return refuse('answer-missing');
  const calls = countCalls([...attempts, { at: now, outcome: attempt.outcome }]);
  if (attempt.answer !== null) return ok({ answer: attempt.answer, calls });
  const today: LocalDate = dateOf(now);
  const triesToday = attempts.filter((earlier) => dateOf(earlier.at) === today).length;
  return triesToday >= maxTriesADay ? refuse('tried-today') : ok({ answer: null, calls });
}

/** Whether a reporter may answer now: once a round; a later "no" is a reopening and judged there. */
export function mayAnswerAgain(
  answered: boolean,
  answer: Pick<CallbackAnswer, 'solved'>,
): true | 'already-answered' {
  return answered && answer.solved !== 'no' ? 'already-answered' : true;
}

/** A share of counted things; with nothing to divide by it is shown as “—”, never as 0% or 100%. */
export type Share = { numerator: number; denominator: number };

/** The first reporter's last answer of each resolved matter, or null where nobody answered (未评价). */
export type RatedMatter = Pick<CallbackAnswer, 'solved' | 'satisfaction'> | null;

/**
 * 解决率 = answered "解决" ÷ valid callbacks; 满意率 = 满意 and better, and where counted so 基本满意, ÷ valid
 * callbacks (北京市接诉即办工作条例 32). Silence is not a valid callback; an answer without a rating is one,
 * and does not count as satisfied.
 */
export function readRates(
  matters: readonly RatedMatter[],
  basicallySatisfiedCounts: boolean,
): { solved: Share; satisfied: Share; unrated: number } {
  const valid = matters.filter((answer) => answer !== null);
  const line = basicallySatisfiedCounts ? 3 : 4;
  const denominator = valid.length;
  return {
    solved: { numerator: valid.filter((answer) => answer.solved === 'yes').length, denominator },
    satisfied: {
      numerator: valid.filter((answer) => answer.satisfaction !== null && answer.satisfaction >= line).length,
      denominator,
    },
    unrated: matters.length - denominator,
  };
}

/** A share in hundredths of a percent, rounded half up, or null when there is nothing to divide by. */
export function shareInBasisPoints(share: Share): number | null {
  if (share.denominator === 0) return null;
  return Math.floor((share.numerator * 20_000 + share.denominator) / (2 * share.denominator));
}
