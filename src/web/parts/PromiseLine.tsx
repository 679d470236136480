import { type Locale, sayIn } from '../../kernel/text.ts';
import { Icon } from '../icons/Icon.tsx';
import { webText } from '../web.text.ts';
import { Chip } from './Chip.tsx';

type PromiseLineProps = {
  locale: Locale;
  /** 5月28日 */
  promised: string;
  /** Absent while it is not resolved. */
  actual?: string | undefined;
  /** 按时, 晚2天, 剩46分 */
  verdict?: { kind: 'on-time' | 'late' | 'running'; text: string } | undefined;
};

/** What was promised, what happened, and whether the two agree: always together. */
export function PromiseLine({ locale, promised, actual, verdict }: PromiseLineProps) {
  const t = sayIn(locale);
  return (
    <div class="promise">
      <dl>
        <div class="promise-fact">
          <dt>{t(webText.promised)}</dt>
          <dd>{promised}</dd>
        </div>
        <div class="promise-fact">
          <dt>{t(webText.actual)}</dt>
          <dd>
            <span class="promise-arrow">
              <Icon name="arrow-right" />
            </span>
            {actual ?? t(webText.notYet)}
          </dd>
        </div>
      </dl>
      {verdict && (
        <Chip
          tone={verdict.kind === 'late' ? 'red' : verdict.kind === 'on-time' ? 'teal' : 'plain'}
          icon={verdict.kind === 'late' ? 'circle-alert' : verdict.kind === 'on-time' ? 'check' : 'clock'}
        >
          {verdict.text}
        </Chip>
      )}
    </div>
  );
}
