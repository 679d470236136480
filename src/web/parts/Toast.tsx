import type { ComponentChildren } from 'preact';
import { Icon } from '../icons/Icon.tsx';

/** What was just done. `act` is the way back: a link or a form with one `toast-act` button. */
export type Flash = {
  text: string;
  tone?: 'ok' | 'problem' | undefined;
  act?: ComponentChildren;
};

/** Shown once, on the page after the act; the document puts it first and announces it. */
export function Toast({ text, tone = 'ok', act }: Flash) {
  return (
    <div class="flash" role={tone === 'ok' ? 'status' : 'alert'}>
      <div class="toast">
        <Icon name={tone === 'ok' ? 'check' : 'circle-alert'} />
        <span>{text}</span>
        {act}
      </div>
    </div>
  );
}
