import { Icon, type IconName } from '../icons/Icon.tsx';

/** Another way to what could not be done here: a number to call, and when somebody answers it. */
export type WayOnProps = { href: string; label: string; aside: string; icon: IconName };

export function WayOn({ href, label, aside, icon }: WayOnProps) {
  return (
    <p class="row row-wrap form-gap">
      <a class="link" href={href}>
        <Icon name={icon} size="s" /> {label}
      </a>
      <span class="soft">{aside}</span>
    </p>
  );
}
