import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser, phone } from '../browser.ts';
import { type Story, storyOf, type ToldReport } from '../story.ts';
import { openWorld, type World } from '../world.ts';

/** A world whose log is sealed only when a test says so: what is pending stays pending until then. */
let world: World;
let story: Story;
before(async () => {
  world = await openWorld();
  story = storyOf(world);
});
after(() => world.stop());

const to = (path: string) => `${world.url}/c/here${path}`;

async function open(path: string, more: BrowserContextOptions = {}): Promise<Page> {
  const context = await (await launchBrowser()).newContext({ serviceWorkers: 'block', ...phone, ...more });
  const page = await context.newPage();
  await page.goto(to(path));
  return page;
}

/** Downloads the first receipt that a page offers. */
async function receiptOn(page: Page): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载回执' }).first().click(),
  ]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

async function sealedReceipt(): Promise<{ told: ToldReport; name: string; text: string }> {
  const told = await story.reported();
  await world.sequence();
  const page = await open(`/follow/${told.reportKey}`);
  const receipt = await receiptOn(page);
  await page.context().close();
  return { told, ...receipt };
}

const choose = (page: Page, text: string) =>
  page
    .getByLabel('回执文件')
    .setInputFiles({ name: 'r.tlog-proof', mimeType: 'text/plain', buffer: Buffer.from(text) });
const verdict = (page: Page) => page.locator('[data-verdict] .notice');

test('reporter: sees the receipt pending, then whole without touching the page, and downloads it', async () => {
  const told = await story.reported();
  const page = await open(`/reports/sent/${told.reportKey}`);
  await page.getByText('等封存').waitFor();
  assert.equal(await page.getByRole('link', { name: '下载回执' }).count(), 0);
  await world.sequence();
  await page.getByText('已封存').waitFor();
  assert.equal(await page.getByText('等封存').count(), 0);
  const { name, text } = await receiptOn(page);
  assert.match(name, new RegExp(`^${told.number}-\\d+\\.tlog-proof$`));
  assert.match(text, /^c2sp\.org\/tlog-proof@v1\nextra /);
  await page.context().close();
});

test('reporter without JavaScript: reloads and has the receipt', async () => {
  const told = await story.reported();
  const page = await open(`/follow/${told.reportKey}`, { javaScriptEnabled: false });
  const reload = page.getByRole('link', { name: '刷新看封存了没有' });
  await world.sequence();
  await reload.click();
  await page.getByText('已封存').waitFor();
  assert.match((await receiptOn(page)).text, /^c2sp\.org\/tlog-proof@v1\n/);
  await page.context().close();
});

test('visitor: the browser itself accepts a receipt, chosen or pasted, and refuses one with a byte changed', async () => {
  const { told, text } = await sealedReceipt();
  const page = await open('/verify');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await choose(page, text);
  await verdict(page).getByText('对得上').waitFor();
  assert.match(await verdict(page).innerText(), new RegExp(`收到反映，${told.number}号.*推倒重来`));
  assert.ok(
    asked.every((one) => /^GET \/(?:ledger\/here|assets)\//.test(one)),
    `only public files are asked for: ${asked}`,
  );
  const at = text.indexOf('extra ') + 60;
  const flipped = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
  await choose(page, flipped);
  await verdict(page).getByText('对不上').waitFor();
  await page.getByLabel('或者贴在这里').fill(text.trimEnd().replaceAll('\n', '\r\n'));
  await page.getByRole('button', { name: '核对贴的回执' }).click();
  await verdict(page).getByText('对得上').waitFor();
  await page.getByLabel('或者贴在这里').fill('不是回执');
  await page.getByRole('button', { name: '核对贴的回执' }).click();
  await verdict(page).getByText('这不是回执').waitFor();
  await page.context().setOffline(true);
  await choose(page, text);
  await verdict(page).getByText('回执本身对得上').waitFor();
  await page.context().close();
});

test('visitor: finds the entries of a number; the browser checks each, and without scripts it is the server’s word', async () => {
  const { number, reportKey } = await story.accepted();
  await world.sequence();
  const page = await open('/verify');
  await page.getByLabel('事情编号').fill(`第${number}号`);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByText('你的浏览器自己核过了：2条都在账本里').waitFor();
  assert.equal(await page.locator('[data-entry-state]').getByText('接得上', { exact: true }).count(), 2);
  await page.getByLabel('事情编号').fill('2031-0001');
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByText('账本里没有这个编号').first().waitFor();
  await page.context().close();

  const bare = await open(`/verify?number=${number}`, { javaScriptEnabled: false });
  await bare.getByText('只算服务器的话').waitFor();
  assert.equal(await bare.getByText('服务器说：接得上').count(), 2);
  assert.match((await bare.locator('.card noscript').allInnerTexts()).join(), /那才算数，服务器说的不算/);
  assert.equal(await bare.getByLabel('回执文件').isVisible(), false);
  await bare.context().close();

  const matter = await open(`/matters/${number}`);
  await matter.getByRole('link', { name: /2步都在公开账本里/ }).click();
  await matter.getByText('你的浏览器自己核过了').waitFor();
  await matter.context().close();
  assert.ok(reportKey);
});

/** As somebody would who has the database, its owner's password and the log's key: changes an entry and signs anew. */
async function rebuildLog(): Promise<void> {
  await world.made.owner.begin(async (sql) => {
    const tables = ['ledger_entries', 'ledger_checkpoints', 'ledger_tiles'];
    await sql`select set_config('app.community', ${world.here.community.id}, true)`;
    for (const table of tables) await sql.unsafe(`alter table ${table} disable trigger append_only`);
    await sql`update ledger_entries set envelope = replace(envelope, '2026-0001', '2026-9999'),
      leaf_hash = sha256('\\x00'::bytea || convert_to(replace(envelope, '2026-0001', '2026-9999'), 'UTF8'))
      where community_id = ${world.here.community.id}`;
    await sql`delete from ledger_checkpoints where community_id = ${world.here.community.id} and size > 0`;
    await sql`delete from ledger_tiles where community_id = ${world.here.community.id}`;
    for (const table of tables) await sql.unsafe(`alter table ${table} enable always trigger append_only`);
  });
  await world.sequence();
}

test('visitor: a log that was rebuilt and signed again fails against the receipt, and against what the browser remembers', async () => {
  const { text } = await sealedReceipt();
  const page = await open('/verify');
  await page.getByText('这个浏览器记下了').waitFor();
  await story.reported();
  await world.sequence();
  await page.reload();
  await page.getByText('没有推倒重来').waitFor();
  await rebuildLog();
  await page.reload();
  await page.locator('[data-seal-verdict]').getByText('推倒重来、又重新签了名').waitFor();
  await choose(page, text);
  await verdict(page).getByText('推倒重来、又重新签了名').waitFor();
  await page.context().close();
});
