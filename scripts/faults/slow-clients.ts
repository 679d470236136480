import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openClient, signIn } from './client.ts';
import { type Fault, megabytes, type Scene, seconds, waitFor } from './fault.ts';
import { deskAccepts, residentsReport } from './people.ts';
import { memoryOf, type Product, startProduct } from './product.ts';
import { type SlowOne, slowBody, slowHeaders, slowReader, slowStream, slowUpload } from './slow-sockets.ts';

/** When a line of each kind is ended at the latest: the product's own patience, and ten seconds for a busy machine. */
const latestMs: Record<string, number> = {
  headers: 35_000,
  body: 135_000,
  upload: 135_000,
  // Looked at once it must have been ended: see `looksAfterMs`.
  reading: 95_000,
};
/** Who does not read does not learn that the line was ended, and so reads after this long. */
const looksAfterMs = 75_000;
const perKind = 40;
const streamsPerSession = 8;
const maxGrowthBytes = 250 * 1024 * 1024;

export const slowClients: Fault = {
  name: 'slow-clients',
  proves:
    '200 clients send or read a byte at a time; everybody else is served as before, the slow ones are cut',
  run,
};

async function run(scene: Scene): Promise<void> {
  const { folder, diary, tell, expect, measure } = scene;
  tell('starting the product; the demonstration is loaded');
  const product = await startProduct({ dataDir: join(folder, 'data') });
  const urlNow = () => product.url;
  const desk = deskAccepts(await signIn(urlNow, product.accounts.get('desk')?.[0]), diary);
  const residents = residentsReport(openClient(urlNow), diary, { residents: 3, betweenMs: 300 });
  await waitFor('ten reports are acknowledged', () => diary.reports.length >= 10);
  const calm = await timePages(product, 20);
  const memoryBefore = await memoryOf(product.pid);

  diary.during = 'with 200 slow clients';
  const slow = await openAll(product);
  tell(`${slow.length} slow clients are there`);
  scene.atEnd(() => {
    for (const one of slow) one.end();
  });
  const times: number[] = [];
  let memoryMost = memoryBefore ?? 0;
  const startedAt = performance.now();
  const isCut = () => slow.every(({ what, cutAfterMs }) => what === 'stream' || cutAfterMs !== undefined);
  while (!isCut() && performance.now() - startedAt < 180_000) {
    times.push(...(await timePages(product, 5)));
    memoryMost = Math.max(memoryMost, (await memoryOf(product.pid)) ?? 0);
    if (performance.now() - startedAt > looksAfterMs) {
      for (const one of slow) if (one.what === 'reading') one.read();
    }
    await pause(1000);
  }
  for (const [kind, atLatest] of Object.entries(latestMs)) {
    const all = slow.filter(({ what }) => what === kind);
    const ends = all.map(({ cutAfterMs }) => cutAfterMs ?? Number.POSITIVE_INFINITY);
    const [first, last] = [Math.min(...ends), Math.max(...ends)];
    expect(last <= atLatest, `${all.length} slow ${kind}: ended after ${seconds(first)} to ${seconds(last)}`);
  }
  measure('a page for everybody else, median', `${median(calm)} ms before, ${median(times)} ms meanwhile`);
  expect(times.every(Number.isFinite), `all ${times.length} pages asked for meanwhile came`);
  measure('the slowest of those pages', `${Math.max(...calm)} ms before, ${Math.max(...times)} ms meanwhile`);
  if (memoryBefore !== undefined) {
    measure('memory', `${megabytes(memoryBefore)} before, ${megabytes(memoryMost)} at most`);
    expect(
      memoryMost - memoryBefore < maxGrowthBytes,
      `memory grows by less than ${megabytes(maxGrowthBytes)}`,
    );
  }
  for (const one of slow) one.end();
  await Promise.all([residents.rest(), desk.rest()]);
  expect(
    diary.refused.length === 0,
    `everybody else was answered every time (${diary.refused.length} were not)`,
  );
  await scene.count(product);
}

async function openAll(product: Product): Promise<SlowOne[]> {
  const { url } = product;
  const asset = await styleSheet(product);
  const streams: SlowOne[] = [];
  // A page's holder may have eight streams: forty take five sign-ins.
  for (let count = 0; count < perKind / streamsPerSession; count++) {
    const accounts = [...(product.accounts.get('desk') ?? []), ...(product.accounts.get('handler') ?? [])];
    const client = await signIn(() => url, accounts[count % accounts.length]);
    for (let one = 0; one < streamsPerSession; one++) streams.push(slowStream(url, client.session() ?? ''));
  }
  return [
    ...streams,
    ...Array.from({ length: perKind }, () => slowHeaders(url)),
    ...Array.from({ length: perKind }, () => slowBody(url)),
    ...Array.from({ length: perKind }, () => slowUpload(url)),
    ...Array.from({ length: perKind }, () => slowReader(url, asset)),
  ];
}

/** The biggest thing that everybody may ask for as often as they like. */
async function styleSheet({ url }: Product): Promise<string> {
  const page = await (await fetch(`${url}/c/lanjin`)).text();
  const found = /href="(\/assets\/sunshine-[^"]+\.css)"/.exec(page)?.[1];
  if (found === undefined) throw new Error('the home page names no style sheet');
  return found;
}

/** Fetches the residents' home page so many times and gives how long each took. */
async function timePages({ url }: Product, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let one = 0; one < count; one++) {
    const startedAt = performance.now();
    const answer = await fetch(`${url}/c/lanjin`);
    await answer.text();
    times.push(answer.status === 200 ? Math.round(performance.now() - startedAt) : Number.POSITIVE_INFINITY);
  }
  return times;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}
