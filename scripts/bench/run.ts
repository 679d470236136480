/**
 * `npm run bench`: what a request costs, beside a bare handler on the same machine in the same minutes
 * (docs/benchmarks.md). `--help` lists the options.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { measureFollowing } from './following.ts';
import { clearField, openField, type Plot } from './ground.ts';
import { type Cost, measure, median, middle, sendAll, total } from './load.ts';
import { summarise } from './profile.ts';
import { type Subject, stopSubjects } from './subject.ts';
import { type Finding, formatFindings, formatProfile } from './table.ts';
import { type Task, tasks } from './tasks.ts';

const help = `npm run bench [-- OPTIONS]

  --embedded       on the database the product brings, instead of a private PostgreSQL server (PG_BIN)
  --sizes A,B      matters, in 500 communities: 10000,200000 unless said otherwise
  --two-million    2000000 matters as well; takes long, and some 60 GB
  --requests N     of each run (1000); five runs of each, in turns
  --only WORDS     tasks whose name contains this
  --profile        where the server's time goes, for each task that misses its goal; with --only for that task
  --quick          few communities and few requests: proves that the bench works, measures nothing
  --write FILE     puts the tables into this file, between its marks`;

const options = parseArgs({
  options: {
    embedded: { type: 'boolean', default: false },
    sizes: { type: 'string', default: '10000,200000' },
    'two-million': { type: 'boolean', default: false },
    requests: { type: 'string', default: '1000' },
    only: { type: 'string', default: '' },
    profile: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    write: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
}).values;

const [from, until] = ['<!-- measured -->', '<!-- /measured -->'];
const runs = options.quick ? 1 : 5;
const requests = options.quick ? 8 : Number(options.requests);
const communities = options.quick ? 2 : 500;
/** One telling in each community is the smallest size: a page of the list is full. */
const mattersTold = options.quick ? 4 : 20;

type Pair = { plot: Plot; product: Subject; bare: Subject };

async function main(): Promise<string> {
  process.once('SIGINT', breakOff).once('SIGTERM', breakOff);
  try {
    const field = await openField(options.embedded ? 'embedded' : 'server', mattersTold, say);
    const plots: Plot[] = [];
    for (const copies of copiesAsked()) plots.push(await field.plant({ communities, copies }));
    // Only now: none of them has waited, idle, for another's rows.
    const pairs: Pair[] = [];
    for (const plot of plots)
      pairs.push({ plot, product: await plot.start('product'), bare: await plot.start('bare') });
    const chosen = tasks.filter(({ name }) => name.includes(options.only));
    const findings: Finding[] = [];
    for (const task of chosen) findings.push(await compare(task, pairs));
    const machine = `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores; Node ${process.versions.node}, PostgreSQL ${field.version}`;
    const parts = [`${machine}; ${runs} runs of ${requests} requests, in turns.`, formatFindings(findings)];
    if (options.profile) parts.push(...(await profileMisses(chosen, findings, pairs)));
    for (const { product, bare } of pairs) await Promise.all([product.stop(), bare.stop()]);
    const last = pairs.at(-1);
    if (last && options.only === '') parts.push(await measureFollowing(last.plot, options.quick));
    return parts.join('\n\n');
  } finally {
    await stopSubjects();
    await clearField();
  }
}

/** Whoever started it has enough; what it started and made goes away all the same. */
async function breakOff(): Promise<void> {
  await stopSubjects();
  await clearField().catch(() => undefined);
  process.exit(130);
}

function copiesAsked(): number[] {
  if (options.quick) return [2];
  const sizes = options.sizes.split(',').map(Number);
  if (options['two-million']) sizes.push(2_000_000);
  return sizes.map((size) => Math.max(1, Math.round(size / communities / mattersTold)));
}

/** One task at every size: warmed up, then in turns, so that what else the machine does falls on all alike. */
async function compare(task: Task, pairs: readonly Pair[]): Promise<Finding> {
  const sent = new Map<Subject, number>();
  // No community is met twice after a change; and before what is known is measured, each of them was met.
  const count = task.changed ? Math.min(requests, communities) : requests;
  const warming = task.changed ? count : Math.max(requests, communities);
  const makeFor = (pair: Pair, subject: Subject, times = count) => {
    const from = sent.get(subject) ?? 0;
    sent.set(subject, from + times);
    return (n: number) => task[subject === pair.bare ? 'bare' : 'product'](pair.plot.ground, from + n);
  };
  const found = pairs.map((pair) => ({ pair, product: [] as Cost[], bare: [] as Cost[] }));
  for (const { pair } of found)
    for (const subject of [pair.bare, pair.product])
      await sendAll(subject, warming, makeFor(pair, subject, warming));
  for (let run = 0; run < runs; run++) {
    for (const { pair, product, bare } of found) {
      if (task.changed) await pair.plot.change();
      product.push(await measure(pair.product, count, makeFor(pair, pair.product)));
      bare.push(await measure(pair.bare, count, makeFor(pair, pair.bare)));
    }
  }
  say(`${task.name}: measured`);
  return {
    task,
    sizes: found.map(({ pair, product, bare }) => ({
      matters: pair.plot.matters,
      product: middle(product),
      bare: middle(bare),
      ratio: median(product.map((cost, run) => total(cost) / total(bare[run] ?? cost))),
    })),
  };
}

async function profileMisses(
  chosen: readonly Task[],
  findings: readonly Finding[],
  pairs: readonly Pair[],
): Promise<string[]> {
  const pair = pairs.at(-1);
  if (!pair) return [];
  const parts: string[] = [];
  for (const task of chosen) {
    const ratio = findings.find((finding) => finding.task === task)?.sizes.at(-1)?.ratio ?? 0;
    if (options.only === '' && !(task.goal !== undefined && ratio > task.goal)) continue;
    const { ground } = pair.plot;
    const known = task.changed ? 0 : communities;
    await sendAll(pair.product, known, (n) => task.product(ground, n));
    const profile = await pair.product.profile(async () => {
      for (let round = 0; round < 2; round++) {
        if (task.changed) await pair.plot.change();
        const from = round * requests;
        await sendAll(pair.product, requests, (n) => task.product(ground, from + n));
      }
    });
    parts.push(formatProfile(task.name, summarise(profile)));
  }
  return parts;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Puts what was measured between the marks of a document, or into a file of its own. */
function write(path: string, report: string): void {
  const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`.trimEnd();
  const measured = `${from}\n\n\`${command}\`\n\n${report}\n\n${until}`;
  const before = existsSync(path) ? readFileSync(path, 'utf8') : `${from}${until}\n`;
  const [head, rest] = before.split(from);
  const tail = rest?.split(until)[1];
  if (head === undefined || tail === undefined) throw new Error(`${path} has no place for what was measured`);
  writeFileSync(path, `${head}${measured}${tail}`);
}

if (options.help) console.log(help);
else {
  const report = await main();
  console.log(report);
  if (options.write !== undefined) write(options.write, report);
}
