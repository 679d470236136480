import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { browserFlags, smallPhone } from '../browser.ts';
import { aPhoto } from '../collect-server.ts';
import { findBrowser } from '../ensure-browser.ts';
import type { Site } from './site.ts';

/** A telephone: a browser whose data outlive it. */
export type Telephone = {
  context: BrowserContext;
  page: Page;
  restart(): Promise<Telephone>;
  throwAway(): Promise<void>;
};

const telephones: Telephone[] = [];

export async function takeTelephone(folder?: string): Promise<Telephone> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'sunshine-telephone-')));
  const executablePath = findBrowser();
  assert.ok(executablePath);
  const context = await chromium.launchPersistentContext(dataDir, {
    ...smallPhone,
    ...{ executablePath, headless: true, args: browserFlags },
  });
  context.setDefaultTimeout(15_000);
  const page = context.pages()[0] ?? (await context.newPage());
  const telephone: Telephone = {
    ...{ context, page },
    async restart() {
      telephones.splice(telephones.indexOf(telephone), 1);
      await context.close();
      return takeTelephone(dataDir);
    },
    async throwAway() {
      await context.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  telephones.push(telephone);
  return telephone;
}

/** For after each test. */
export async function throwTelephonesAway(): Promise<void> {
  for (const telephone of telephones.splice(0)) await telephone.throwAway();
}

/** Waits for a fact that no element shows. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await isSo())) {
    assert.ok(performance.now() < end, `waited in vain for ${isSo}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

function keptPages(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const keys = await (await caches.open('sunshine-shells-1')).keys();
    return keys.filter(({ url }) => url.includes('lang=')).length;
  });
}

/** The line on every page that says what waits. */
export const line = (page: Page) => page.locator('[data-offline]');

/** What somebody does on a telephone with a site, and what came of it there. */
export function actsOn(site: () => Site) {
  /** Opens the home page with a network and waits until the pages for later are in the telephone. */
  async function visit({ page }: Telephone, path = ''): Promise<void> {
    await page.goto(site().to(path));
    await until(async () => (await keptPages(page)) === 4);
  }

  async function write(page: Page, text: string, photos: readonly number[] = []): Promise<void> {
    await page.goto(site().to('/reports/offline'));
    await page.locator('form[data-ready]').waitFor();
    await page.getByLabel('说说是什么事').fill(text);
    await page.getByLabel('再说清楚一点').fill('车棚边上');
    if (photos.length > 0) {
      const files = await Promise.all(photos.map((seed) => aPhoto(seed)));
      const named = files.map((buffer, index) => ({ name: `${index}.jpg`, mimeType: 'image/jpeg', buffer }));
      await page.locator('input[name=photos]').setInputFiles(named);
      await page
        .locator('.photo img')
        .nth(photos.length - 1)
        .waitFor();
    }
  }

  async function writeAndKeep(page: Page, text: string, photos: readonly number[] = []): Promise<void> {
    await write(page, text, photos);
    await page.getByRole('button', { name: '存好，有网就送' }).click();
    await page.waitForURL(/\/offline$/);
    await page.getByText(text).first().waitFor();
  }

  /** What the community has of a text, and with how many photos. */
  async function received(like: string): Promise<{ text: string; photos: number }[]> {
    const { made, here } = site().world;
    return made.database.read(here.community.id, async (tx) => {
      const rows = await tx<{ text: string; photos: number }[]>`
        select r.text, (select count(*) from photos p where p.community_id = r.community_id
          and p.attached_to = 'report' and p.attached_id = r.id)::int as photos
        from reports r where r.community_id = ${tx.community} and r.text like ${`${like}%`} order by r.text`;
      return [...rows];
    });
  }

  return { visit, write, writeAndKeep, received };
}
