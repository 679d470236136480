import assert from 'node:assert/strict';
import type { BrowserContext, BrowserContextOptions, Page, Response } from 'playwright-core';
import { type Chore, startRunner } from '../../src/app/runner.ts';
import { workersOn } from '../../src/app/workers.ts';
import { ensureAddress, ensureArea, ensureEstate } from '../../src/places/place/place.service.ts';
import { launchBrowser } from '../browser.ts';
import type { Role } from '../inhabitants.ts';
import { staffPassword } from '../sign-in.ts';
import { openWorld, type Visitor, type World } from '../world.ts';

/** The product as a browser sees it: a world with its runner, and everything a page complained about. */
export type Site = {
  world: World;
  /** The full address of a path below the community. */
  to(path: string): string;
  /** A browser of its own with one page; `as` brings somebody's session along. */
  enter(device: BrowserContextOptions, as?: Visitor): Promise<Page>;
  /** How many rounds the runner has finished. */
  rounds(): number;
  /** Fails if any page has had an error on its console, in a script, or against the content security policy. */
  assertQuiet(but?: RegExp): void;
  stop(): Promise<void>;
};

/** Longer than any page takes on a busy machine. */
const patienceMs = 15_000;

/** Opens the world with a second stairwell in building 6 and two shared areas, so that every question is asked. */
export async function openSite(
  given: { environment?: Readonly<Record<string, string>>; chores?: Readonly<Record<string, Chore>> } = {},
): Promise<Site> {
  const world = await openWorld(given.environment);
  const { platform } = world.installation;
  await world.made.database.write(world.here.community.id, async (tx) => {
    const estate = await ensureEstate(tx, '兰锦花园');
    await ensureAddress(tx, estate, { building: '6', stairwell: '2' });
    for (const name of ['中心花园', '地下车库']) await ensureArea(tx, name, estate);
  });
  let rounds = 0;
  // No chores unless asked: some clear files away by their age, which the disk reckons by another clock.
  const runner = startRunner(platform, workersOn(world.installation), given.chores ?? {}, () => {
    rounds += 1;
  });
  const contexts: BrowserContext[] = [];
  const complaints: Complaint[] = [];
  return {
    world,
    to: (path) => `${world.url}/c/${world.here.community.slug}${path}`,
    rounds: () => rounds,
    async enter(device, as = 'stranger') {
      const context = await (await launchBrowser()).newContext({ serviceWorkers: 'block', ...device });
      contexts.push(context);
      context.setDefaultTimeout(patienceMs);
      await bringSession(context, world, as);
      const page = await context.newPage();
      listen(page, complaints);
      return page;
    },
    assertQuiet(but) {
      const heard = complaints.splice(0).filter(({ isVoid, text }) => !isVoid() && !but?.test(text));
      assert.deepEqual(
        heard.map(({ text }) => text),
        [],
      );
    },
    async stop() {
      for (const context of contexts) await context.close();
      await runner.stop();
      await world.stop();
    },
  };
}

/** Gives a browser somebody's session, as signing in would; nobody's for a stranger. */
export async function bringSession(
  context: BrowserContext,
  world: World,
  as: Visitor,
  from = world.here,
): Promise<void> {
  await context.clearCookies({ name: 'sunshine_session' });
  const { cookie = '' } = await world.headersOf(as, from);
  const [name = '', value = ''] = cookie.split('=');
  if (value !== '') await context.addCookies([{ name, value, url: world.url }]);
}

/** Whether it counts is known only later: a browser may write of a refusal before the answer itself is told of. */
type Complaint = { text: string; isVoid: () => boolean };

/**
 * Notes what a page complains about. A page that was answered with a refusal is no complaint, though the browser
 * writes it to the console like a lost picture.
 */
function listen(page: Page, complaints: Complaint[]): void {
  const refusedPages = new Set<string>();
  page.on('response', (response) => {
    if (isPage(response) && response.status() >= 400 && response.status() < 500)
      refusedPages.add(response.url());
  });
  page.on('pageerror', (error) =>
    complaints.push({ text: `${page.url()}: ${error.message}`, isVoid: () => false }),
  );
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // Pages are looked at as the server sends them; what a telephone keeps has tests of its own.
    if (message.text().startsWith('Service Worker registration blocked')) return;
    // The line was cut by the test itself.
    if (message.text().includes('net::ERR_INTERNET_DISCONNECTED')) return;
    const { url } = message.location();
    const isLoading = message.text().startsWith('Failed to load resource');
    complaints.push({
      text: `${page.url()}: ${message.text()} (${url})`,
      isVoid: () => isLoading && refusedPages.has(url),
    });
  });
}

/** A page that was opened, or that an open page fetched again by itself, which ends with the visitor's session. */
function isPage(response: Response): boolean {
  const request = response.request();
  return request.isNavigationRequest() || request.headers()['x-unattended'] === '1';
}

/** Signs a member of staff in through the form, as they do in the morning. */
export async function signInAsStaff(site: Site, page: Page, role: Role): Promise<void> {
  const { username } = site.world.here.people[role];
  assert.ok(username, `${role} signs in by code`);
  await page.goto(site.to('/sign-in/staff'));
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码').fill(staffPassword);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(/\/(desk|tasks|people)/);
}
