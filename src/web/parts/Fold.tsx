import type { ComponentChildren } from 'preact';

type FoldProps = {
  title: string;
  /** What is inside, in few words: who reads it knows whether to open it. */
  holds: string;
  children: ComponentChildren;
};

/** A titled part of a long page, folded up until somebody looks for theirs; on paper all of it stands open. */
export function Fold({ title, holds, children }: FoldProps) {
  return (
    <details class="card fold printed section-gap">
      <summary>
        <h2>{title}</h2>
        <span class="small soft">{holds}</span>
      </summary>
      {children}
    </details>
  );
}
