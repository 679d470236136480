import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { desk, phone } from '../browser.ts';
import { storyOf } from '../story.ts';
import type { Visitor } from '../world.ts';
import { openSite, type Site } from './site.ts';
import { countFigures } from './stops-figures.ts';

let site: Site;

/** How many sheets a page takes, as its own style sheet wants them. */
async function sheets(page: Page): Promise<number> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

/** Figures of a community that is older than it is: as many months as its third year ends with. */
async function growOld(page: Page): Promise<void> {
  await page.evaluate(() => {
    const months = document.querySelector('[aria-labelledby="by-month"] tbody');
    const month = months?.lastElementChild;
    for (let count = 0; months && month && count < 36; count++) months.append(month.cloneNode(true));
  });
}

describe('on paper', () => {
  before(async () => {
    site = await openSite();
    await storyOf(site.world).closed();
    await countFigures(site.world);
  });
  after(() => site.stop());
  afterEach(() => site.assertQuiet());

  const readers: [string, Visitor, string][] = [
    ['stranger', 'stranger', ''],
    ['stranger in elder mode', 'stranger', 'system.elder.xl'],
    ['desk', 'desk1', ''],
  ];
  for (const [who, as, display] of readers) {
    for (const locale of ['zh-CN', 'en-US']) {
      test(`${who}: a month's figures are one sheet of A4, ${locale}`, async () => {
        const page = await site.enter({ ...desk, locale }, as);
        if (display !== '')
          await page
            .context()
            .addCookies([{ name: 'sunshine_display', value: display, url: site.world.url }]);
        await page.goto(site.to('/figures'));
        await growOld(page);
        assert.equal(await page.locator('[aria-labelledby="by-month"] tbody tr').count(), 37);
        assert.equal(await sheets(page), 1);
        await page.emulateMedia({ media: 'print' });
        const month = page.locator('[aria-labelledby="by-month"] tbody tr:visible');
        assert.equal(await month.count(), 12);
        await page.getByText(locale === 'zh-CN' ? '怎么核' : 'To check').waitFor();
        await page.close();
      });
    }
  }

  test('stranger without JavaScript: everything that is kept is on the paper, and folded on the telephone', async () => {
    const page = await site.enter({ ...phone, javaScriptEnabled: false });
    await page.goto(site.to('/privacy'));
    const kinds = page.locator('details h3');
    const [first, last] = [kinds.first(), kinds.last()];
    assert.equal(await first.isVisible(), false);
    const groups = page.locator('details > summary');
    await groups.first().click();
    await first.waitFor();
    assert.equal(await last.isVisible(), false);
    await page.emulateMedia({ media: 'print' });
    for (const kind of await kinds.all()) assert.equal(await kind.isVisible(), true, await kind.innerText());
    await page.close();
  });
});
