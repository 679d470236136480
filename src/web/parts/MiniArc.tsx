import { type Locale, sayIn } from '../../kernel/text.ts';
import { webText } from '../web.text.ts';
import { type StageReached, stageState, stages } from './stages.ts';

/** The five stages as five dashes, for lists. */
export function MiniArc({ locale, reached }: { locale: Locale; reached: StageReached }) {
  const t = sayIn(locale);
  const words =
    reached === 'finished'
      ? t(webText.miniArcDone)
      : t(webText.miniArc, stages.indexOf(reached) + 1, t(webText.stages[reached]));
  return (
    <span class="mini-arc" role="img" aria-label={words}>
      {stages.map((stage) => (
        <span key={stage} data-stage={stageState(stage, reached)} />
      ))}
    </span>
  );
}
