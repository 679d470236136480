import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { importFile } from '../../src/app/cli/import.command.ts';
import { desk } from '../browser.ts';
import { storyOf } from '../story.ts';
import type { Visitor } from '../world.ts';
import { openSite, type Site } from './site.ts';

/**
 * DESK_CSV and DESK_ITEMS have the desk's walk done on a file of your own, as long as you like:
 * DESK_CSV=reports.csv DESK_ITEMS=100 node --import tsx --test test/browser/keyboard.test.ts
 */
const items = Number(process.env.DESK_ITEMS ?? 12);

const messages = `time,phone,place,text
2026-11-20 09:01,13900000101,3幢2单元,3幢2单元楼道的灯坏了三天，晚上看不见台阶
2026-11-20 09:02,13900000102,3幢2单元,3幢楼道灯不亮，老人差点摔倒
2026-11-20 09:03,13900000103,6幢1单元,6幢1单元门口有人拉电线给电动车充电
2026-11-20 09:04,13900000104,中心花园,中心花园健身器材的扶手松了
2026-11-20 09:05,13900000105,6幢2单元,6幢2单元下水道堵了，一楼返水
2026-11-20 09:06,13900000106,6幢2单元,我们单元一楼也返水，臭得不行
2026-11-20 09:07,13900000107,地下车库,地下车库有人长期占用消防通道停车
2026-11-20 09:08,13900000108,3幢2单元,有一件事想请你们来看看
2026-11-20 09:09,13900000109,6幢1单元,楼上半夜装修太吵，睡不着
2026-11-20 09:10,13900000110,中心花园,遛狗不拴绳，小孩害怕
2026-11-20 09:11,13900000111,3幢2单元,垃圾桶两天没有清运了
2026-11-20 09:12,13900000112,6幢1单元,电梯按钮失灵，经常停在四楼
`;

/** Who resolves what the desk dispatched: two of them in the walk, all of them on a file of your own. */
const turns = process.env.DESK_CSV === undefined ? 2 : Number.POSITIVE_INFINITY;
const finishers: readonly (readonly [Visitor, string])[] =
  process.env.DESK_CSV === undefined
    ? [['handler', '张师傅']]
    : [
        ['handler', '张师傅'],
        ['colleague', '李师傅'],
        ['committee', '业委会老钱'],
        ['captain', '楼道长王芳'],
        ['otherCaptain', '楼道长赵敏'],
        ['chair', '亭长老郑'],
      ];

/** What has focus: its name as people hear it, and whether they see it. */
type Focus = { name: string; tag: string; ring: boolean; seen: boolean };

let site: Site;
let folder: string;

function focusOf(page: Page): Promise<Focus> {
  // tsx marks functions that get a name with a helper the page does not have: here they stay anonymous.
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const label = element.getAttribute('aria-label') ?? labels[0]?.innerText ?? element.innerText;
    const field = document.querySelector<HTMLElement>(`label[for="${element.id}"]`);
    // A choice and a photo picker draw the ring around what lies over their input.
    const drawn = element.matches('.choice-input')
      ? (element.nextElementSibling as HTMLElement)
      : (element.closest<HTMLElement>('.photo-add') ?? element);
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(drawn);
    const { left, top, right, bottom } = drawn.getBoundingClientRect();
    const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
    const above = document.elementFromPoint((left + Math.min(right, innerWidth)) / 2, y);
    return {
      name: ((element.matches('textarea, select') && field?.innerText) || label || '').trim(),
      tag: element.localName,
      ring: (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none',
      seen: above !== null && (above === element || drawn.contains(above) || above.contains(drawn)),
    };
  });
}

async function assertVisible(page: Page): Promise<Focus> {
  const focus = await focusOf(page);
  const where = `${page.url()}: ${focus.tag} "${focus.name}"`;
  assert.ok(focus.ring, `${where} has focus and does not show it`);
  assert.ok(focus.seen, `${where} has focus and is hidden`);
  return focus;
}

/** Waits until the page that opened has put the focus where it belongs. */
async function assertLandedOn(page: Page, tag: string): Promise<void> {
  await page.locator(`${tag}:focus`).waitFor();
  await assertVisible(page);
}

/** Tabs on until something of this name has focus; everything on the way has to show that it has it. */
async function tabTo(page: Page, words: string): Promise<void> {
  const passed: string[] = [];
  for (let tabs = 0; tabs < 120; tabs++) {
    // A page as it was opened, and the browser's own bar between the last and the first, show nothing.
    if ((await focusOf(page)).tag !== 'body') {
      const { name } = await assertVisible(page);
      if (name.startsWith(words)) return;
      passed.push(name.slice(0, 12));
    }
    await page.keyboard.press('Tab');
  }
  assert.fail(`no way to "${words}" by tab: ${passed.join(' | ')}`);
}

/** Presses a key that leads to another page, and waits until that is there with its islands. */
async function pressAndGo(page: Page, key: string): Promise<void> {
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press(key)]);
}

async function sendBy(page: Page, button: string): Promise<void> {
  await tabTo(page, button);
  await pressAndGo(page, 'Enter');
}

