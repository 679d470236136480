import { Icon, type IconName } from '../icons/Icon.tsx';

type IconLinkProps = { href: string; icon: IconName; label: string; dot?: boolean | undefined };

/** For the universal few (back, close, search, bell, phone); `dot` marks that something is waiting. */
export function IconLink({ href, icon, label, dot }: IconLinkProps) {
  return (
    <a class="icon-button" href={href} aria-label={label}>
      <Icon name={icon} />
      {dot && <span class="dot" />}
    </a>
  );
}
