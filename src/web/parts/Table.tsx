import type { ComponentChildren } from 'preact';
import { classNames } from './class-names.ts';

type Cell = ComponentChildren;
type TableProps = {
  id: string;
  caption: string;
  hideCaption?: boolean | undefined;
  columns: readonly { label: string; numeric?: boolean | undefined }[];
  /** The first cell of a row names it. */
  rows: readonly { key: string; cells: readonly Cell[] }[];
  total?: readonly Cell[] | undefined;
};

/** A table that scrolls inside its own focusable region, never the page. */
export function Table({ id, caption, hideCaption, columns, rows, total }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section class="table-scroll" aria-labelledby={id} tabIndex={0}>
      <table class="table">
        <caption id={id} class={hideCaption ? 'unseen' : undefined}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.label} scope="col" class={classNames(column.numeric && 'number')}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} cells={row.cells} columns={columns} />
          ))}
        </tbody>
        {total && (
          <tfoot>
            <Row cells={total} columns={columns} />
          </tfoot>
        )}
      </table>
    </section>
  );
}

function Row({ cells, columns }: { cells: readonly Cell[]; columns: TableProps['columns'] }) {
  const [name, ...rest] = cells;
  return (
    <tr>
      <th scope="row">{name}</th>
      {rest.map((cell, index) => (
        <td key={columns[index + 1]?.label} class={classNames(columns[index + 1]?.numeric && 'number')}>
          {cell}
        </td>
      ))}
    </tr>
  );
}
