import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../faults/product.ts';

/** Puts a result under its heading in docs/benchmarks.md; everything else there stays. */
export async function keepResult(heading: string, result: string): Promise<void> {
  const path = join(root, 'docs', 'benchmarks.md');
  const before = await readFile(path, 'utf8').catch(() => '# Benchmarks\n');
  const sections = before.split(/^(?=## )/m);
  const own = `## ${heading}\n${result}\n`;
  const at = sections.findIndex((section) => section.startsWith(`## ${heading}\n`));
  const kept =
    at < 0
      ? [...sections, `\n${own}`]
      : sections.map((section, index) =>
          index === at ? `${own}${index < sections.length - 1 ? '\n' : ''}` : section,
        );
  await writeFile(path, kept.join(''));
}
