import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { minuteMs } from '../../src/kernel/time.ts';
import { phone } from '../browser.ts';
import { aPhoto } from '../collect-server.ts';
import { type Story, storyOf } from '../story.ts';
import { openSite, type Site } from './site.ts';

const plain = { ...phone, javaScriptEnabled: false };
const said = '楼道的灯坏了三天，晚上看不见台阶';

let site: Site;
let story: Story;
let page: Page;

/** The heading a page is about; there is one. */
async function heading(words: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: words }).waitFor();
}

async function press(words: string): Promise<void> {
  await page.getByRole('button', { name: words }).click();
}

/** Everything is reached by what a label says, as without a mouse: the boxes lie over their inputs. */
async function choose(words: string): Promise<void> {
  await page.getByRole('radio', { name: words }).check({ force: true });
}

describe('without JavaScript', () => {
  before(async () => {
    site = await openSite();
    story = storyOf(site.world);
    page = await site.enter(plain);
  });
  after(() => site.stop());
  afterEach(() => site.assertQuiet());

  test('stranger: is told what is missing, keeps the photo, and goes on from there', async () => {
    await page.goto(site.to(''));
    await page.getByRole('link', { name: '我要反映' }).click();
    await page.getByLabel('拍一张').setInputFiles({
      ...{ name: 'light.jpg', mimeType: 'image/jpeg', buffer: await aPhoto(3) },
    });
    await press('下一步');
    await heading('发生了什么事？');
    await page.getByRole('alert').first().waitFor();
    await page.getByAltText('第1张照片').waitFor();
    await page.getByLabel('说说是什么事').fill(said);
    await press('下一步');
    await heading('在哪里？');
  });

  test('stranger: takes a photo back, adds another, and is asked where', async () => {
    await page.getByRole('link', { name: '上一步' }).first().click();
    assert.equal(await page.getByLabel('说说是什么事').inputValue(), said);
    await page.getByRole('checkbox', { name: '去掉第1张' }).check({ force: true });
    await page.getByLabel('拍一张').setInputFiles({
      ...{ name: 'stairs.jpg', mimeType: 'image/jpeg', buffer: await aPhoto(4) },
    });
    await press('下一步');
    await heading('在哪里？');
    await press('下一步');
    await page.getByText('选一处，或写几个字').first().waitFor();
    await page.getByLabel('再说清楚一点').fill('三楼转角');
    await choose('6幢');
    await press('下一步');
    await page.getByRole('group', { name: '哪个单元？' }).waitFor();
    assert.equal(await page.getByLabel('再说清楚一点').inputValue(), '三楼转角');
    await choose('2单元');
    await press('下一步');
    await heading('谁能知道，怎么联系你？');
    assert.equal(await page.getByAltText('第1张照片').count(), 1);
  });

  test('stranger: a refused last step keeps what was written, then it is sent once', async () => {
    await choose('对办事的人保密');
    await page.getByLabel('怎么称呼你').fill('老何');
    await page.getByLabel('手机号').fill('12345');
    await press('提交');
    await heading('谁能知道，怎么联系你？');
    await page.getByRole('alert').first().waitFor();
    assert.equal(await page.getByLabel('怎么称呼你').inputValue(), '老何');
    assert.equal(await page.getByLabel('手机号').inputValue(), '12345');
    assert.equal(await page.getByRole('radio', { name: '对办事的人保密' }).isChecked(), true);
    assert.equal(await page.getByLabel('手机号').getAttribute('aria-invalid'), 'true');
    await page.getByLabel('手机号').fill('13900000003');
    await press('提交');
    await heading('收到了');
    await page.getByRole('link', { name: '看这件事' }).click();
    await page.getByText(said).first().waitFor();
    await page.getByText('为什么是').click();
    await page.locator('details ol li').first().waitFor();
  });

  test('stranger: adds a line behind the link, and takes the report back in a dialog', async () => {
    await press('发出去');
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('要补充什么？').fill('四楼也不亮');
    await press('发出去');
    await page.getByText('四楼也不亮').waitFor();
    await page.getByRole('link', { name: '不用办了，撤回' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
    await page.getByText('已撤回').first().waitFor();
  });

  test('resident: signs in by a code, read where this trial installation shows it', async () => {
    const { phone: number } = site.world.here.people.neighbour;
    // Everybody signed in once when the world was opened: that code has to have arrived, to be told from the new one.
    const old = await readCode(number);
    site.world.clock.advance(2 * minuteMs);
    await page.goto(site.to('/sign-in'));
    await page.getByLabel('手机号').fill('138');
    await press('发验证码');
    await page.getByRole('alert').first().waitFor();
    assert.equal(await page.getByLabel('手机号').inputValue(), '138');
    await page.getByLabel('手机号').fill(number);
    await press('发验证码');
    await heading('填验证码');
    const code = await readCode(number, old);
    await page.getByLabel('6位验证码').fill(code === '000000' ? '000001' : '000000');
    await press('登录');
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('6位验证码').fill(code);
    await press('登录');
    await heading('何先生');
  });

  test('resident: says “me too” instead of reporting the same again', async () => {
    const told = await story.inWork();
    await page.goto(site.to('/reports/new'));
    await page.getByLabel('说说是什么事').fill('健身器材的扶手松了');
    await press('下一步');
    await choose('3幢');
    await press('下一步');
    await heading('邻居好像反映过，是同一件事吗？');
    await press('我也遇到');
    await page.waitForURL(new RegExp(told.matterId));
    await page.getByText('算上你家了').waitFor();
    await page.getByText('2户').first().waitFor();
  });

  test('reporter: a “no” without a reason comes back as it was, with one it is done again', async () => {
    const told = await story.resolved();
    const link = site.to(`/follow/${told.reportKey}`);
    await page.goto(link);
    await page.getByRole('link', { name: '没解决，重办' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '重办' }).click();
    await page.getByRole('alert').first().waitFor();
    await page.getByLabel('哪里没办好').fill('还是松的');
    await press('重办');
    await page.getByText('第1次重办').first().waitFor();
  });

  test('anyone: chooses dark, large print and its largest letters, and English, on the page they stand on', async () => {
    await page.goto(site.to('/matters'));
    await press('深色');
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    await press('长辈版');
    assert.equal(await page.locator('html').getAttribute('data-mode'), 'elder');
    await press('最大');
    assert.equal(await page.locator('html').getAttribute('data-size'), 'xl');
    await page.getByRole('link', { name: 'English' }).click();
    assert.equal(page.url(), site.to('/matters'));
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await page.getByRole('heading', { level: 1, name: 'In the open' }).waitFor({ state: 'attached' });
    await press('Standard');
    assert.equal(await page.locator('html').getAttribute('data-mode'), 'standard');
    assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
    await page.getByRole('link', { name: '中文' }).click();
    await page.getByRole('heading', { level: 1, name: '公开的事' }).waitFor({ state: 'attached' });
  });
});

/** The newest code the installation shows for a number, once it is another than `old`: it arrives a moment after. */
async function readCode(number: string, old?: string): Promise<string> {
  const step = page.url();
  const newest = page.locator('li', { hasText: number }).first();
  for (let looks = 0; looks < 200; looks++) {
    await page.goto(site.to('/development/messages'));
    const words = (await newest.count()) > 0 ? await newest.innerText() : '';
    const [code] = /\d{6}/.exec(words) ?? [];
    if (code === undefined || code === old) continue;
    await page.goto(step);
    return code;
  }
  return assert.fail(`no new code for ${number} is shown`);
}
