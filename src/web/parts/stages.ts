/** The five stages of a matter, in the order in which the sun passes them. */
export const stages = ['collect', 'accept', 'handle', 'feedback', 'evaluate'] as const;

export type Stage = (typeof stages)[number];

/** Where a matter stands: in one of the stages, or past the last. */
export type StageReached = Stage | 'finished';

/** Whether a stage is done, is now, or comes later. */
export function stageState(stage: Stage, reached: StageReached): 'done' | 'now' | 'later' {
  const at = reached === 'finished' ? stages.length : stages.indexOf(reached);
  const index = stages.indexOf(stage);
  return index < at ? 'done' : index === at ? 'now' : 'later';
}
