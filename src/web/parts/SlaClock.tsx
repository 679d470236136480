import { type Locale, sayIn } from '../../kernel/text.ts';
import { formatInstant, type Instant } from '../../kernel/time.ts';
import { webText } from '../web.text.ts';

type SlaClockProps = {
  locale: Locale;
  /** soon: under a fifth is left. suspended: the ring is empty and `text` says why. */
  state: 'running' | 'soon' | 'over' | 'suspended';
  /** Share of the time that is left, 0 to 1. */
  left: number;
  /** 剩46分, 明天到期, 超1天, 挂起：等表决 */
  text: string;
  /** What is due, before the text: 到场, 受理. */
  what?: string | undefined;
  /** Given only when due within a day: the live-clock island then keeps the minutes right. */
  dueAt?: Instant | undefined;
};

const circumference = 44;

/** How much time is left, as a ring and in words. */
export function SlaClock({ locale, state, left, text, what, dueAt }: SlaClockProps) {
  const t = sayIn(locale);
  const share = state === 'over' ? 1 : state === 'suspended' ? 0 : Math.min(1, Math.max(0, left));
  const live =
    dueAt === undefined
      ? {}
      : {
          'data-due': formatInstant(dueAt),
          'data-hours': t(webText.clockLeft.hours),
          'data-minutes': t(webText.clockLeft.minutes),
          'data-over': t(webText.clockLeft.over),
        };
  return (
    <span class="clock" data-state={state}>
      <svg class="clock-ring" viewBox="0 0 20 20" aria-hidden="true">
        <circle class="clock-round" cx="10" cy="10" r="7" />
        {share > 0 && (
          <circle
            class="clock-left"
            cx="10"
            cy="10"
            r="7"
            stroke-dasharray={`${(share * circumference).toFixed(1)} ${circumference}`}
            transform="rotate(-90 10 10)"
          />
        )}
      </svg>
      <span>
        {what && `${what} `}
        <span {...live}>{text}</span>
      </span>
    </span>
  );
}
