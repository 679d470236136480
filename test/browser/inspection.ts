import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { pages } from '../../src/app/pages/pages.ts';
import { developmentMails } from '../../src/channels/mail/development-mail.ts';
import { developmentMessages } from '../../src/channels/sms/development-sms.ts';
import { registerText } from '../../src/collect/report/screens/register.text.ts';
import { checkAxe, desk, noSidewaysScroll, smallPhone } from '../browser.ts';
import { bringSession, openSite, type Site } from './site.ts';
import { findCodePage, type Stop, type Stops, stopsOf, tell } from './stops.ts';
import { type Class, checkWeight } from './weight.ts';

/** Every language meets every kind of colours and letters; each look is a request of its own, like any visitor's. */
const looks = [
  { locale: 'zh', display: 'light.standard.m' },
  { locale: 'en', display: 'dark.standard.m' },
  { locale: 'en', display: 'light.elder.m' },
  { locale: 'zh', display: 'dark.elder.xl' },
] as const;
type Look = (typeof looks)[number];

/**
 * A page's first stop in every look, its others in one of them by turns. EVERY_LOOK=1 takes every stop in every look,
 * four times as long: for a release, or when styles change.
 */
const isThorough = process.env.EVERY_LOOK === '1';
const looksOf = (stop: number) =>
  looks.filter((_look, index) => isThorough || stop === 0 || index === stop % looks.length);

/** What people wrote and are called stays in their language; everything in these tables is of that kind. */
const written = [
  ...['communities', 'estates', 'buildings', 'public_areas', 'persons', 'organisations', 'street_posts'],
  ...['reports', 'report_messages', 'drafts', 'matters', 'matter_events', 'matter_parts'],
  ...['residence_requests', 'phrases', 'flags', 'publications', 'abuse_marks'],
  ...['work_calendar', 'calendar_changes', 'categories', 'category_changes', 'reach_versions'],
  'inhabitant_counts',
];

/** The pages are walked in parts, so that no part takes long; each part has its budget of bytes. */
function partOf(path: string): Class {
  if (/^\/(desk|tasks)/.test(path)) return 'desk';
  if (
    /^\/(people|looks|residence-requests|flags|publications|messages|settings|reports\/on-behalf)|\/publications$/.test(
      path,
    )
  )
    return 'staff';
  return /^\/(sign-in|start|development|reports)/.test(path) ? 'reporting' : 'resident';
}

const isForStaff = (path: string) => ['desk', 'staff'].includes(partOf(path));

let site: Site;
let page: Page;
let stops: Stops;
let data: string;

/**
 * Opens every page of a part, filled, empty and with a form that was refused, and holds it against what every page
 * has to be. A page that `stops.ts` does not know fails.
 */
export function inspectPages(part: Class, half?: 'first' | 'second'): void {
  const ofPart = pages.filter((page) => partOf(page.path) === part);
  const middle = half === undefined ? ofPart.length : Math.ceil(ofPart.length / 2);
  const walked = half === 'second' ? ofPart.slice(middle) : ofPart.slice(0, middle);
  describe(`every page: ${part}${half === undefined ? '' : `, ${half} half`}`, () => {
    before(async () => {
      site = await openSite();
      const told = await tell(site.world);
      page = await site.enter(smallPhone);
      stops = stopsOf(told, await findCodePage(page, site.world, site.to('')));
      data = await whatPeopleWrote();
    });
    after(() => site.stop());

    for (const { path } of walked) {
      test(`page ${path || '/'}: in every look, filled, empty and refused`, async () => {
        const here = stops[path] ?? [];
        assert.ok(here.length > 0, `${path} has no stop in stops.ts`);
        for (const [index, stop] of here.entries()) {
          for (const look of looksOf(index)) {
            await inspect(path, stop, look).catch((error: Error) => {
              throw new Error(`${stop.name}, ${look.locale}, ${look.display}: ${error.message}`, {
                cause: error,
              });
            });
          }
        }
      });
    }

    test('a page that is not there: in every look', async () => {
      const nowhere = { name: 'nowhere', as: 'stranger', at: '/matters/nothing' } as const;
      for (const look of looks) await inspect('/matters/nothing', nowhere, look);
    });

    test('stops: lead to pages that exist', () => {
      const known = new Set(pages.map(({ path }) => path));
      assert.deepEqual(
        Object.keys(stops).filter((path) => !known.has(path)),
        [],
      );
    });
  });
}

