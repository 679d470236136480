import type { ComponentChildren } from 'preact';
import { classNames } from './class-names.ts';

type PaneProps = {
  label: string;
  kind: 'list' | 'item' | 'acts';
  /** Differs once others have changed what is shown (the live-page island). */
  state?: string | undefined;
  children: ComponentChildren;
};

/** One column of Panes. */
export function Pane({ label, kind, state, children }: PaneProps) {
  return (
    <section
      class={classNames('pane', kind !== 'item' && `pane-${kind}`, kind === 'acts' && 'dense')}
      aria-label={label}
      data-live-state={state}
      // What scrolls must be reachable by keyboard (WCAG 2.1.1), also when nothing in it can be focused.
      tabIndex={kind === 'item' ? 0 : undefined}
    >
      {children}
    </section>
  );
}
