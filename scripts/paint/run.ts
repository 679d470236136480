/**
 * `npm run --silent bench:paint`: how long somebody on an old phone and a slow line waits until the public list shows
 * something: first contentful paint in a real browser with nothing kept from before, on the demonstration. Starts a
 * product of its own, or measures the address given with `--url`. `--write` keeps the result in docs/benchmarks.md.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startProduct } from '../faults/product.ts';
import { keepResult } from './keep-result.ts';
import { measurePaint, type Paint } from './measure-paint.ts';

const goalMs = 1_200;
const usage = 'npm run --silent bench:paint -- [--url http://…/c/…/matters] [--runs 7] [--write]';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    runs: { type: 'string', default: '7' },
    write: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
if (!(runs >= 1 && runs <= 50)) {
  console.log(usage);
  process.exitCode = 2;
} else await run(values.url, runs, values.write);

async function run(url: string | undefined, runs: number, write: boolean): Promise<void> {
  const place = url === undefined ? await ownProduct() : { url, stop: async () => undefined };
  try {
    const measured = await measurePaint(place.url, runs);
    const result = describe(measured);
    console.log(result);
    if (write) await keepResult('First paint of the public list', result);
    process.exitCode = medianOf(measured, 'paintMs') <= goalMs ? 0 : 1;
  } finally {
    await place.stop();
  }
}

async function ownProduct(): Promise<{ url: string; stop(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'sunshine-paint-'));
  console.log('starting the product; the demonstration is loaded');
  const product = await startProduct({ dataDir });
  return {
    url: `${product.url}/c/lanjin/matters`,
    async stop() {
      await product.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function medianOf(measured: readonly Paint[], of: keyof Paint): number {
  const sorted = measured.map((paint) => paint[of]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function rounded(measured: readonly Paint[], of: keyof Paint): number {
  return Math.round(medianOf(measured, of));
}

function describe(measured: readonly Paint[]): string {
  const all = measured.map(({ paintMs }) => Math.round(paintMs)).join(', ');
  const load = (loadavg()[0] ?? 0).toFixed(1);
  const median = rounded(measured, 'paintMs');
  return [
    '`npm run --silent bench:paint -- --write`: the public list of the demonstration in Chromium, a phone of 390 × 844,',
    'nothing kept from before, CPU 6 times slower, “Slow 4G” as Chrome’s own tools have it: 1.6 Mbit/s × 0.9 down,',
    '750 kbit/s × 0.9 up, 150 ms × 3.75 = 562.5 ms before each answer. A page that waits for a style sheet cannot be drawn',
    'before 1 125 ms on such a line: whoever comes for the first time gets the styles within the page',
    '([decision 46](decisions/0046-a-first-page-brings-its-styles.md)).',
    '',
    '| | median |',
    '| --- | --- |',
    `| first contentful paint | **${median} ms** (goal ${goalMs} ms: ${median <= goalMs ? 'met' : 'NOT met'}) |`,
    `| the page begins to arrive / has arrived | ${rounded(measured, 'htmlBeginsMs')} / ${rounded(measured, 'htmlEndsMs')} ms |`,
    `| the last style sheet that drawing waits for | ${rounded(measured, 'stylesEndMs')} ms |`,
    `| bytes: page / styles / scripts | ${rounded(measured, 'htmlBytes')} / ${rounded(measured, 'styleBytes')} / ${rounded(measured, 'scriptBytes')} |`,
    '',
    `Each of ${measured.length}: ${all} ms. ${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, load ${load} (other work on the machine slows the browser further).`,
  ].join('\n');
}
