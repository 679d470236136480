import type { ComponentChildren } from 'preact';

type PaneHeadProps = { title: string; level?: 'h2' | 'h3' | undefined; aside?: ComponentChildren };

/** The small title of a part of a pane. */
export function PaneHead({ title, level: Heading = 'h2', aside }: PaneHeadProps) {
  return (
    <div class="pane-head">
      <Heading>{title}</Heading>
      {aside && <span class="pane-head-aside">{aside}</span>}
    </div>
  );
}
