import type { ComponentChildren } from 'preact';

/** What the pages that have nothing to show say instead. */
export type StateProps = {
  title: string;
  text: string;
  /** One LinkButton or Button. */
  action?: ComponentChildren;
  /** h1 when the whole page is this state. */
  heading?: 'h1' | 'h2' | undefined;
};