describe('by keyboard alone', () => {
  before(async () => {
    site = await openSite();
    folder = await mkdtemp(join(tmpdir(), 'sunshine-desk-'));
  });
  after(async () => {
    await site.stop();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => site.assertQuiet());

  test('stranger: reports something from the home page to the receipt', async () => {
    const page = await site.enter({ ...desk, viewport: { width: 390, height: 844 } });
    await page.goto(site.to(''));
    await page.keyboard.press('Tab');
    assert.equal((await assertVisible(page)).name, '跳到正文');
    await sendBy(page, '我要反映');
    await tabTo(page, '说说是什么事');
    await page.keyboard.type('单元门关不上，夜里一直响');
    await sendBy(page, '下一步：在哪里');
    await tabTo(page, '3幢');
    await page.keyboard.press('ArrowRight');
    assert.equal((await assertVisible(page)).name, '6幢');
    await tabTo(page, '1单元');
    await page.keyboard.press('Space');
    await sendBy(page, '下一步');
    await page.getByRole('heading', { level: 1, name: '谁能知道' }).waitFor();
    await tabTo(page, '怎么称呼你');
    await page.keyboard.type('老何');
    await sendBy(page, '提交');
    await page.getByRole('heading', { level: 1, name: '收到了' }).waitFor();
  });

  test(`desk: goes through a queue of ${items}, and lands on the next each time`, async (t) => {
    await fillQueue();
    const page = await site.enter(desk, 'desk1');
    await page.goto(site.to('/desk'));
    await page.keyboard.press('j');
    await assertLandedOn(page, 'a');
    await pressAndGo(page, 'Enter');
    const startedAt = performance.now();
    const done: Record<Way, number> = { accept: 0, merge: 0, redirect: 0, ask: 0 };
    for (let item = 0; item < items; item++) {
      const { number, next } = await whereIAm(page);
      const way = await ways[await wayFor(page, item)](page);
      done[way] += 1;
      await page.getByRole('status').getByText(doneWords[way]).first().waitFor();
      await assertLandedOn(page, 'h2');
      assert.ok(page.url().includes(next), `after ${way} of ${number} the next one is open`);
    }
    const seconds = (performance.now() - startedAt) / 1000;
    t.diagnostic(`${items} items in ${seconds.toFixed(1)} s: ${JSON.stringify(done)}`);
    if (process.env.DESK_CSV !== undefined) return;
    for (const [way, times] of Object.entries(done)) assert.ok(times > 0, `${way} was tried`);
  });

  test('desk: reads the day of the category that is chosen, before it is promised', async () => {
    const page = await site.enter(desk, 'desk1');
    const { reportId } = await storyOf(site.world).reported({ text: '中心花园健身器材的扶手松了' });
    await page.goto(site.to(`/desk?report=${reportId}`));
    const category = page.getByLabel('类别', { exact: true });
    const shown = page.locator('[data-limit]:visible');
    await category.selectOption({ label: '公共收益公开' });
    await shown.getByText('15个工作日').waitFor();
    await category.selectOption({ label: '电梯困人/故障停梯' });
    await shown.getByText('2小时到场').waitFor();
    assert.equal(await shown.count(), 1);
    await category.selectOption('');
    await shown.getByText('选了类别').waitFor();
  });

  test('desk: moves with J and K, searches with /, asks for the keys with ?, and turns them off', async () => {
    const page = await site.enter(desk, 'desk1');
    await page.goto(site.to('/desk'));
    await page.keyboard.press('j');
    const first = await assertVisible(page);
    await page.keyboard.press('j');
    const second = await assertVisible(page);
    assert.notEqual(second.name, first.name);
    await page.keyboard.press('k');
    assert.equal((await focusOf(page)).name, first.name);
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: '快捷键' });
    await help.getByText('受理并派单').waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
    await page.keyboard.press('/');
    await assertLandedOn(page, 'input');
    await page.keyboard.type('没有这样的事');
    await pressAndGo(page, 'Enter');
    await page.getByText('没有搜到').waitFor();
    await page.keyboard.press('?');
    await tabTo(page, '打开单键快捷键');
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    assert.notEqual((await focusOf(page)).tag, 'input', 'the keys are off (WCAG 2.2, 2.1.4)');
  });

  test('handlers: take, contact and resolve', async (t) => {
    const done: Record<string, number> = {};
    for (const [visitor, name] of finishers) {
      const page = await site.enter(desk, visitor);
      const resolved: string[] = [];
      while (resolved.length < turns && (await openOwn(page, name))) {
        const number = await page.locator('[aria-current] .softer').innerText();
        assert.ok(!resolved.includes(number));
        await finish(page);
        resolved.push(number);
      }
      done[name] = resolved.length;
    }
    t.diagnostic(`resolved: ${JSON.stringify(done)}`);
    if (process.env.DESK_CSV === undefined) assert.equal(done.张师傅, turns);
    else assert.ok(Object.values(done).some((times) => times > 0));
  });
});

