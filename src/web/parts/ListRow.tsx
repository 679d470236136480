import type { ComponentChildren } from 'preact';
import { Icon } from '../icons/Icon.tsx';

type ListRowProps = {
  title: string;
  /** Without it the row is not a link. */
  href?: string | undefined;
  /** The line below: chips, a MiniArc, words. */
  facts?: ComponentChildren;
  /** A button at the end; without one a linked row ends in an arrow. */
  action?: ComponentChildren;
};

/** One thing in a list inside CardRows. */
export function ListRow({ title, href, facts, action }: ListRowProps) {
  const main = (
    <>
      <span class="list-row-title">{title}</span>
      {facts && <span class="list-row-facts">{facts}</span>}
    </>
  );
  return (
    <li class="list-row">
      {href === undefined ? (
        <div class="list-row-main">{main}</div>
      ) : (
        <a class="list-row-main" href={href}>
          {main}
        </a>
      )}
      {action ?? (href !== undefined && <Icon name="chevron-right" />)}
    </li>
  );
}
