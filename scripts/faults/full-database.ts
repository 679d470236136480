import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openClient, signIn } from './client.ts';
import { type Fault, isReady, mountDisk, readiness, type Scene, seconds, waitFor } from './fault.ts';
import { openSuperuser } from './inspection.ts';
import { deskAccepts, reportBody, residentsReport } from './people.ts';
import { type Product, postmasterOf, startProduct } from './product.ts';

/** Long enough for the database to fail, be started again and fail again more often than it is forgiven. */
const fullForMs = 30_000;

export const fullDatabase: Fault = {
  name: 'full-database',
  proves:
    'the disk of the database is filled to the last byte under writes: said in words, no restart by hand',
  run,
};

async function run(scene: Scene): Promise<void> {
  const { folder, diary, tell, expect } = scene;
  const dataDir = join(folder, 'data');
  await mkdir(dataDir, { mode: 0o755 });
  mountDisk(scene, dataDir, '420m');
  tell('starting the product on a disk of 420 MB; the demonstration is loaded');
  const product = await startProduct({ dataDir });
  const urlNow = () => product.url;
  const desk = deskAccepts(await signIn(urlNow, product.accounts.get('desk')?.[0]), diary);
  const residents = residentsReport(openClient(urlNow), diary, { residents: 6 });
  await waitFor('forty reports are acknowledged', () => diary.reports.length >= 40);

  const ballast = join(dataDir, 'ballast');
  diary.during = 'while full';
  tell(`ballast: ${Math.round((await fill(ballast)) / 1024 / 1024)} MB; there is no byte left`);
  const took = await waitFor('somebody is told that nothing can be kept', () =>
    diary.refused.some(({ during, status }) => during === 'while full' && status === 503),
  );
  scene.measure('first 503 after the disk was full', seconds(took));
  const until = performance.now() + fullForMs;
  const panicked = await useUpTheLog(product, ballast);
  tell(panicked ? 'the database has ended for want of a place to write its log' : 'the database still runs');
  await tellsTheTruth(scene, product);
  const said = new Map<string, number>();
  while (performance.now() < until) {
    // What the database gives back when it fails is taken from it again.
    await fill(ballast);
    const { status, because } = await readiness(product);
    said.set(`${status} ${because}`, (said.get(`${status} ${because}`) ?? 0) + 1);
    if (product.hasEnded()) throw new Error(`the product ended: ${product.log().slice(-2000)}`);
    await pause(1000);
  }
  tell(`/readyz while full: ${[...said].map(([what, times]) => `${what} (${times})`).join(', ')}`);
  expect(
    [...said.keys()].every((what) => what === '503 disk-full'),
    'never ready while full, and the disk is named',
  );

  await rm(ballast);
  diary.during = 'after there was room again';
  tell('the ballast is gone');
  scene.measure('ready after there was room', seconds(await waitFor('ready again', () => isReady(product))));
  const before = diary.reports.length;
  await waitFor('twenty more reports are acknowledged', () => diary.reports.length >= before + 20);
  await Promise.all([residents.rest(), desk.rest()]);
  await scene.count(product);
}

/** Writes until the disk takes no more; gives how much that was. */
async function fill(path: string): Promise<number> {
  const file = await open(path, 'a');
  let written = 0;
  try {
    for (let size = 1024 * 1024; size >= 512; size /= 2) {
      const block = Buffer.alloc(size);
      for (;;) {
        const { bytesWritten } = await file.write(block).catch(() => ({ bytesWritten: 0 }));
        written += bytesWritten;
        if (bytesWritten < size) break;
      }
    }
    return written;
  } finally {
    await file.close();
  }
}

/**
 * Has the database begun the next segments of its write-ahead log, as days of writing would: it ends when there is no
 * room for another one. Whether it did.
 */
async function useUpTheLog(product: Product, ballast: string): Promise<boolean> {
  const before = await postmasterOf(product);
  for (let count = 0; count < 60; count++) {
    try {
      const sql = await openSuperuser({ dataDir: product.dataDir });
      await sql`select pg_switch_wal()`.finally(() => sql.end({ timeout: 1 }));
    } catch {
      const now = await postmasterOf(product).catch(() => 0);
      if (now !== before || (await readiness(product)).because === 'database-away') return true;
    }
    await fill(ballast);
    await pause(100);
  }
  return false;
}

async function tellsTheTruth({ expect }: Scene, product: Product): Promise<void> {
  const stranger = openClient(() => product.url);
  const words = `写得很长的一段话 ${randomUUID()}`;
  const program = await stranger.api('POST', '/reports', { body: reportBody(words, []), key: randomUUID() });
  expect(
    program.status === 503 && program.type.startsWith('application/problem+json'),
    `a program is told: ${program.status} ${program.body.code} ${program.body.detail}`,
  );
  const form = new URLSearchParams({ text: words, _from: '/c/lanjin/reports/new' });
  const page = await stranger.page('POST', '/drafts', { form });
  expect(
    page.status === 503 && page.text.includes(words),
    `the form answers ${page.status} and keeps the words`,
  );
  const again = page.text.includes('action="/c/lanjin/drafts"');
  expect(again, 'the form can be sent again from that page');
  const english = await stranger.page('POST', '/drafts', { form, locale: 'en' });
  expect(/lang="en"/.test(english.text) && english.text.includes(words), 'the same in English');
}
