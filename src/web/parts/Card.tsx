import type { ComponentChildren } from 'preact';
import { classNames } from './class-names.ts';

type CardProps = {
  /** chosen: the one that is most likely meant, edged in teal. */
  tone?: 'plain' | 'quiet' | 'chosen' | undefined;
  as?: 'div' | 'article' | 'section' | undefined;
  /** Names a section or article that has no heading of its own. */
  label?: string | undefined;
  children: ComponentChildren;
};

export function Card({ tone = 'plain', as: Element = 'div', label, children }: CardProps) {
  return (
    <Element class={classNames('card', tone !== 'plain' && `card-${tone}`)} aria-label={label}>
      {children}
    </Element>
  );
}
