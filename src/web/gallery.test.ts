import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { checkAxe, noSidewaysScroll } from '../../test/browser.ts';
import { galleryAssets, openGallery as open } from '../../test/gallery.ts';
import type { Display } from './frame.ts';
import { galleryNames } from './gallery/gallery.tsx';

const looks: Display[] = [
  { theme: 'light', mode: 'standard', size: 'm' },
  { theme: 'dark', mode: 'standard', size: 'm' },
  { theme: 'light', mode: 'elder', size: 'm' },
  { theme: 'dark', mode: 'elder', size: 'xl' },
];
const widths = [320, 360, 390, 1024, 1440];

for (const name of galleryNames) {
  // All parts in every look; a screen put together from them in its plainest and its largest.
  for (const display of name === 'parts' ? looks : looks.slice(0, 1).concat(looks.slice(-1))) {
    test(`gallery: ${name} in ${Object.values(display).join(' ')} is accessible and never scrolls sideways`, async () => {
      const page = await open(name, display);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await noSidewaysScroll(page);
      }
      if (name !== 'desk') await page.setViewportSize({ width: 390, height: 900 });
      await checkAxe(page, { elder: display.mode === 'elder' });
      await page.close();
    });
  }
}

test('gallery: English words fit where Chinese ones do', async () => {
  for (const name of galleryNames) {
    const page = await open(name, { theme: 'light', mode: 'standard', size: 'm' }, 'en');
    for (const width of [320, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await noSidewaysScroll(page);
    }
    await page.close();
  }
});

test('tokens: a theme the system asks for is the theme a person chooses', async () => {
  for (const mode of ['standard', 'elder'] as const) {
    const chosen = await open('parts', { theme: 'dark', mode, size: 'm' });
    const asked = await open('parts', { theme: 'system', mode, size: 'm' });
    await asked.emulateMedia({ colorScheme: 'dark' });
    assert.deepEqual(await tokensOf(asked), await tokensOf(chosen));
    await asked.emulateMedia({ colorScheme: 'light' });
    assert.notDeepEqual(await tokensOf(asked), await tokensOf(chosen));
    await chosen.close();
    await asked.close();
  }
});

function tokensOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    const names = [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule instanceof CSSStyleRule && rule.selectorText === ':root')
      .flatMap((rule) => [...(rule as CSSStyleRule).style])
      .filter((property) => property.startsWith('--'));
    return names.map((property) => `${property}: ${style.getPropertyValue(property)}`);
  });
}

test('elder mode: everything to press is at least 60 px high, elsewhere 44 px or a dense desk', async () => {
  for (const [display, least] of [
    [{ theme: 'light', mode: 'elder', size: 'm' }, 60],
    [{ theme: 'light', mode: 'standard', size: 'm' }, 44],
  ] as const) {
    for (const name of ['home', 'where'] as const) {
      const page = await open(name, display);
      await page.setViewportSize({ width: 390, height: 900 });
      const small = await page.evaluate((px) => {
        const pressable = document.querySelectorAll(
          'main .button, .icon-button, .choice-box, .tab, .segment, .input',
        );
        return [...pressable]
          .filter((element) => element.getClientRects().length > 0)
          .filter((element) => element.getBoundingClientRect().height < px - 0.5)
          .map((element) => `${element.className} ${element.textContent}`);
      }, least);
      assert.deepEqual(small, []);
      await page.close();
    }
  }
});

// What a page loads is held to its own limit where pages are measured; no page loads all, nor the offline form's.
/** Scripts that carry cryptography, for one page each: what they may weigh by themselves, gzipped. */
const heavy = [
  { script: /^check-log-/, bytes: 22_528 },
  { script: /^witness-/, bytes: 24_576 },
];

test('budget: the style sheet is at most 14 kB, each island 8 kB and all that there are 28 kB, gzipped', async () => {
  let scripts = 0;
  for (const [name, file] of (await galleryAssets()).files) {
    if (name.endsWith('.css')) assert.ok(file.gzip.length <= 14_336, `${name} is ${file.gzip.length} bytes`);
    if (!name.endsWith('.js')) continue;
    const own = heavy.find(({ script }) => script.test(name));
    if (own) assert.ok(file.gzip.length <= own.bytes, `${name} is ${file.gzip.length} bytes`);
    if (own) continue;
    scripts += file.gzip.length;
    assert.ok(file.gzip.length <= 8_192, `${name} is ${file.gzip.length} bytes`);
  }
  assert.ok(scripts <= 28_672, `the islands are ${scripts} bytes`);
});
