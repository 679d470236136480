import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser, noBrowser } from '../../test/ensure-browser.ts';
import { type Client, community, openClient, signIn } from './client.ts';
import { type Fault, NotPossibleHere, type Scene, seconds, waitFor } from './fault.ts';
import { openSuperuser } from './inspection.ts';
import { reportBody } from './people.ts';
import { type Product, type SignIn, startProduct } from './product.ts';

const nightMs = 9 * 3_600_000;
/** Frozen for so long in truth; to the server it is a night. */
const frozenMs = 12_000;

export const sleepingLaptop: Fault = {
  name: 'sleeping-laptop',
  proves:
    'a handler’s page sleeps for a night, others act: it says so, and what was typed is sent in the morning',
  run,
};

type Stage = { scene: Scene; product: Product; handler: SignIn; matterId: string };

async function run(scene: Scene): Promise<void> {
  const { folder, tell } = scene;
  const executablePath = findBrowser();
  if (executablePath === null) throw new NotPossibleHere(noBrowser);
  tell('starting the product with a clock that can be set; the demonstration is loaded');
  const product = await startProduct({ dataDir: join(folder, 'data'), movableClock: true });
  const handler = product.accounts.get('handler')?.[0];
  if (!handler) throw new Error('the demonstration has no handler');
  const stage = { scene, product, handler, matterId: await takenMatter(scene, product, handler) };
  const { context, pid } = await openBrowser(scene, executablePath);

  const page = await context.newPage();
  await signInBy(page, product, handler);
  await page.goto(`${product.url}/c/${community}/tasks/${stage.matterId}?act=resolve`);
  const words = `扶手换了新的，螺丝也紧过了 ${randomUUID().slice(0, 8)}`;
  await typeReply(page, words);
  tell('the handler has typed a reply and not sent it');

  await sleep(stage, context, pid, () => actOfDesk(product, stage.matterId));
  await wakes(stage, page, words);
  await signsInAgain(stage, context, page, words);
  await isThereOnce(stage, words);
  await scene.count(product);
}

/** A report of a resident that the desk accepts and dispatches, and the handler takes and calls about. */
async function takenMatter(scene: Scene, product: Product, account: SignIn): Promise<string> {
  const urlNow = () => product.url;
  const text = `第1位居民的第1件事：健身器材松了 ${randomUUID().slice(0, 8)}`;
  const key = randomUUID();
  const sent = await openClient(urlNow).api('POST', '/reports', { body: reportBody(text, []), key });
  const { reportId, reportKey, number } = sent.body as Record<string, string>;
  const sql = await openSuperuser({ dataDir: product.dataDir });
  const [post] = await sql<{ id: string }[]>`
    select p.id from posts p join accounts a on a.username = ${account.username}
    join persons n on n.account_id = a.id and n.id = p.person_id where p.kind = 'handler'`;
  await sql.end();
  const desk = await signIn(urlNow, product.accounts.get('desk')?.[0]);
  const accepted = await must(desk, `/reports/${reportId}/accept`, {
    ...{ publicTitle: '健身器材松动', categoryCode: 'FAC06', tier: 'self', messageToReporter: null },
    ...{ mainHandlerPostId: post?.id, assistingPostIds: [], messageToHandlers: null },
  });
  const matterId = String(accepted.id);
  scene.diary.reports.push({
    ...{ text, photoIds: [], reportId: String(reportId) },
    ...{ reportKey: String(reportKey), number: String(number) },
  });
  scene.diary.decisions.push({ reportId: String(reportId), number: String(number), matterId });
  const handler = await signIn(urlNow, account);
  const taken = await must(handler, `/matters/${matterId}/take`, { version: accepted.version });
  const call = { way: 'phone', note: null, onSite: false };
  await must(handler, `/matters/${matterId}/contact`, { version: taken.version, ...call });
  return matterId;
}

async function must(client: Client, path: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await client.api('POST', path, { body, key: randomUUID() });
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** What somebody at the desk does in the evening, so that the handler's page is not the latest any more. */
async function actOfDesk(product: Product, matterId: string): Promise<void> {
  const desk = await signIn(() => product.url, product.accounts.get('desk')?.[1]);
  const matter = await desk.api('GET', `/matters/${matterId}`);
  await must(desk, `/matters/${matterId}/extend`, {
    ...{ version: matter.body.version, workingDays: 2, reason: '零件要等' },
  });
}

async function openBrowser(scene: Scene, executablePath: string) {
  const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const mark = `--sunshine-fault=${randomUUID()}`;
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [...args, ...quiet, mark],
  });
  scene.atEnd(() => browser.close());
  const context = await browser.newContext({
    ...{ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: { width: 1440, height: 900 } },
  });
  context.setDefaultTimeout(30_000);
  return { context, pid: await processWith(mark) };
}

