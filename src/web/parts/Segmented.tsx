import { Icon, type IconName } from '../icons/Icon.tsx';

type SegmentedProps = {
  label: string;
  items: readonly {
    href: string;
    label: string;
    icon?: IconName | undefined;
    current?: boolean | undefined;
  }[];
};

/** Two or three views of one thing; each has its own address, so it works without JavaScript and can be shared. */
export function Segmented({ label, items }: SegmentedProps) {
  return (
    <nav aria-label={label}>
      <ul class="segments">
        {items.map((item) => (
          <li key={item.href}>
            <a class="segment" href={item.href} aria-current={item.current ? 'true' : undefined}>
              {item.icon && <Icon name={item.icon} />}
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