/** Opens the next task that is this person's own to finish: what they assist in is the main handler's. */
async function openOwn(page: Page, name: string): Promise<boolean> {
  await page.goto(site.to('/tasks'));
  const rows = await page.locator('[data-queue] a').allInnerTexts();
  if (!rows.some((row) => row.includes(name))) return false;
  for (const _row of rows) {
    await page.keyboard.press('j');
    if (!(await assertVisible(page)).name.includes(name)) continue;
    await pressAndGo(page, 'Enter');
    return true;
  }
  return assert.fail(`no way to a task of ${name} by J: ${rows.join(' | ')}`);
}

/** From the open task to 已办结, without a mouse. */
async function finish(page: Page): Promise<void> {
  await pressAndGo(page, 'a');
  await assertLandedOn(page, 'h2');
  await tabTo(page, '打了电话');
  await page.keyboard.press('Space');
  await sendBy(page, '记下联系');
  await assertLandedOn(page, 'h2');
  await tabTo(page, '解决');
  await page.keyboard.press('Space');
  await tabTo(page, '怎么跟反映人说');
  await page.keyboard.type('已经修好');
  await tabTo(page, '拍不了的话');
  await page.keyboard.type('夜里拍不清');
  if ((await page.getByLabel('为什么不等协办').count()) > 0) {
    await tabTo(page, '为什么不等协办');
    await page.keyboard.type('协办那份另外做');
  }
  await sendBy(page, '办结');
  await page.getByRole('status').getByText('已办结').waitFor();
  await assertVisible(page);
}

/** Imports the queue as an operator would. */
async function fillQueue(): Promise<void> {
  let path = process.env.DESK_CSV;
  if (path === undefined) {
    path = join(folder, 'queue.csv');
    await writeFile(path, messages);
  }
  const { world } = site;
  const quiet = { print: () => undefined, progressLine: () => () => undefined, ask: null };
  await importFile(
    world.installation.platform,
    world.here.community,
    {
      ...{ path, source: 'queue', errorPath: join(folder, 'errors.csv'), map: [], time: undefined },
      ...{ same: 'skip', locale: 'zh', previewOnly: false, yes: true },
    },
    quiet,
  );
}

type Way = 'accept' | 'merge' | 'redirect' | 'ask';

const doneWords: Record<Way, string> = {
  accept: '已受理并派单',
  merge: '已并单',
  redirect: '已转告反映人',
  ask: '已请反映人补充',
};

/** Each way with its keys; gives the way it went in the end. */
const ways: Record<Way, (page: Page) => Promise<Way>> = {
  async accept(page) {
    await pressAndGo(page, 'a');
    if ((await page.locator('[aria-invalid]').count()) === 0) return 'accept';
    // What the catalogue could not propose is chosen by typing its first letters.
    for (const label of ['类别', '主办']) {
      const field = page.getByLabel(label, { exact: true });
      if ((await field.getAttribute('aria-invalid')) !== 'true') continue;
      await tabTo(page, label);
      await page.keyboard.press('ArrowDown');
    }
    const title = page.getByLabel('公开的标题');
    if ((await title.getAttribute('aria-invalid')) === 'true') {
      await title.focus();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('居民反映的事');
    }
    await sendBy(page, '受理并派单');
    return 'accept';
  },
  async merge(page) {
    await pressAndGo(page, 'm');
    await assertLandedOn(page, 'textarea');
    await sendBy(page, '并入');
    return 'merge';
  },
  async redirect(page) {
    await pressAndGo(page, 'r');
    await assertLandedOn(page, 'input');
    await page.keyboard.press('Space');
    await tabTo(page, '怎么跟反映人说');
    await page.keyboard.type('这件事请打12345');
    await sendBy(page, '发出去');
    return 'redirect';
  },
  async ask(page) {
    await pressAndGo(page, 'b');
    await assertLandedOn(page, 'textarea');
    await page.keyboard.type('是哪一层？');
    await sendBy(page, '发出去');
    return 'ask';
  },
};

/** Mostly accepted, as in life; now and then another way, and joined where it may be the same. */
async function wayFor(page: Page, item: number): Promise<Way> {
  if (item % 10 === 4) return 'redirect';
  // Nobody can be asked who left no number: the desk decides on what it has.
  const mayAsk = (await page.locator('[data-key="b"]').count()) > 0;
  if (item % 10 === 7 && mayAsk) return 'ask';
  const mayJoin = (await page.locator('[data-key="m"]').count()) > 0;
  return mayJoin && item % 4 === 1 ? 'merge' : 'accept';
}

/** The number of what is open, and the id of what comes next: the next of its kind, or one that was passed over. */
async function whereIAm(page: Page): Promise<{ number: string; next: string }> {
  return page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-queue] a')];
    const at = links.findIndex((link) => link.hasAttribute('aria-current'));
    const kind = new URL(links[at]?.href ?? location.href).searchParams.has('report') ? 'report=' : 'matter=';
    const beside = [...links.slice(at + 1), ...links.slice(0, at)];
    const link = beside.find(({ href }) => href.includes(kind)) ?? links[at + 1] ?? links[at - 1];
    const next = new URL(link?.href ?? location.href).searchParams;
    return {
      number: links[at]?.querySelector('.softer')?.textContent ?? '',
      next: next.get('report') ?? next.get('matter') ?? '',
    };
  });
}
