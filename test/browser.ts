import assert from 'node:assert/strict';
import { after } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { findBrowser, noBrowser } from './ensure-browser.ts';
import { noteRan } from './ran.ts';

const china = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' };

/** A phone in the hand of a resident. */
export const phone = {
  ...china,
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
} satisfies BrowserContextOptions;

/** The smallest phone every screen must fit. */
export const smallPhone = { ...phone, viewport: { width: 360, height: 640 } } satisfies BrowserContextOptions;

/** The screen on the community's desk. */
export const desk = { ...china, viewport: { width: 1440, height: 900 } } satisfies BrowserContextOptions;

/** A browser for tests: quiet, and able to hear a beep. */
export const browserFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that beeps; whether a page may listen is still asked.
  '--use-fake-device-for-media-stream',
];

let launched: Promise<Browser> | undefined;

after(async () => {
  if (launched) await (await launched).close();
});

/** The browser of this test file, started when first asked for and closed when the file's tests are over. */
export function launchBrowser(): Promise<Browser> {
  launched ??= launch();
  return launched;
}

async function launch(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error(noBrowser);
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: browserFlags,
  });
  noteRan('browser');
  return browser;
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/**
 * Asserts that axe finds nothing on the page: WCAG 2.2 A and AA and best practice, and in elder mode the enhanced
 * contrast of AAA. The page must run JavaScript, axe hangs without.
 */
export async function checkAxe(page: Page, mode: { elder?: boolean } = {}): Promise<void> {
  const rules = mode.elder ? { 'color-contrast-enhanced': { enabled: true } } : {};
  // No page holds frames: the mode for them would open a further page for each check.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await axe.options({ rules }).withTags(tags).analyze();
  const told = violations.map(({ id, help, nodes }) => {
    const places = nodes.map((node) => `    ${node.target.join(' ')}: ${because(node.failureSummary)}`);
    return `  ${id}: ${help}\n${places.join('\n')}`;
  });
  assert.equal(
    told.length,
    0,
    `axe on ${page.url()}${mode.elder ? ' in elder mode' : ''}\n${told.join('\n')}`,
  );
}

/** The reason alone: axe opens with "Fix any of the following:". */
function because(summary: string | undefined): string {
  const lines = (summary ?? '').split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('Fix ')).join('; ');
}

/** Asserts that the page is no wider than its window, and names what sticks out of it. */
export async function noSidewaysScroll(page: Page): Promise<void> {
  const window = page.viewportSize()?.width ?? 0;
  // tsx marks functions that get a name with a helper the page does not have: here they stay anonymous.
  const found = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const sticksOut = [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > width + 0.5)
      .map((element) => [element.localName, ...element.classList].join('.'));
    return { width: document.documentElement.scrollWidth, sticksOut: sticksOut.slice(0, 5) };
  });
  const culprits = found.sticksOut.join(', ') || 'nothing in particular (is there a viewport meta tag?)';
  const message = `${page.url()} is ${found.width} px wide in a window of ${window}: ${culprits} sticks out`;
  assert.ok(found.width <= window, message);
}
