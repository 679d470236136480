import type { ComponentChildren } from 'preact';

/** A card whose rows are divided by lines; its children are `<li>` elements or ListRows. */
export function CardRows({ children }: { children: ComponentChildren }) {
  return <ul class="card card-flush rows">{children}</ul>;
}
