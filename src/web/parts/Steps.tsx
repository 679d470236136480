import { type Locale, sayIn } from '../../kernel/text.ts';
import { webText } from '../web.text.ts';

type StepsProps = { locale: Locale; current: number; total: number };

/** Which question of a flow this is; the words stand in the AppBar (`stepWords`). */
export function Steps({ locale, current, total }: StepsProps) {
  return (
    <div class="steps" role="img" aria-label={stepWords(locale, current, total)}>
      {Array.from({ length: total }, (_, index) => (
        <span
          key={index}
          data-stage={index + 1 < current ? 'done' : index + 1 === current ? 'now' : 'later'}
        />
      ))}
    </div>
  );
}

/** 第2步，共4步 */
export function stepWords(locale: Locale, current: number, total: number): string {
  return sayIn(locale)(webText.step, current, total);
}
