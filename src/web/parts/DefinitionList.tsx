import type { ComponentChildren } from 'preact';

type DefinitionListProps = { items: readonly { term: string; detail: ComponentChildren }[] };

/** Facts by name: 地点, 反映人, 同样反映. */
export function DefinitionList({ items }: DefinitionListProps) {
  return (
    <dl class="facts">
      {items.map(({ term, detail }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{detail}</dd>
        </div>
      ))}
    </dl>
  );
}
