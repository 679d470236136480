import type { Frame } from '../../../web/frame.ts';
import { AppBar } from '../../../web/parts/AppBar.tsx';
import { IconLink } from '../../../web/parts/IconLink.tsx';
import { stepWords } from '../../../web/parts/Steps.tsx';
import { stepsText } from './steps.text.ts';

/** What, where, send. Whether neighbours said the same belongs to where: it is asked only where they did. */
export const totalSteps = 3;

/** The head of every step of reporting; `back` is the path of the step before. */
export function StepHead({ frame, step, back }: { frame: Frame; step: number; back: string }) {
  const { say, to } = frame;
  return (
    <AppBar
      title={say(stepsText.title)}
      back={{ href: to(back), label: say(stepsText.back) }}
      aside={stepWords(say.locale, step, totalSteps)}
    >
      <IconLink href={to('')} icon="x" label={say(stepsText.leave)} />
    </AppBar>
  );
}
