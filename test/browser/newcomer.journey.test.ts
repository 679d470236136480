import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { callbackOperations } from '../../src/followup/callback/callback.contract.ts';
import type { Id } from '../../src/kernel/id.ts';
import { parseInstant } from '../../src/kernel/time.ts';
import { getMatter } from '../../src/resolve/matter/matter.reading.contract.ts';
import { desk, phone } from '../browser.ts';
import { aPhoto } from '../collect-server.ts';
import { codeOf, must } from '../world.ts';
import { openSite, type Site, signInAsStaff } from './site.ts';

const said = '健身器材的扶手松了，昨天差点摔着人';
const title = '中心花园健身器材松动';

let site: Site;
let resident: Page;
let handler: Page;
let link: string;
let number: string;

/** Moves the clock to a moment of November 2026 in China. */
function at(text: string): void {
  site.world.clock.set(parseInstant(`2026-11-${text}:00+08:00`));
}

async function photo(name: string, seed: number) {
  return { name, mimeType: 'image/jpeg', buffer: await aPhoto(seed) };
}

/** Opens every "why this date?" there is and gives what they say, by their questions. */
async function readWhys(within: Page | Locator): Promise<Map<string, string>> {
  const answers = new Map<string, string>();
  for (const details of await within.locator('details', { hasText: '为什么是' }).all()) {
    const lines = details.locator('ol');
    assert.equal(await lines.isVisible(), false, 'it is folded away until asked');
    await details.locator('summary').click();
    await lines.waitFor({ state: 'visible' });
    answers.set(await details.locator('summary').innerText(), await lines.innerText());
  }
  return answers;
}

/** The answer to the one question that speaks of something, such as a date. */
function answerTo(answers: ReadonlyMap<string, string>, what: string): string {
  const found = [...answers].filter(([question]) => question.includes(what));
  assert.equal(found.length, 1, `"${what}" among ${[...answers.keys()].join(' | ')}`);
  return found[0]?.[1] ?? '';
}

/** Waits for the line that says what was just done. */
async function flash(page: Page, words: string): Promise<void> {
  await page.getByRole('status').getByText(words).waitFor();
}

/** Takes, contacts and resolves with a photo, at three moments. */
async function workThrough(moments: readonly [string, string, string], reply: string): Promise<void> {
  at(moments[0]);
  await signInAsStaff(site, handler, 'handler');
  await handler.getByRole('link', { name: title }).click();
  await handler.getByRole('button', { name: '接单' }).click();
  await flash(handler, '已接单');
  at(moments[1]);
  await signInAsStaff(site, handler, 'handler');
  await handler.getByRole('link', { name: title }).click();
  await handler.getByRole('radio', { name: '电话' }).check({ force: true });
  await handler.getByRole('button', { name: '记下联系' }).click();
  await flash(handler, '已记下');
  at(moments[2]);
  await signInAsStaff(site, handler, 'handler');
  await handler.getByRole('link', { name: title }).click();
  await handler.getByRole('radio', { name: '解决', exact: true }).check({ force: true });
  await handler.getByLabel('怎么跟反映人说').fill(reply);
  await handler
    .locator('input[type=file]')
    .setInputFiles(await photo('proof.jpg', Number(moments[2].slice(0, 2))));
  await handler.locator('.photo img').last().waitFor();
  await handler.getByRole('button', { name: '办结' }).click();
  await flash(handler, '已办结，等回访');
}

