import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../icons/Icon.tsx';

export type QueueItem = {
  href: string;
  number: string;
  channel: { icon: IconName; label: string };
  title: string;
  /** 6幢 · 12位邻居 */
  facts: string;
  /** A SlaClock. */
  clock?: ComponentChildren;
  /** A Chip, such as 安全. */
  mark?: ComponentChildren;
  current?: boolean | undefined;
  /** A box to tick beside it, for what is done to several at once; it belongs to the form of that id. */
  pick?: { form: string; name: string; value: string; label: string } | undefined;
};

/** What waits at the desk; J and K move through it, X ticks the one in hand (the desk-keys island). */
export function Queue({ items }: { items: readonly QueueItem[] }) {
  return (
    <ul data-queue>
      {items.map((item) => (
        <li key={item.href} class={item.pick && 'queue-row'}>
          {item.pick && (
            <label class="queue-pick">
              <input
                type="checkbox"
                form={item.pick.form}
                name={item.pick.name}
                value={item.pick.value}
                aria-label={item.pick.label}
              />
            </label>
          )}
          <a class="queue-item" href={item.href} aria-current={item.current ? 'true' : undefined}>
            <span class="row row-wrap tiny">
              <span class="softer">{item.number}</span>
              <span class="with-icon soft">
                <Icon name={item.channel.icon} size="s" />
                {item.channel.label}
              </span>
              <span class="push">{item.clock}</span>
            </span>
            <span class="queue-item-title">{item.title}</span>
            <span class="row row-wrap small soft">
              <span>{item.facts}</span>
              {item.mark && <span class="row push">{item.mark}</span>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
