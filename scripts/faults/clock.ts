import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Client, openClient, signIn } from './client.ts';
import { type Fault, isReady, type Scene, seconds, waitFor } from './fault.ts';
import { openSuperuser } from './inspection.ts';
import { deskAccepts, reportBody, residentsReport } from './people.ts';
import { type Product, startProduct } from './product.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Where the clock of the product's process is put, one after the other, against the machine's. */
const moves: readonly [what: string, offMs: number][] = [
  ['the clock is an hour behind', -hourMs],
  ['the clock is two days and an hour ahead', 2 * dayMs + hourMs],
  ['the clock is right again', 0],
];

export const clock: Fault = {
  name: 'clock',
  proves:
    'the clock is set an hour back, two days forth and right again under writes: order, dates and jobs hold',
  run,
};

async function run(scene: Scene): Promise<void> {
  const { folder, diary, tell, expect } = scene;
  tell('starting the product with a clock that can be set; the demonstration is loaded');
  const product = await startProduct({ dataDir: join(folder, 'data'), movableClock: true });
  const urlNow = () => product.url;
  const account = product.accounts.get('desk')?.[0];
  const stranger = openClient(urlNow);
  const before = await datesOf(product);
  const kept = await sendKept(stranger);
  diary.reports.push(kept.report);

  let latestId = kept.report.reportId;
  for (const [what, offMs] of moves) {
    diary.during = what;
    const from = diary.reports.length;
    await product.setClockOff(offMs);
    tell(what);
    await signedInWorks(scene, product);
    const desk = deskAccepts(await signIn(urlNow, account), diary);
    const residents = residentsReport(stranger, diary, { residents: 3, betweenMs: 50 });
    const wanted = diary.reports.length + 15;
    const decided = diary.decisions.length + 3;
    await waitFor('fifteen reports are acknowledged and three accepted', () => {
      return diary.reports.length >= wanted && diary.decisions.length >= decided;
    });
    await Promise.all([residents.rest(), desk.rest()]);
    const ids = diary.reports.slice(from).map(({ reportId }) => reportId);
    const isLater = ids.every((id) => id > latestId);
    expect(isLater, `${what}: the ids of ${ids.length} reports sort behind all before`);
    latestId = ids.reduce((latest, id) => (id > latest ? id : latest), latestId);
    const again = await stranger.api('POST', '/reports', { body: kept.body, key: kept.key });
    const isSame = again.status === 200 && again.body.number === kept.report.number;
    expect(isSame, `${what}: a request repeated with its key is not done again (${again.body.number})`);
    await ledgerKeepsUp(scene, product, what);
    await codeArrives(scene, product, what);
    expect(await isReady(product), `${what}: ready`);
  }
  const after = await datesOf(product);
  const moved = [...before].filter(([id, due]) => after.get(id) !== due);
  expect(moved.length === 0, `of ${before.size} dates given before, ${moved.length} moved`);
  await scene.count(product);
}

/** A report sent before anything happens, to be repeated under every clock. */
async function sendKept(client: Client) {
  const text = `第0位居民的第0件事：${randomUUID()}`;
  const key = randomUUID();
  const body = reportBody(text, []);
  const { status, body: answer } = await client.api('POST', '/reports', { body, key });
  if (status !== 200) throw new Error(`the first report was answered ${status}`);
  const { reportId, reportKey, number } = answer as Record<string, string>;
  return {
    ...{ key, body },
    report: {
      ...{ text, photoIds: [], reportId: String(reportId) },
      ...{ reportKey: String(reportKey), number: String(number) },
    },
  };
}

/** Every date that was given, running or not. */
async function datesOf(product: Product): Promise<Map<string, number>> {
  const sql = await openSuperuser({ dataDir: product.dataDir });
  try {
    const found = await sql<{ id: string; due: string }[]>`
      select id, extract(epoch from due_at)::text as due from deadlines`;
    return new Map(found.map(({ id, due }) => [id, Number(due)]));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function signedInWorks({ expect, diary }: Scene, product: Product): Promise<void> {
  const client = await signIn(() => product.url, product.accounts.get('desk')?.[1]);
  const me = await client.api('GET', '/account/me');
  const person = me.body.person as { displayName?: string } | null;
  expect(person !== null && person !== undefined, `${diary.during}: who signs in is signed in`);
}

/** The sequencer goes on: nothing is left waiting for its index. */
async function ledgerKeepsUp({ measure }: Scene, product: Product, what: string): Promise<void> {
  const sql = await openSuperuser({ dataDir: product.dataDir });
  try {
    const took = await waitFor('every entry has its index', async () => {
      const [row] = await sql<{ waiting: number }[]>`
        select count(*)::integer as waiting from ledger_pending`;
      return row?.waiting === 0;
    });
    measure(`${what}: every entry has its index after`, seconds(took));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Jobs neither wait for a time that was nor run twice: one code asked for is one message sent. */
async function codeArrives(scene: Scene, product: Product, what: string): Promise<void> {
  const client = openClient(() => product.url);
  // The same number each time: what was sent under a wrong clock must not hold it up.
  const phone = '13900007777';
  const asked = await client.api('POST', '/account/codes', { body: { phone }, key: randomUUID() });
  scene.expect(
    asked.status === 200,
    `${what}: a code can be asked for (${asked.status} ${asked.body.code ?? ''})`,
  );
  const sql = await openSuperuser({ dataDir: product.dataDir });
  try {
    const took = await waitFor(
      'no message waits',
      async () => {
        const [row] = await sql<{ waiting: number }[]>`
        select count(*)::integer as waiting from outbox where kind = 'sms.send' and failed_at is null`;
        return row?.waiting === 0;
      },
      90_000,
    );
    scene.measure(`${what}: the code left after`, seconds(took));
  } finally {
    await sql.end({ timeout: 5 });
  }
}
