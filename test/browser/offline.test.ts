import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { checkAxe, noSidewaysScroll, smallPhone } from '../browser.ts';
import { aPhoto } from '../collect-server.ts';
import { bringSession, openSite, type Site } from './site.ts';
import { actsOn, line, takeTelephone, throwTelephonesAway, until } from './telephone.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
afterEach(throwTelephonesAway);
after(() => site.stop());

const { visit, write, writeAndKeep, received } = actsOn(() => site);

/** What no encoder makes small. */
function noisyPhoto(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width: 1200, height: 900, channels: 3, background: '#888', noise } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

/** How much of each kind this telephone keeps. */
function kept(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('sunshine-offline');
    const db = await new Promise<IDBDatabase>((done, fail) => {
      opening.onsuccess = () => done(opening.result);
      opening.onerror = () => fail(opening.error);
    });
    const counts: Record<string, number> = {};
    for (const name of db.objectStoreNames) {
      const counting = db.transaction(name).objectStore(name).count();
      counts[name] = await new Promise<number>((done) => {
        counting.onsuccess = () => done(counting.result);
      });
    }
    db.close();
    return counts;
  });
}

test('resident: three reports with photos, written offline over a restart, one reply destroyed: each arrives once', async () => {
  let telephone = await takeTelephone();
  await visit(telephone);
  await telephone.context.setOffline(true);
  await writeAndKeep(telephone.page, '离线第一件', [1, 2]);
  await writeAndKeep(telephone.page, '离线第二件', [3]);
  await line(telephone.page).getByText('没有网，2件存在手机里').waitFor();

  telephone = await telephone.restart();
  await telephone.context.setOffline(true);
  await telephone.page.goto(site.to(''));
  await line(telephone.page).getByText('没有网，2件存在手机里').waitFor();
  await writeAndKeep(telephone.page, '离线第三件', [4, 5, 6]);
  assert.deepEqual(await received('离线第'), []);

  // The first words that arrive are answered, and nobody hears the answer.
  let destroyed = 0;
  await telephone.context.route(/offline-reports\/[0-9a-f-]+$/, async (route) => {
    if (destroyed > 0) return route.fallback();
    destroyed += 1;
    await route.fetch();
    return route.abort();
  });
  await telephone.context.setOffline(false);
  const { page } = telephone;
  for (const number of ['0001', '0002', '0003']) {
    await page
      .getByText(new RegExp(`已收到 \\d{4}-\\d*${number.slice(-1)}`))
      .first()
      .waitFor({ timeout: 30_000 });
  }
  assert.equal(destroyed, 1);
  assert.deepEqual(await received('离线第'), [
    { text: '离线第一件', photos: 2 },
    { text: '离线第三件', photos: 3 },
    { text: '离线第二件', photos: 1 },
  ]);
  assert.deepEqual(await kept(page), { blobs: 0, drafts: 0, receipts: 3, waiting: 0 });
  await page.getByRole('link', { name: '看这件事' }).first().click();
  await page
    .getByText(/离线第/)
    .first()
    .waitFor();
});

test('resident: two tabs send what waits once between them', async () => {
  const { context, page, ...telephone } = await takeTelephone();
  await visit({ context, page, ...telephone });
  await context.setOffline(true);
  await writeAndKeep(page, '两个窗口', [11]);
  const other = await context.newPage();
  await other.goto(site.to(''));
  await line(other).getByText('没有网，1件存在手机里').waitFor();
  let sent = 0;
  context.on('request', (request) => {
    if (request.method() === 'PUT') sent += 1;
  });
  await context.setOffline(false);
  await page
    .getByText(/已收到 \d/)
    // The line above the page keeps its words when it is hidden.
    .filter({ visible: true })
    .first()
    .waitFor();
  assert.deepEqual(await received('两个窗口'), [{ text: '两个窗口', photos: 1 }]);
  assert.equal(sent, 2, 'one photo, one time the words');
});

