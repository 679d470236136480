import type { ComponentChildren } from 'preact';
import { type Locale, sayIn } from '../../kernel/text.ts';
import { webText } from '../web.text.ts';

type CopyTextProps = {
  locale: Locale;
  id: string;
  /** What is copied, exactly as it stands. */
  children: ComponentChildren;
  /** What the button copies, for those who do not see what it stands beside: 复制查看密码. */
  label: string;
};

/** A text to take along: selected whole with one press, with a button where scripts run (the copy-text island). */
export function CopyText({ locale, id, children, label }: CopyTextProps) {
  const t = sayIn(locale);
  return (
    <div class="row row-wrap copy-text">
      <span class="mono" id={id}>
        {children}
      </span>
      <button
        class="button button-line button-small"
        type="button"
        hidden
        data-copies={id}
        aria-label={label}
      >
        {t(webText.copy)}
      </button>
      <span
        class="small soft"
        role="status"
        data-copied={t(webText.copied)}
        data-selected={t(webText.copySelected)}
      />
    </div>
  );
}
