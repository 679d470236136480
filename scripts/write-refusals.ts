/**
 * Writes docs/refusals.md from the code: node --import tsx scripts/write-refusals.ts
 * test/refusals.test.ts holds the file against what this makes of the code.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { operations } from '../src/app/operations.ts';
import { generalRefusals, type Operation } from '../src/kernel/operation.ts';
import { problemTexts } from '../src/platform/http/problem.text.ts';
import { declarationOf } from '../src/platform/http/problem.ts';

/** One text of one code; the same code may be said in other words by another noun. */
export type RefusalLine = { code: string; status: number | null; zh: string; en: string; by: string[] };

export const refusalsPath = fileURLToPath(new URL('../docs/refusals.md', import.meta.url));

const everywhere = 'any request';

type Said = Omit<RefusalLine, 'by'>;

/** The lines of all texts, each once, with the nouns of the operations that say it. */
function gather(said: readonly [by: string, text: Said][]): RefusalLine[] {
  const lines = new Map<string, RefusalLine>();
  for (const [by, text] of said) {
    const key = `${text.code}\n${text.status}\n${text.zh}\n${text.en}`;
    const line = lines.get(key) ?? { ...text, by: [] };
    if (!line.by.includes(by)) line.by.push(by);
    lines.set(key, line);
  }
  return [...lines.values()]
    .map((line) => (line.by.includes(everywhere) ? { ...line, by: [everywhere] } : line))
    .sort((a, b) => compare(a.code, b.code) || compare(a.by.join(), b.by.join()));
}

/** By code units, so that the file is the same on every machine. */
function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Every refusal that any operation, or the server before it, can answer with. */
export function listRefusals(): RefusalLine[] {
  const general = Object.entries(generalRefusals).map(([code, declared]): [string, Said] => [
    everywhere,
    { code, ...declared },
  ]);
  const own = operations.flatMap(({ operation }) =>
    Object.entries(operation.refusals).map(([code, declared]): [string, Said] => [
      nounOf(operation),
      { code, ...declared },
    ]),
  );
  return gather([...general, [everywhere, { code: 'defect', ...declarationOf('defect') }], ...own]);
}

/** What can be wrong with one field of an input (`errors` of an `input-invalid`). */
export function listFieldProblems(): RefusalLine[] {
  const general = Object.entries(problemTexts).map(([code, text]): [string, Said] => [
    everywhere,
    { code, status: null, zh: fill(text.zh), en: fill(text.en) },
  ]);
  const own = operations.flatMap(({ operation }) =>
    Object.entries(operation.problems ?? {}).map(([code, { zh, en }]): [string, Said] => [
      nounOf(operation),
      { code, status: null, zh, en },
    ]),
  );
  return gather([...general, ...own]);
}

function fill(text: string | ((limit: never) => string)): string {
  return typeof text === 'function' ? text('{limit}' as never) : text;
}

function nounOf(operation: Operation): string {
  return operation.name.split('.')[0] ?? operation.name;
}

/** The whole document. */
export function refusalsDocument(): string {
  return `# Refusals

What the product can say no to, and how. Made from the contracts by \`node --import tsx scripts/write-refusals.ts\`;
a test keeps the two equal. A refusal is answered as \`application/problem+json\` (RFC 9457): \`code\` is stable and
for programs, \`detail\` is the text in the asker's language. \`{name}\` is filled from \`facts\`. The last column names
the noun of the operations that say it.

| code | status | 中文 | English | said by |
| --- | --- | --- | --- | --- |
${listRefusals().map(tableRow).join('\n')}

## Problems with a field

They come in \`errors\` beside \`input-invalid\`, each with the path of its field.

| code | 中文 | English | said by |
| --- | --- | --- | --- |
${listFieldProblems().map(tableRow).join('\n')}
`;
}

function tableRow({ code, status, zh, en, by }: RefusalLine): string {
  const cells = [`\`${code}\``, ...(status === null ? [] : [String(status)]), zh, en, by.join(', ')];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(refusalsPath, refusalsDocument());