test('resident: a refusal keeps words and photos and says what to do; changed, it arrives once', async () => {
  const telephone = await takeTelephone();
  const { context, page } = telephone;
  await visit(telephone);
  await context.setOffline(true);
  await write(page, '录音坏了', [12]);
  const noRecording = { name: 'a.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('not a sound') };
  await page.locator('input[name=recording]').setInputFiles(noRecording);
  await page.getByRole('button', { name: '存好，有网就送' }).click();
  await page.waitForURL(/\/offline$/);
  await context.setOffline(false);
  await page.getByText('没送成，要改一下').waitFor();
  await page.getByText('这个文件不是能收的录音').waitFor();
  await line(page).getByText('1件没送成，要你看一下').waitFor();
  await checkAxe(page);
  await noSidewaysScroll(page);
  await page.getByRole('button', { name: '改一改' }).click();
  await page.locator('form[data-ready]').waitFor();
  assert.equal(await page.getByLabel('说说是什么事').inputValue(), '录音坏了');
  await page.locator('.photo img').waitFor();
  await page.locator('[data-voice-remove]').click();
  await page.getByRole('button', { name: '存好，有网就送' }).click();
  await page
    .getByText(/已收到 \d/)
    .filter({ visible: true })
    .first()
    .waitFor();
  assert.deepEqual(await received('录音坏了'), [{ text: '录音坏了', photos: 1 }]);
});

test('resident: written signed in, it waits for that account after the session has gone, or goes without', async () => {
  const telephone = await takeTelephone();
  const { context, page } = telephone;
  await bringSession(context, site.world, 'resident');
  await visit(telephone, '/mine');
  await context.setOffline(true);
  await writeAndKeep(page, '登录着写的');
  await context.clearCookies();
  await context.setOffline(false);
  await page.getByText('没送成，账号不对').waitFor();
  assert.deepEqual(await received('登录着写的'), []);
  await page.getByRole('button', { name: '不用账号送出' }).click();
  await page
    .getByText(/已收到 \d/)
    .filter({ visible: true })
    .first()
    .waitFor();
  assert.equal((await received('登录着写的')).length, 1);
});

test('resident: with no room left hears so before anything is lost, and the words stay', async () => {
  // Not a telephone: data that outlive their browser are not under the quota that a test sets.
  const page = await site.enter(smallPhone);
  await page.goto(site.to('/offline'));
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  // Before anything is kept: the browser remembers for a while how much room there was.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 });
  await page.goto(site.to('/reports/offline'));
  await page.locator('form[data-ready]').waitFor();
  await page.getByLabel('说说是什么事').fill('手机满了');
  await until(async () => (await kept(page)).drafts === 1);
  await page
    .locator('input[name=photos]')
    .setInputFiles([{ name: 'large.jpg', mimeType: 'image/jpeg', buffer: await noisyPhoto() }]);
  await page.getByText('手机没地方存照片了').waitFor();
  await checkAxe(page);
  await page.reload();
  await page.locator('form[data-ready]').waitFor();
  assert.equal(await page.getByLabel('说说是什么事').inputValue(), '手机满了');
});

test('resident: signing out of a lent telephone is told what waits in it, and deletes it', async () => {
  const telephone = await takeTelephone();
  const { context, page } = telephone;
  await bringSession(context, site.world, 'resident');
  await visit(telephone, '/mine');
  await context.setOffline(true);
  await writeAndKeep(page, '别人的手机', [13]);
  await context.route(/offline-reports/, (route) => route.abort());
  await context.setOffline(false);
  await page.goto(site.to('/mine'));
  await page.getByRole('button', { name: '退出' }).first().click();
  const dialog = page.getByRole('dialog', { name: '退出前看一下' });
  await dialog.getByText('这台手机里有1件还没送出去').waitFor();
  await checkAxe(page);
  await dialog.getByRole('button', { name: '删掉，退出' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/mine'));
  assert.deepEqual(await kept(page), { blobs: 0, drafts: 0, receipts: 0, waiting: 0 });
  assert.deepEqual(await received('别人的手机'), []);
});

test('resident: the line breaks while the usual form is sent: words and photo go on in the form that needs none', async () => {
  const telephone = await takeTelephone();
  const { context, page } = telephone;
  await visit(telephone);
  await page.goto(site.to('/reports/new'));
  await page.getByLabel('说说是什么事').fill('写到一半断网');
  await page
    .locator('input[name=photos]')
    .setInputFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await aPhoto(14) }]);
  await page.locator('.photo img').waitFor();
  await context.setOffline(true);
  await page.getByRole('button', { name: '下一步：在哪里' }).click();
  await page.waitForURL(/\/reports\/offline#/);
  await page.locator('form[data-ready]').waitFor();
  assert.equal(await page.getByLabel('说说是什么事').inputValue(), '写到一半断网');
  await page.locator('.photo img').waitFor();
});

test('resident: in English and large letters also without network, by keyboard, and can have no pages kept', async () => {
  const telephone = await takeTelephone();
  const { context, page } = telephone;
  await context.addCookies([
    { name: 'sunshine_locale', value: 'en', url: site.world.url },
    { name: 'sunshine_display', value: 'dark.elder.xl', url: site.world.url },
  ]);
  await visit(telephone);
  await context.setOffline(true);
  await page.goto(site.to('/matters'));
  await page.getByRole('heading', { level: 1, name: 'Kept on this phone' }).waitFor();
  assert.deepEqual(await page.evaluate(() => ({ ...document.documentElement.dataset })), {
    kept: '',
    theme: 'dark',
    mode: 'elder',
    size: 'xl',
  });
  await checkAxe(page, { elder: true });
  await noSidewaysScroll(page);
  await page.goto(site.to('/reports/offline'));
  await page.locator('form[data-ready]').waitFor();
  await page.getByRole('button', { name: 'Keep it, send when possible' }).press('Enter');
  const summary = page.locator('[data-problems]');
  await summary.getByText('Write a few words, or record them').waitFor();
  assert.ok(await summary.evaluate((element) => element === document.activeElement));
  await checkAxe(page, { elder: true });
  await noSidewaysScroll(page);

  await context.setOffline(false);
  await page.goto(site.to('/offline'));
  await page.getByLabel(/Open without network/).uncheck({ force: true });
  await until(async () => (await page.evaluate(async () => (await caches.keys()).length)) === 0);
  await until(
    async () =>
      (await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)) === 0,
  );
});

test('operator: switches kept pages off, and every telephone that asks lets go of them', async () => {
  const off = await openSite({ environment: { OFFLINE_PAGES: 'false' } });
  try {
    const script = await (await fetch(`${off.world.url}/service-worker.js`)).text();
    assert.match(script, /unregister/);
    assert.doesNotMatch(script, /respondWith/);
    assert.doesNotMatch(await (await fetch(off.to(''))).text(), /data-worker/);
  } finally {
    await off.stop();
  }
});
