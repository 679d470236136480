import { pauseReasonName } from '../../../clocks/deadline/deadline.text.ts';
import type { Say } from '../../../kernel/text.ts';
import { dateOf, daysBetween, type Instant, localDate } from '../../../kernel/time.ts';
import type { Stage as ShownStage, StageReached } from '../../../web/parts/stages.ts';
import { sayTightDay } from '../../../web/when.text.ts';
import type { MatterState, PublicMatter, Stage } from '../matter.contract.ts';
import { answerableStates, stagesOf } from '../matter.states.ts';
import { matterPageText } from './matter-page.text.ts';

const shownStage = {
  collected: 'collect',
  accepted: 'accept',
  handling: 'handle',
  feedback: 'feedback',
  rating: 'evaluate',
} satisfies Record<Stage, ShownStage>;

/** The stage that is now, for the arc; `finished` once all are behind. */
export function reachedOf({ state }: { state: MatterState }): StageReached {
  const now = stagesOf(state).find(({ status }) => status === 'now');
  return now ? shownStage[now.stage] : 'finished';
}

/** The day under each stage that has one; under the last, whether it is the reader's turn. */
export function stageNotes(
  say: Say,
  matter: Pick<PublicMatter, 'stages' | 'state'>,
  now: Instant,
  mayAnswer: boolean,
): Partial<Record<ShownStage, string>> {
  const dated = matter.stages.flatMap(({ stage, on }) =>
    on === null ? [] : [[shownStage[stage], sayTightDay(say, on, now)] as const],
  );
  const turn = mayAnswer && answerableStates.has(matter.state);
  return {
    ...Object.fromEntries(dated),
    ...(turn && { evaluate: say(matterPageText.yourTurn) }),
  };
}

export type PromiseVerdict = { kind: 'on-time' | 'late' | 'running'; text: string };

/** Whether what happened agrees with what was promised, in words. */
export function verdictOf(
  say: Say,
  matter: Pick<PublicMatter, 'promisedOn' | 'resolvedOn' | 'suspendedFor'>,
  now: Instant,
): PromiseVerdict | undefined {
  const { promisedOn, resolvedOn, suspendedFor } = matter;
  if (suspendedFor !== null) return { kind: 'running', text: say(pauseReasonName[suspendedFor]) };
  if (promisedOn === null) return undefined;
  const promised = localDate(promisedOn);
  if (resolvedOn !== null) {
    const late = daysBetween(promised, localDate(resolvedOn));
    return late > 0
      ? { kind: 'late', text: say(matterPageText.late, late) }
      : { kind: 'on-time', text: say(matterPageText.onTime) };
  }
  const left = daysBetween(dateOf(now), promised);
  if (left < 0) return { kind: 'late', text: say(matterPageText.over, -left) };
  return {
    kind: 'running',
    text: left === 0 ? say(matterPageText.dueToday) : say(matterPageText.left, left),
  };
}