async function inspect(path: string, stop: Stop, look: Look): Promise<void> {
  const elder = look.display.includes('elder');
  await open(path, stop, look);
  assert.equal(await page.locator('h1').count(), 1, 'one h1');
  assert.match(await page.title(), look.locale === 'zh' ? /^.+ · 阳光议事$/ : /^.+ · Sunshine Pavilion$/);
  await checkWeight(page, path, partOf(path));
  if (look.locale === 'en') assert.deepEqual(await untranslated(), []);
  await standInFull();
  await checkAxe(page, { elder });
  if (isForStaff(path)) await page.setViewportSize(smallPhone.viewport);
  await noSidewaysScroll(page);
  site.assertQuiet();
}

/** A window as high as the page: what a bar at its foot covers can be scrolled to, and is no finding. */
async function standInFull(): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const width = page.viewportSize()?.width ?? 0;
  await page.setViewportSize({ width, height: Math.max(height, smallPhone.viewport.height) });
}

/** Staff sit before a screen, and in elder mode hold a phone; everybody's page has to fit the small phone. */
async function open(
  path: string,
  { as, at, empty, send, written: fields = {}, sentAfterMs }: Stop,
  look: Look,
): Promise<void> {
  const { world } = site;
  const { community } = empty ? world.there : world.here;
  const wide = isForStaff(path) && !look.display.includes('elder');
  await page.setViewportSize(wide ? desk.viewport : smallPhone.viewport);
  const context = page.context();
  await bringSession(context, world, as, empty ? world.there : world.here);
  await context.addCookies([
    { name: 'sunshine_display', value: look.display, url: world.url },
    { name: 'sunshine_locale', value: look.locale, url: world.url },
  ]);
  await page.goto(`${world.url}/c/${community.slug}${at}`);
  if (send === undefined) return;
  const form = page.locator(`form[method=post][action$="${send}"]`).last();
  for (const [name, words] of Object.entries(fields)) {
    const field = form.locator(`[name="${name}"]`);
    // A hidden field is written as a page would hold it that was opened earlier.
    if ((await field.getAttribute('type')) !== 'hidden') await field.fill(words);
    else await field.evaluate((input, value) => Object.assign(input, { value }), words);
  }
  if (sentAfterMs !== undefined) world.clock.advance(sentAfterMs);
  await Promise.all([
    page.waitForNavigation(),
    form.evaluate((element) => (element as HTMLFormElement).requestSubmit()),
  ]);
  await page.locator('[role=alert]:visible, [aria-invalid=true]:visible, .state').first().waitFor();
}

/** Chinese words that a page in English says itself: in its text, its labels and its title. */
async function untranslated(): Promise<string[]> {
  // tsx marks functions that get a name with a helper the page does not have: here they stay anonymous.
  const texts = await page.evaluate(() =>
    [document.title, ...document.querySelectorAll<HTMLElement>('body *')].flatMap((element) => {
      if (typeof element === 'string') return [element];
      if (element.closest('[lang|=zh], script')) return [];
      const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
      const labels = ['aria-label', 'alt', 'title', 'placeholder'].map(
        (name) => element.getAttribute(name) ?? '',
      );
      const value = element instanceof HTMLInputElement && element.type !== 'hidden' ? element.value : '';
      return [...own.map((node) => node.textContent ?? ''), ...labels, value];
    }),
  );
  const words = texts.flatMap((text) => text.match(/\p{Script=Han}+/gu) ?? []);
  return [...new Set(words)].filter((word) => !data.includes(word));
}

async function whatPeopleWrote(): Promise<string> {
  const { made, here, there, installation } = site.world;
  const texts = developmentMessages(installation.platform).map(({ text }) => text);
  for (const { subject, paragraphs } of developmentMails(installation.platform))
    texts.push(subject, ...paragraphs.map((one) => (typeof one === 'string' ? one : one.words)));
  // An example of an address is written the way addresses are.
  texts.push(registerText.addressHint.en);
  for (const { community } of [here, there]) {
    for (const table of written) {
      const rows = await made.database.read(
        community.id,
        (tx) => tx<{ row: string }[]>`select t::text as row from ${tx(table)} t`,
      );
      texts.push(...rows.map(({ row }) => row));
    }
  }
  return texts.join('\n');
}
