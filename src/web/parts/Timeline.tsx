import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../icons/Icon.tsx';

export type TimelineItem = {
  /** Tells the rows apart. */
  key: string;
  icon: IconName;
  /** What happened, as one sentence without a full stop. */
  title: string;
  /** When and who by role: 今天 09:20 · 社区回访员 */
  meta: string;
  body?: ComponentChildren;
  /** The row that is true now, in amber. */
  now?: boolean | undefined;
};

/** What happened to a matter, newest first. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol class="timeline">
      {items.map((item) => (
        <li key={item.key} class={item.now ? 'timeline-now' : undefined}>
          <span class="timeline-mark">
            <Icon name={item.icon} />
          </span>
          <p class="timeline-title">{item.title}</p>
          <p class="timeline-meta">{item.meta}</p>
          {item.body && <div class="timeline-body">{item.body}</div>}
        </li>
      ))}
    </ol>
  );
}