async function signInBy(page: Page, product: Product, { username, password }: SignIn): Promise<void> {
  await page.goto(`${product.url}/c/${community}/sign-in/staff`);
  await fillIn(page, username, password);
  await page.waitForURL(/\/(desk|tasks|people)/);
}

async function fillIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
}

async function typeReply(page: Page, words: string): Promise<void> {
  const form = page.locator('form[action$="/resolve"]');
  await form.locator('input[name=result]').first().check();
  await form.locator('textarea[name=reply]').fill(words);
  await form.locator('[name=whyNoPhoto]').fill('下雨没有拍');
}

/** The lid is shut: the line is gone, every process of the browser stands still, and a night passes elsewhere. */
async function sleep(
  { scene, product }: Stage,
  context: BrowserContext,
  pid: number,
  meanwhile: () => Promise<void>,
): Promise<void> {
  scene.diary.during = 'in the night';
  await context.setOffline(true);
  const frozen = await signalAll(pid, 'SIGSTOP');
  scene.tell(`the laptop sleeps: ${frozen} processes of the browser stand still`);
  try {
    await meanwhile();
    scene.tell('the desk gives the matter two more days');
    await product.setClockOff(nightMs);
    await pause(frozenMs);
  } finally {
    await signalAll(pid, 'SIGCONT');
  }
  scene.tell('the lid is opened, nine hours later');
  await context.setOffline(false);
}

async function wakes({ scene }: Stage, page: Page, words: string): Promise<void> {
  const says = page.getByRole('status').getByText('登录已经结束');
  const startedAt = performance.now();
  await says.waitFor();
  scene.measure('the page says that the session has ended after', seconds(performance.now() - startedAt));
  const offline = await page.getByRole('status').getByText('连不上服务器').isVisible();
  scene.expect(!offline, 'and does not say that there is no connection');
  const typed = await page.locator('textarea[name=reply]').inputValue();
  scene.expect(typed === words, 'what was typed stands where it was');
}

async function signsInAgain(stage: Stage, context: BrowserContext, page: Page, words: string): Promise<void> {
  const { scene, handler } = stage;
  await page.locator('form[action$="/resolve"] button[type=submit]:visible').first().click();
  await page.getByRole('heading', { level: 1, name: '先登录，再提交' }).waitFor();
  scene.expect(await page.getByText(words).isVisible(), 'sent without a session, the words come back');
  await shoot(page, 'kept');
  const [other] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: '登录' }).click(),
  ]);
  await fillIn(other, handler.username, handler.password);
  await other.waitForURL(/\/tasks/);
  scene.expect(true, 'the handler signs in on a page beside it, and lands on the matter');
  await other.close();
  await page.getByRole('button', { name: '再提交一次' }).click();
  await page.waitForURL(/\/resolve/);
  const reply = page.locator('textarea[name=reply]');
  await reply.waitFor();
  scene.expect((await reply.inputValue()) === words, 'sent again, the form is back with the words');
  await shoot(page, 'changed');
  const told = page.getByText('有人先动了，现在是这样').first();
  scene.expect(await told.isVisible(), `and says: ${(await told.textContent())?.trim().slice(0, 60)}`);
  await page.locator('form[action$="/resolve"] button[type=submit]:visible').first().click();
  await page.waitForURL(/\/tasks\?|\/tasks$|done=/);
}

async function isThereOnce({ scene, product, matterId }: Stage, words: string): Promise<void> {
  const sql = await openSuperuser({ dataDir: product.dataDir });
  try {
    await waitFor('the matter is resolved', async () => {
      const [row] = await sql<{ resolved: boolean }[]>`
        select resolved_at is not null as resolved from matters where id = ${matterId}`;
      return row?.resolved === true;
    });
    const found = await sql`select from matter_events where words like ${`%${words}%`}`;
    scene.expect(found.length === 1, `the reply is there ${found.length} times`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Pictures for whoever wants to look, where FAULT_PICTURES names a folder. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.FAULT_PICTURES;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

type Process = { pid: number; parent: number; command: string };

/** The processes of this machine, as Linux tells them. */
async function processes(): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(stat)?.[1] ?? 0);
      return { pid: Number(pid), parent, command };
    }),
  );
  return found;
}

async function processWith(mark: string): Promise<number> {
  const all = (await processes()).filter(({ command }) => command.includes(mark));
  const pids = new Set(all.map(({ pid }) => pid));
  const first = all.find(({ parent }) => !pids.has(parent));
  if (!first) throw new NotPossibleHere('the processes of the browser cannot be found (Linux is needed)');
  return first.pid;
}

/** Sends a signal to a process and everything it started; gives how many that were. */
async function signalAll(pid: number, signal: NodeJS.Signals): Promise<number> {
  const all = await processes();
  const family = new Set([pid]);
  for (const member of family) {
    for (const one of all) if (one.parent === member) family.add(one.pid);
  }
  for (const member of family) process.kill(member, signal);
  return family.size;
}