describe('a newcomer’s walk, from one report to a confirmed matter', () => {
  before(async () => {
    site = await openSite();
    resident = await site.enter(phone);
    handler = await site.enter(desk);
  });
  after(() => site.stop());
  afterEach(() => site.assertQuiet());

  test('stranger: reports with a photo on a phone, without an account', async () => {
    at('24T09:00');
    await resident.goto(site.world.url);
    await resident.getByRole('link', { name: '我要反映' }).click();
    await resident.getByLabel('说说是什么事').fill(said);
    await resident.getByLabel('拍一张').setInputFiles(await photo('bench.jpg', 1));
    await resident.getByAltText('bench.jpg').waitFor();
    await resident.getByRole('button', { name: '下一步：在哪里' }).click();
    await resident.getByRole('link', { name: '公共区域' }).click();
    await resident.getByRole('radio', { name: '中心花园' }).check({ force: true });
    await resident.getByRole('button', { name: '下一步' }).click();
    await resident.getByRole('heading', { name: '谁能知道，怎么联系你？' }).waitFor();
    assert.equal(await resident.getByRole('img', { name: '第1张照片' }).count(), 1);
    await resident.getByLabel('怎么称呼你').fill('刘阿姨');
    await resident.getByLabel('手机号').fill('13900000001');
    await resident.getByRole('button', { name: '提交' }).click();
    await resident.getByRole('heading', { name: '收到了' }).waitFor();
    number = await resident.locator('.large.strong').innerText();
    link = await resident.locator('#sent-link').innerText();
    assert.match(number, /^2026-\d{4}$/);
    assert.ok(link.startsWith(site.to('/follow/')), link);
  });

  test('stranger: reads behind the link until when it is decided, and why', async () => {
    const receipt = answerTo(await readWhys(resident), '11:00');
    assert.match(receipt, /2个?(工作)?小时/);
    await resident.getByRole('link', { name: '看这件事' }).click();
    assert.equal(resident.url(), link);
    await resident.getByText(said).first().waitFor();
    assert.equal(answerTo(await readWhys(resident), '11:00'), receipt);
  });

  test('desk: accepts it and dispatches it to the handler in one step', async () => {
    at('24T09:30');
    const page = await site.enter(desk);
    await signInAsStaff(site, page, 'desk1');
    await page.getByRole('link', { name: /扶手松了/ }).click();
    await page.getByAltText('反映人拍的第1张照片').waitFor();
    await page.getByLabel('公开的标题').fill(title);
    await page.getByLabel('类别').selectOption('FAC06');
    await page
      .getByLabel('主办')
      .selectOption({ label: await optionWith(page.getByLabel('主办'), '张师傅') });
    await page.getByRole('button', { name: '受理并派单' }).click();
    await flash(page, '已受理并派单');
    await page.getByRole('link', { name: new RegExp(title) }).click();
    const whys = await readWhys(page);
    // Five working days, the day of acceptance not counted: 25, 26, 27, 30 November, 1 December.
    assert.match(answerTo(whys, '12月1日'), /5个工作日/);
    assert.ok(whys.size >= 3, `take, first contact and resolve: ${[...whys.keys()].join(' | ')}`);
  });

  test('handler: takes it, contacts the reporter and resolves it with a photo', async () => {
    await workThrough(['24T10:00', '24T10:30', '25T09:00'], '扶手已经换新');
    assert.equal(await handler.getByRole('link', { name: '回访' }).count(), 0, 'no callback of his own work');
  });

  test('stranger: says behind the link that it is not solved, and why', async () => {
    at('25T15:00');
    await resident.goto(link);
    await resident.getByText('扶手已经换新').first().waitFor();
    assert.match(answerTo(await readWhys(resident), '12月1日'), /5个工作日/);
    await resident.getByRole('link', { name: '没解决，重办' }).click();
    const dialog = resident.getByRole('dialog');
    await dialog.getByLabel('哪里没办好').fill('换上的扶手还是松的');
    await dialog.getByRole('button', { name: '重办' }).click();
    await resident.getByText('第1次重办').first().waitFor();
    // Five working days halved are three: 26, 27 and 30 November.
    assert.match(answerTo(await readWhys(resident), '11月30日'), /减半|一半/);
  });

  test('handler: resolves it again, and is refused the callback', async () => {
    await workThrough(['25T16:00', '25T17:00', '26T09:00'], '这次连底座一起换了');
    const { matterId, version, reportId } = await readHandlersMatter();
    const attempt = { way: 'phone', outcome: 'no-answer', answer: null } as const;
    const refused = await site.world
      .as('handler')
      .call(callbackOperations.recordAttempt, { matterId, version, reportId, ...attempt });
    assert.match(codeOf(refused), /worked-on-it|desk-only/);
  });

  test('desk2: makes the callback, hears that it is solved, and the matter is closed', async () => {
    at('26T10:00');
    const page = await site.enter(desk);
    await signInAsStaff(site, page, 'desk2');
    await page.getByRole('link', { name: '要回访' }).click();
    await page.getByRole('link', { name: new RegExp(title) }).click();
    await page.getByRole('radio', { name: '打电话' }).check({ force: true });
    await page.getByRole('radio', { name: '问到了' }).check({ force: true });
    await page.getByRole('radio', { name: '解决了', exact: true }).check({ force: true });
    await page.getByRole('button', { name: '记下回访' }).click();
    await flash(page, '已记下');
    await page.goto(site.to('/desk?queue=closed'));
    await page.getByRole('link', { name: new RegExp(title) }).waitFor();
    await resident.goto(link);
    await resident.getByText('反映人说解决了').first().waitFor();
    assert.equal(await resident.getByRole('link', { name: '没解决，重办' }).count(), 0);
    const { matterId } = await readHandlersMatter();
    assert.equal(must(await site.world.as('desk2').call(getMatter, { matterId })).state, 'closed');
  });
});

async function optionWith(select: Locator, words: string): Promise<string> {
  const labels = await select.locator('option').allInnerTexts();
  const label = labels.find((text) => text.includes(words));
  assert.ok(label, `${words} among ${labels.join(' | ')}`);
  return label;
}

/** The matter as the handler's page names it. */
async function readHandlersMatter() {
  const matterId = handler.url().replace(/^.*\/tasks\/|[?#].*$/g, '') as Id<'matter'>;
  const matter = must(await site.world.as('handler').call(getMatter, { matterId }));
  assert.ok(matter.reader === 'staff');
  const [report] = matter.reports;
  assert.ok(report);
  return { matterId, version: matter.version, reportId: report.id };
}
