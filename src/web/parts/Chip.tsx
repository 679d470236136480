import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../icons/Icon.tsx';
import { classNames } from './class-names.ts';

type ChipProps = {
  /** teal: done; sun: soon; now: waits for you; red: overdue; line: a fact about the kind of thing. */
  tone?: 'plain' | 'teal' | 'sun' | 'now' | 'red' | 'line' | undefined;
  icon?: IconName | undefined;
  children: ComponentChildren;
};

export function Chip({ tone = 'plain', icon, children }: ChipProps) {
  return (
    <span class={classNames('chip', tone !== 'plain' && `chip-${tone}`)}>
      {icon && <Icon name={icon} size="s" />}
      {children}
    </span>
  );
}
