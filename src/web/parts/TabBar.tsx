import { Icon, type IconName } from '../icons/Icon.tsx';

type TabBarProps = {
  label: string;
  items: readonly {
    href: string;
    label: string;
    icon: IconName;
    current?: boolean | undefined;
    /** Something here waits for me; `label` must then say so to screen readers through `waiting`. */
    waiting?: string | undefined;
  }[];
};

/** The four places of a resident's pages. */
export function TabBar({ label, items }: TabBarProps) {
  return (
    <nav class="tab-bar" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.href}>
            <a class="tab" href={item.href} aria-current={item.current ? 'page' : undefined}>
              <Icon name={item.icon} />
              {item.label}
              {item.waiting && (
                <>
                  <span class="dot" />
                  <span class="unseen">{item.waiting}</span>
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
