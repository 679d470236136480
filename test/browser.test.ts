import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { checkAxe, desk, launchBrowser, noSidewaysScroll, phone, smallPhone } from './browser.ts';

async function pageWith(body: string, options: BrowserContextOptions = desk): Promise<Page> {
  const browser = await launchBrowser();
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.setContent(
    `<!doctype html><html lang="zh-CN"><head><title>议事亭</title>
    <meta name="viewport" content="width=device-width, initial-scale=1"></head>
    <body><main><h1>议事亭</h1>${body}</main></body></html>`,
  );
  return page;
}

test('axe: a sound page passes, in elder mode too', async () => {
  const page = await pageWith('<p>我要反映</p><button type="button" style="min-height:48px">提交</button>');
  await checkAxe(page);
  await checkAxe(page, { elder: true });
});

const planted: [title: string, body: string, expected: RegExp][] = [
  ['a field without a label', '<input type="text">', /label: .*\n\s+input: /],
  ['pale text', '<p style="color:#aaa">看不清</p>', /color-contrast: /],
  [
    'targets too small and too close (WCAG 2.2)',
    '<button style="all:unset;width:9px;height:9px;font-size:8px">a</button>'.repeat(3),
    /target-size: /,
  ],
  ['a skipped heading (best practice)', '<h4>小标题</h4>', /heading-order: /],
];
for (const [title, body, expected] of planted) {
  test(`axe: sees ${title}`, async () => {
    const page = await pageWith(body);
    await assert.rejects(checkAxe(page), expected);
  });
}

test('axe: contrast good enough for most is refused in elder mode', async () => {
  const page = await pageWith('<p style="color:#6b6b6b">普通灰字</p>');
  await checkAxe(page);
  await assert.rejects(checkAxe(page, { elder: true }), /color-contrast-enhanced/);
});

for (const [name, window] of Object.entries({ phone, smallPhone, desk })) {
  test(`sideways scrolling: a box too wide is named on ${name}`, async () => {
    const wide = window.viewport.width + 30;
    const page = await pageWith(`<div class="plan" style="width:${wide}px">楼栋</div>`, window);
    await assert.rejects(noSidewaysScroll(page), /div\.plan/);
    await noSidewaysScroll(await pageWith('<div style="max-width:100%">楼栋</div>', window));
  });
}

test('sideways scrolling: a page without a viewport is not taken for a narrow one', async () => {
  const page = await (await (await launchBrowser()).newContext(phone)).newPage();
  await page.setContent('<!doctype html><title>x</title><p>楼栋</p>');
  await assert.rejects(noSidewaysScroll(page), /viewport meta tag/);
});
