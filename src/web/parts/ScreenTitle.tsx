import type { ComponentChildren } from 'preact';

type ScreenTitleProps = {
  /** hidden: the page speaks for itself on sight, but not to a screen reader. */
  look?: 'screen' | 'display' | 'hidden' | undefined;
  children: ComponentChildren;
};

/** The page's one h1 on the resident's screens (staff pages have theirs in TopBar). */
export function ScreenTitle({ look = 'screen', children }: ScreenTitleProps) {
  return <h1 class={look === 'hidden' ? 'unseen' : `${look}-title`}>{children}</h1>;
}
