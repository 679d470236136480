import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../icons/Icon.tsx';

type LinkProps = {
  href: string;
  iconAfter?: IconName | undefined;
  label?: string | undefined;
  children: ComponentChildren;
};

/** A link that stands on its own line. Inside a sentence write a plain `<a>`. */
export function Link({ href, iconAfter = 'chevron-right', label, children }: LinkProps) {
  return (
    <a class="link" href={href} aria-label={label}>
      {children}
      <Icon name={iconAfter} size="s" />
    </a>
  );
}
