import type { Locale } from '../../kernel/text.ts';
import { sayIn } from '../../kernel/text.ts';
import { webText } from '../web.text.ts';
import { WayOn, type WayOnProps } from './WayOn.tsx';

type ErrorSummaryProps = {
  locale: Locale;
  /** Each problem leads to its control. */
  problems: readonly { id: string; text: string }[];
  /** What was refused as a whole, in words that say what the person can do next. */
  refusal?: string | undefined;
  /** Another way to it, such as a number to call. */
  wayOn?: WayOnProps | undefined;
};

/** Everything that keeps a form from being accepted, at its top; nothing when there is nothing. */
export function ErrorSummary({ locale, problems, refusal, wayOn }: ErrorSummaryProps) {
  if (problems.length === 0 && refusal === undefined) return null;
  return (
    <div class="summary" role="alert" id="problems">
      <h2>{refusal ?? sayIn(locale)(webText.problemsTitle)}</h2>
      {problems.length > 0 && (
        <ul>
          {problems.map(({ id, text }) => (
            <li key={id}>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
        </ul>
      )}
      {wayOn && <WayOn {...wayOn} />}
    </div>
  );
}
