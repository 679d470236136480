import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { chores } from '../../src/app/workers.ts';
import { parseInstant } from '../../src/kernel/time.ts';
import { desk, phone } from '../browser.ts';
import { startHttpReceiver } from '../http-receiver.ts';
import type { Role } from '../inhabitants.ts';
import { type MailReceiver, startMailReceiver } from '../mail-receiver.ts';
import type { HttpReceiver } from '../receiving-server.ts';
import { openSite, type Site, signInAsStaff } from './site.ts';

/** WEEK_SHOTS=FOLDER keeps a picture of where everybody stands at the end, or where it stopped. */
/** Six people at their own screens all week long, and the receivers of whatever leaves the house. */
export type Week = {
  site: Site;
  http: HttpReceiver;
  mail: MailReceiver;
  people: Readonly<Record<Player, Page>>;
  /** Moves the clock to a moment of November 2026 in China; what is due before and by then gets done. */
  at(moment: string): Promise<void>;
  stop(): Promise<void>;
};

export const players = [
  'desk1',
  'desk2',
  'handler',
  'captain',
  'chair',
  'resident',
] as const satisfies Role[];
export type Player = (typeof players)[number];

const patienceMs = 30_000;

/** Opens the community with a gateway for text messages and a mail server that are really there. */
export async function openWeek(): Promise<Week> {
  const http = await startHttpReceiver();
  const mail = await startMailReceiver();
  const site = await openSite({
    environment: {
      ...{ SMS_ADAPTER: 'http', SMS_HTTP_URL: `${http.url}/sms`, SMS_HTTP_TOKEN: 'week' },
      ...{ SMTP_URL: `smtp://127.0.0.1:${mail.port}`, MAIL_FROM: 'ting@example.cn' },
    },
    // What clears away goes by the age of files, which the disk reckons by another clock.
    chores: Object.fromEntries(Object.entries(chores).filter(([name]) => !/^(sweep|forget)/.test(name))),
  });
  const people = {} as Record<Player, Page>;
  for (const who of players)
    people[who] = await site.enter(who.startsWith('desk') ? desk : phone, 'stranger');
  return {
    ...{ site, http, mail, people },
    async at(moment) {
      // What was done until now is done at its own hour.
      await settled(site);
      site.world.clock.set(parseInstant(`2026-11-${moment}:00+08:00`));
      await settled(site);
    },
    async stop() {
      const folder = process.env.WEEK_SHOTS;
      for (const who of folder === undefined ? [] : players)
        await people[who].screenshot({ path: `${folder}/${who}.png`, fullPage: true });
      await site.stop();
    },
  };
}

/** Waits until the runner has gone round and worked off everything that is due. */
export async function settled({ world, rounds }: Site): Promise<void> {
  const begun = rounds();
  // The round under way may have passed by what has just become due.
  await until('the runner goes round', () => rounds() >= begun + 2);
  const now = world.clock.now();
  await until('nothing is due any more', async () => {
    const due = await world.made.database.read(
      world.here.community.id,
      (tx) => tx`
        select id from outbox where failed_at is null and run_at <= ${now}
        union all select id from ledger_pending limit 1`,
    );
    return due.length === 0;
  });
}

/** Looks again and again until something is so. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > end) assert.fail(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Signs somebody who lives here in by a code that comes over the gateway. */
export async function signInByCode(
  { site, http }: Pick<Week, 'site' | 'http'>,
  page: Page,
  number: string,
): Promise<void> {
  const old = http.codeFor(number);
  await page.goto(site.to('/sign-in'));
  await page.getByLabel('手机号').fill(number);
  await page.getByRole('button', { name: '发验证码' }).click();
  await page.getByRole('heading', { name: '填验证码' }).waitFor();
  await until(`a code for ${number}`, () => http.codeFor(number) !== old);
  await page.getByLabel('6位验证码').fill(http.codeFor(number) ?? '');
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => !url.pathname.includes('/sign-in'));
}

/** Everybody begins their day: staff by name and password, neighbours by a code. */
export async function signIn(week: Week, who: Player): Promise<Page> {
  const page = week.people[who];
  const { signsInBy, phone: number } = week.site.world.here.people[who];
  if (signsInBy === 'staff') await signInAsStaff(week.site, page, who);
  else await signInByCode(week, page, number);
  return page;
}

/** Chooses by which ways news comes, on the page for it. */
export async function choose(
  { site }: Pick<Week, 'site'>,
  page: Page,
  wanted: Readonly<Record<'sms' | 'mail', readonly string[]>>,
): Promise<void> {
  await page.goto(site.to('/preferences'));
  for (const [way, kinds] of Object.entries(wanted)) {
    for (const kind of kinds) await page.locator(`input[name=${way}][value=${kind}]`).check({ force: true });
  }
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('status').first().waitFor();
}

/** Waits for the line that says what was just done. */
export async function flash(page: Page, words: string): Promise<void> {
  await page.getByRole('status').getByText(words).first().waitFor();
}
