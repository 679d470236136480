import type { ComponentChildren } from 'preact';

type PanesProps = {
  columns: 2 | 3;
  /** On a narrow screen, where panes stand under one another: the list, or the open item without the list. */
  showing: 'list' | 'item';
  children: ComponentChildren;
};

/** List, item and decision side by side; its children are Panes. */
export function Panes({ columns, showing, children }: PanesProps) {
  return (
    <div class={`panes panes-${columns}`} data-showing={showing}>
      {children}
    </div>
  );
}
