import { type Locale, sayIn } from '../../kernel/text.ts';
import { webText } from '../web.text.ts';
import { type Stage, type StageReached, stageState, stages } from './stages.ts';

type DayArcProps = {
  locale: Locale;
  reached: StageReached;
  /** A date or a word under a stage: 5/25, 今天, 等你. */
  notes?: Partial<Record<Stage, string>> | undefined;
};

/*
 * The sun's path is one quadratic Bézier from (35, 52) over (175, 22) to (315, 52); the stages stand at its
 * quarters. All geometry is in SVG attributes, because the content security policy allows no style attribute.
 */
const start = { x: 35, y: 52 };
const width = 280;
const controlY = -8;

function pointAt(t: number): { x: number; y: number } {
  const y = start.y * (1 - t) ** 2 + 2 * controlY * t * (1 - t) + start.y * t ** 2;
  return { x: start.x + width * t, y: Math.round(y * 10) / 10 };
}

/** The part of the path from its start to `t`: the curve split there (de Casteljau). */
function pathTo(t: number): string {
  const end = pointAt(t);
  const controlX = start.x + (width / 2) * t;
  const cutY = start.y + (controlY - start.y) * t;
  return `M${start.x} ${start.y}Q${controlX} ${Math.round(cutY * 10) / 10} ${end.x} ${end.y}`;
}

const rays =
  'M15 0h4M10.6 10.6l2.8 2.8M0 15v4M-10.6 10.6l-2.8 2.8M-15 0h-4M-10.6-10.6l-2.8-2.8M0-15v-4M10.6-10.6l2.8-2.8';

/** How far a matter has come, drawn as the sun's day, with the list that says the same under it. */
export function DayArc({ locale, reached, notes = {} }: DayArcProps) {
  const t = sayIn(locale);
  const at = reached === 'finished' ? stages.length - 1 : stages.indexOf(reached);
  return (
    <div class="arc">
      <svg class="arc-drawing" viewBox="0 -4 350 78" aria-hidden="true">
        <path class="arc-path" d={pathTo(1)} />
        {at > 0 && <path class="arc-way" d={pathTo(at / 4)} />}
        {stages.map((stage, index) => (
          <Mark key={stage} state={stageState(stage, reached)} {...pointAt(index / 4)} />
        ))}
      </svg>
      <ol class="arc-stages" aria-label={t(webText.arcName)}>
        {stages.map((stage) => {
          const state = stageState(stage, reached);
          return (
            <li
              key={stage}
              class="arc-stage"
              data-stage={state}
              aria-current={state === 'now' ? 'step' : undefined}
            >
              <b>{t(webText.stages[stage])}</b>
              {state === 'done' && <span class="unseen">{t(webText.stageDone)}</span>}
              {notes[stage] && <span class="arc-note">{notes[stage]}</span>}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Mark({ state, x, y }: { state: 'done' | 'now' | 'later'; x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      {state === 'done' && (
        <>
          <circle class="arc-done" r="9" />
          <path class="arc-check" d="M-3.5.3l2.5 2.6 4.6-5" />
        </>
      )}
      {state === 'later' && <circle class="arc-later" r="6.5" />}
      {state === 'now' && (
        <>
          <circle class="arc-sky" r="22" />
          <circle class="arc-sun" r="11" />
          <path class="arc-rays" d={rays} />
        </>
      )}
    </g>
  );
}
