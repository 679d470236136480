import type { ComponentChildren } from 'preact';
import { Brandmark } from '../icons/Brandmark.tsx';
import { Icon, type IconName } from '../icons/Icon.tsx';

type StaffRailProps = {
  brand: string;
  community: string;
  homeHref: string;
  label: string;
  groups: readonly {
    title: string;
    items: readonly {
      href: string;
      label: string;
      icon: IconName;
      current?: boolean | undefined;
      /** Only what waits for me. */
      count?: number | undefined;
    }[];
  }[];
  /** Who works here; the name leads to their own account. */
  person: { name: string; role: string; href: string; label: string };
  /** A ThemeSwitch, a sign-out form. */
  children?: ComponentChildren;
};

/** Where staff find their pages, in three groups. */
export function StaffRail(props: StaffRailProps) {
  return (
    <header class="rail">
      <a class="rail-brand" href={props.homeHref}>
        <Brandmark />
        <span>
          <b>{props.brand}</b>
          <small>{props.community}</small>
        </span>
      </a>
      <nav aria-label={props.label} data-live-part="rail">
        {props.groups.map((group) => (
          <RailGroup key={group.title} group={group} />
        ))}
      </nav>
      <div class="rail-foot">
        <span class="who" aria-hidden="true">
          {Array.from(props.person.name)[0]}
        </span>
        <a class="rail-person grow" href={props.person.href}>
          <b>{props.person.name}</b>
          <small>{props.person.role}</small>
          <span class="unseen">{props.person.label}</span>
        </a>
        {props.children}
      </div>
    </header>
  );
}

function RailGroup({ group }: { group: StaffRailProps['groups'][number] }) {
  return (
    <>
      <p class="rail-group">{group.title}</p>
      <ul>
        {group.items.map((item) => (
          <li key={item.href}>
            <a class="rail-link" href={item.href} aria-current={item.current ? 'page' : undefined}>
              <Icon name={item.icon} />
              {item.label}
              {item.count !== undefined && item.count > 0 && <span class="rail-count">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
