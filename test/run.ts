/**
 * `npm test [-- PART OF A PATH …]`: every test, on the embedded database, and those that use a database once more
 * on the server of TEST_DATABASE_URL where that is set. Fails too when something that should have run did not.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { targetOf } from './architecture/modules.ts';
import { referencesOf } from './architecture/scan.ts';
import { listFiles, readSources, root } from './architecture/tree.ts';
import { type ClusterKind, openCluster } from './cluster.ts';
import { ensureBrowser, noBrowser } from './ensure-browser.ts';
import { countRan } from './ran.ts';

type Half = { kind: ClusterKind; files: string[]; together: string[]; inTurn: string[] };
type Result = Half & { counts: Record<string, number>; problems: string[] };

/** Settings of a real installation: no test may come near what they name. */
const settings = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'DATA_DIR',
  'BASE_URL',
  'TRUST_PROXY',
  'HOST',
  'PORT',
];

/**
 * What a test reaches beyond its own process, or may leave behind in it. Files that reach none of these only compute:
 * they run in one process, since starting one with the product's modules takes longer than all they do.
 */
const outside = [
  ...['child_process', 'fs', 'fs/promises', 'http', 'https', 'net', 'worker_threads'].map(
    (name) => `node:${name}`,
  ),
  'fastify',
  'playwright-core',
  'postgres',
];

/** Tests of services reach nothing but their database: so many share a process, one after the other; no more, for their connections stay. */
const filesInTurn = 4;

/** A file that takes longer hangs: it fails by name instead of using up the time of the whole. */
const maxTestMs = 10 * 60_000;
const sources = readSources(['src', 'test']);
const notes = mkdtempSync(join(tmpdir(), 'sunshine-ran-'));
const ranFolder = join(notes, 'ran');
mkdirSync(ranFolder);

let interrupted = false;
let running: ChildProcess | null = null;

/** Ctrl-C and its like end the tests that run; what was started is stopped and cleared away on the way out. */
function interrupt(): void {
  interrupted = true;
  running?.kill('SIGTERM');
}

async function main(filters: string[]): Promise<number> {
  const startedAt = performance.now();
  const files = listFiles(['src', 'test']).filter(
    (path) =>
      /\.test\.tsx?$/.test(path) && (filters.length === 0 || filters.some((part) => path.includes(part))),
  );
  if (files.length === 0) return fail([`no test file has "${filters.join('" or "')}" in its path`]);
  const withBrowser = filesReaching('test/browser.ts', files);
  const withDatabase = filesReaching('test/database.ts', files);
  const browser = withBrowser.length > 0 ? ensureBrowser() : '';
  if (browser === null) return fail([noBrowser]);

  const touching = new Set(outside.flatMap((module) => filesReaching(module, files)));
  const together = files.filter((path) => !touching.has(path));
  const isInTurn = (path: string) => /\.service\.test\.ts$/.test(path) && !withBrowser.includes(path);
  const apart = files.filter((path) => touching.has(path));
  const split = (chosen: string[]) => ({
    files: chosen.filter((path) => !isInTurn(path)),
    inTurn: chosen.filter(isInTurn),
  });
  const halves: Half[] = [{ kind: 'embedded', ...split(apart), together }];
  // A browser sees no difference between one PostgreSQL and the other.
  const again = withDatabase.filter((path) => !withBrowser.includes(path));
  const hasServer = Boolean(process.env.TEST_DATABASE_URL);
  if (hasServer && again.length > 0) halves.push({ kind: 'server', ...split(again), together: [] });

  const results: Result[] = [];
  for (const half of halves) {
    results.push(await runHalf(half, withDatabase.length > 0, browser));
    if (interrupted) return fail(['interrupted before the end']);
  }
  const problems = results.flatMap((result) => result.problems);
  const ran = countRan(ranFolder);
  const whole = filters.length === 0;
  if ((whole || withBrowser.length > 0) && ran.browser === 0) problems.push('no test ran in a browser');
  if ((whole || withDatabase.length > 0) && ran.embedded === 0)
    problems.push('no test ran on the embedded database');
  if (hasServer && (whole || again.length > 0) && ran.server === 0)
    problems.push('no test ran on the server');
  console.log('');
  for (const half of results) {
    const { kind, counts } = half;
    console.log(
      `${kind}: ${counts.pass ?? 0} of ${counts.tests ?? 0} tests passed, in ${numberOf(half)} files`,
    );
  }
  if (!hasServer) console.log('server: not asked for (TEST_DATABASE_URL is not set)');
  console.log(
    `browser: ${ran.browser} files · ${Math.round((performance.now() - startedAt) / 1000)} s in all`,
  );
  return problems.length > 0 ? fail(problems) : 0;
}

