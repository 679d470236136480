import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openClient } from './client.ts';
import { countRefused, type Diary, openDiary } from './diary.ts';
import { inspect, readBack, type Superuser } from './inspection.ts';
import { type Product, stopAll } from './product.ts';

/** What a fault is given, and what it writes down. */
export type Scene = {
  /** A folder of its own, gone when it is over. */
  folder: string;
  diary: Diary;
  /** One line of progress. */
  tell(line: string): void;
  /** Something that has to be so; what is not so fails the fault at its end, with everything else it found. */
  expect(isSo: boolean, what: string): void;
  /** Something measured, for the table. */
  measure(what: string, value: string): void;
  /** Done when it is over, however it ends; the last one first. */
  atEnd(work: () => Promise<void> | void): void;
  /** Counts what was acknowledged and what is there. */
  count(product: Product, superuser?: Superuser): Promise<void>;
};

export type Fault = { name: string; proves: string; run(scene: Scene): Promise<void> };

/** Thrown where this machine does not allow a fault at all: then nothing was proven, which is not a failure. */
export class NotPossibleHere extends Error {
  override name = 'NotPossibleHere';
}

/** 0 it held, 1 it did not, 2 not understood, 3 this machine does not allow it. */
export type FaultExit = 0 | 1 | 3;

/** Runs one fault from its beginning to its count. */
export async function runFault(fault: Fault): Promise<FaultExit> {
  const startedAt = performance.now();
  const folder = await mkdtemp(join(tmpdir(), `sunshine-fault-${fault.name}-`));
  // Started as root, the database runs as another account, which has to get through.
  await chmod(folder, 0o755);
  const endings: (() => Promise<void> | void)[] = [];
  const problems: string[] = [];
  const tell = (line: string) => {
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(0).padStart(4);
    console.log(`${seconds} s  ${line}`);
  };
  const scene: Scene = {
    ...{ folder, diary: openDiary(), tell },
    expect(isSo, what) {
      if (isSo) return tell(`holds: ${what}`);
      tell(`DOES NOT HOLD: ${what}`);
      problems.push(what);
    },
    measure: (what, value) => tell(`measured: ${what}: ${value}`),
    atEnd: (work) => void endings.unshift(work),
    async count(product, superuser = { dataDir: product.dataDir }) {
      problems.push(...(await countEverything(scene, product, superuser)));
    },
  };
  console.log(`${fault.name}: ${fault.proves}\n`);
  try {
    await fault.run(scene);
  } catch (error) {
    if (error instanceof NotPossibleHere) {
      console.log(`\nnot possible here: ${error.message}`);
      return 3;
    }
    problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await stopAll();
    for (const work of endings) await work();
    await rm(folder, { recursive: true, force: true });
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  for (const problem of problems) console.log(`  ! ${problem}`);
  console.log(`\n${fault.name}: ${problems.length === 0 ? 'held' : 'DID NOT HOLD'}, in ${seconds} s`);
  return problems.length === 0 ? 0 : 1;
}

async function countEverything(scene: Scene, product: Product, superuser: Superuser): Promise<string[]> {
  const { diary } = scene;
  scene.tell('counting what is there');
  await entriesNumbered(product);
  const { rows, complaints } = await inspect(diary, product, superuser);
  const unread = await readBack(
    diary,
    openClient(() => product.url),
  );
  console.log('');
  for (const { during, what, times } of countRefused(diary)) {
    console.log(`  told ${during}: ${what}, ${times} times`);
  }
  console.log('');
  for (const row of rows) {
    const { what, acknowledged, there, twice, halfWritten } = row;
    console.log(
      `  ${what.padEnd(15)} acknowledged ${acknowledged}, there ${there}, twice ${twice}, half-written ${halfWritten}`,
    );
  }
  console.log('');
  const wrong = rows.filter(
    (row) => row.there !== row.acknowledged || row.twice !== 0 || row.halfWritten !== 0,
  );
  const nothing = rows[0]?.acknowledged === 0 ? ['no report was acknowledged: nothing was proven'] : [];
  return [...wrong.map(({ what }) => `${what} do not add up`), ...complaints, ...unread, ...nothing];
}

/** The sequencer works four times a second; what was committed last has its index soon. */
async function entriesNumbered(product: Product): Promise<void> {
  await waitFor('the product is ready', () => isReady(product), 120_000);
  await pause(1_000);
}

/** What `/readyz` says: 200, or 503 and because of what. */
export async function readiness({ url }: Pick<Product, 'url'>): Promise<{ status: number; because: string }> {
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(20_000) });
    const body = (await answer.json()) as { because?: string };
    return { status: answer.status, because: body.because ?? '' };
  } catch {
    return { status: 0, because: 'no answer' };
  }
}

export async function isReady(product: Pick<Product, 'url'>): Promise<boolean> {
  return (await readiness(product)).status === 200;
}

/** Waits for a fact, and fails by its name when it does not come; gives how long it took. */
export async function waitFor(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  maxMs = 60_000,
): Promise<number> {
  const startedAt = performance.now();
  while (!(await isSo())) {
    if (performance.now() - startedAt > maxMs)
      throw new Error(`in ${maxMs / 1000} s it did not come: ${what}`);
    await pause(100);
  }
  return performance.now() - startedAt;
}

/** A disk of its own size in memory, gone at the end. */
export function mountDisk(scene: Scene, path: string, size: string): { resize(size: string): void } {
  const mount = (...args: string[]) => execFileSync('mount', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (process.getuid?.() !== 0) {
    throw new NotPossibleHere('a disk of its own has to be mounted (tmpfs), which takes root on Linux.');
  }
  try {
    mount('-t', 'tmpfs', '-o', `size=${size},mode=0755`, 'tmpfs', path);
  } catch (error) {
    throw new NotPossibleHere(
      `mounting a tmpfs was refused: ${error instanceof Error ? error.message : error}`,
    );
  }
  scene.atEnd(() => void execFileSync('umount', ['--lazy', path]));
  return { resize: (next) => void mount('-o', `remount,size=${next}`, path) };
}

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
export const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`;
