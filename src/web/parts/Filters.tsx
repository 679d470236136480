type FiltersProps = {
  label: string;
  items: readonly {
    href: string;
    label: string;
    count?: number | undefined;
    current?: boolean | undefined;
  }[];
};

/** A row of filters above a list; the chosen ones lead to the list without them. */
export function Filters({ label, items }: FiltersProps) {
  return (
    <nav aria-label={label}>
      <ul class="filters">
        {items.map((item) => (
          <li key={item.href}>
            <a class="filter" href={item.href} aria-current={item.current ? 'true' : undefined}>
              {item.label}
              {item.count !== undefined && <span>{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
