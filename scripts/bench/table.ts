import type { Cost } from './load.ts';
import type { ProfileSummary } from './profile.ts';
import type { Task } from './tasks.ts';

/** What one task costs at each size, ours and the bare handler's. */
export type Finding = {
  task: Task;
  sizes: { matters: number; product: Cost; bare: Cost; ratio: number }[];
};

const number = (value: number, digits = 2) => (Number.isFinite(value) ? value.toFixed(digits) : '—');
const sum = ({ serverMs, databaseMs }: Cost) => serverMs + databaseMs;
const split = (cost: Cost) => `${number(sum(cost))} (${number(cost.serverMs)} + ${number(cost.databaseMs)})`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The table of all tasks and sizes, and the growth from the first size to the others. */
export function formatFindings(findings: readonly Finding[]): string {
  const head = [
    'task',
    'matters',
    'product: ms of CPU (server + database)',
    'bare',
    'product / bare',
    'goal',
    'growth',
    'requests/s',
    'bytes',
  ];
  const rows = findings.flatMap(({ task, sizes }) =>
    sizes.map(({ matters, product, bare, ratio }, index) => {
      const first = sizes[0];
      const growth = index === 0 || !first ? '' : `${number(sum(product) / sum(first.product))} ×`;
      return [
        task.name,
        matters.toLocaleString('en'),
        split(product),
        split(bare),
        `${number(ratio)} ×`,
        task.goal === undefined ? '' : `≤ ${task.goal} ×`,
        growth,
        `${product.perSecond.toFixed(0)} / ${bare.perSecond.toFixed(0)}`,
        `${product.bytes.toFixed(0)} / ${bare.bytes.toFixed(0)}`,
      ];
    }),
  );
  return table(head, rows);
}

/** Where the time of the server's process goes, in percent. */
export function formatProfile(task: string, { byPart, busiest }: ProfileSummary): string {
  const rows = byPart.map(({ part, percent }, index) => {
    const other = busiest[index];
    return [part, `${percent} %`, other?.where ?? '', other ? `${other.percent} %` : ''];
  });
  return `Profile of “${task}”, server process only:\n\n${table(['part', 'share', 'busiest functions', 'share'], rows)}`;
}