function fail(problems: string[]): number {
  for (const problem of problems) console.error(`failed: ${problem}`);
  return 1;
}

/** The test files that import a module (a path of ours, or a package), themselves or through what they import. */
function filesReaching(helper: string, files: string[]): string[] {
  const reached = new Map<string, Set<string>>();
  for (const [path, source] of sources) {
    reached.set(
      path,
      new Set(
        referencesOf(source).map(({ specifier }) => targetOf(path, specifier ?? '') ?? specifier ?? ''),
      ),
    );
  }
  const reaching = new Set([helper]);
  for (const known of reaching)
    for (const [path, targets] of reached) if (targets.has(known)) reaching.add(path);
  return files.filter((path) => reaching.has(path));
}

function numberOf({ files, together, inTurn }: Half): number {
  return files.length + together.length + inTurn.length;
}

async function runHalf(half: Half, usesDatabase: boolean, browser: string): Promise<Result> {
  console.log(`\nTests on the ${half.kind} database: ${numberOf(half)} files\n`);
  const opened = usesDatabase ? await openCluster(half.kind) : null;
  try {
    const tap = join(notes, `${half.kind}.tap`);
    const env = {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.includes(name))),
      NODE_ENV: 'test',
      SUNSHINE_TEST_DATABASE: half.kind,
      SUNSHINE_TEST_RAN: ranFolder,
      ...(opened ? { SUNSHINE_TEST_CLUSTER: JSON.stringify(opened.cluster) } : {}),
      ...(browser ? { CHROMIUM_PATH: browser } : {}),
    };
    const files = [...joinFiles(half.together), ...shareProcesses(half.inTurn), ...half.files];
    const code = interrupted ? null : await runNode(files, tap, env);
    if (interrupted) return { ...half, counts: {}, problems: [] };
    const counts = readCounts(tap);
    return { ...half, counts, problems: problemsOf(half.kind, code, counts) };
  } finally {
    await opened?.close();
  }
}

/** One test file that imports the others; a module by its name, wherever it lies, so that they may await at their top. */
function joinFiles(files: string[]): string[] {
  if (files.length < 2) return files;
  const path = join(notes, 'together.test.mts');
  const lines = files.map((file) => `import '${pathToFileURL(join(root, file))}';\n`);
  writeFileSync(path, lines.join(''));
  return [path];
}

/** Test files that run some of the others each, in turn. */
function shareProcesses(files: string[]): string[] {
  const helper = pathToFileURL(join(root, 'test/in-turn.ts'));
  const shares: string[] = [];
  for (let first = 0; first < files.length; first += filesInTurn) {
    const share = files.slice(first, first + filesInTurn).map((name) => ({ name, path: join(root, name) }));
    const path = join(notes, `in-turn-${first}.test.mts`);
    writeFileSync(path, `import { runInTurn } from '${helper}';\nrunInTurn(${JSON.stringify(share)});\n`);
    shares.push(path);
  }
  return shares;
}

async function runNode(files: string[], tap: string, env: NodeJS.ProcessEnv): Promise<number | null> {
  const reporters = ['spec:stdout', `tap:${tap}`].flatMap((pair) => {
    const [reporter, ...destination] = pair.split(':');
    return [`--test-reporter=${reporter}`, `--test-reporter-destination=${destination.join(':')}`];
  });
  const options = ['--import', 'tsx', '--test', '--test-concurrency=2', `--test-timeout=${maxTestMs}`];
  const child = spawn(process.execPath, [...options, ...reporters, ...files], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  running = child;
  const [code] = (await once(child, 'exit')) as [number | null];
  running = null;
  return code;
}

/** The closing lines of node's own report: tests, pass, fail, cancelled, skipped, todo. */
function readCounts(tap: string): Record<string, number> {
  const lines = readFileSync(tap, 'utf8').matchAll(/^# (tests|pass|fail|cancelled|skipped|todo) (\d+)$/gm);
  return Object.fromEntries([...lines].map((line) => [line[1], Number(line[2])]));
}

function problemsOf(kind: ClusterKind, code: number | null, counts: Record<string, number>): string[] {
  const problems = ['fail', 'cancelled', 'skipped', 'todo']
    .filter((what) => counts[what] !== 0)
    .map((what) => `${counts[what] ?? 'an unknown number of'} tests on the ${kind} database: ${what}`);
  if (code !== 0 && problems.length === 0) problems.push(`the test runner ended with ${code ?? 'a signal'}`);
  if (counts.tests === 0) problems.push(`the ${kind} half holds no test`);
  return problems;
}

process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
try {
  process.exitCode = await main(process.argv.slice(2));
} finally {
  rmSync(notes, { recursive: true, force: true });
}
