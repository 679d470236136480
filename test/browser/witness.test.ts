import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { instant } from '../../src/kernel/time.ts';
import { parseKeyFile } from '../../src/ledger/note/witness-key.ts';
import { checkAxe, noSidewaysScroll, smallPhone } from '../browser.ts';
import { rebuildLog, sealedKey, witnessesOf } from '../witnesses.ts';
import { must } from '../world.ts';
import { openSite, type Site } from './site.ts';

const passphrase = '三方各存一份 2026';

let site: Site;
let witnesses: ReturnType<typeof witnessesOf>;
before(async () => {
  site = await openSite();
  witnesses = witnessesOf(site.world);
});
after(() => site.stop());

/** A browser has the clock of this machine. */
const now = () => site.world.clock.set(instant(Date.now()));

const ready = (page: Page) => page.locator('[data-witness][data-ready]').waitFor();
const said = (page: Page) => page.locator('[data-said]');
const alarm = (page: Page) => page.getByRole('alert');

async function save(page: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).first().click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

async function sign(page: Page): Promise<void> {
  await page.locator('#passphrase').fill(passphrase);
  await page.getByRole('button', { name: '核对并签名' }).click();
}

test('witness: makes a key in the browser, signs, and refuses a rebuilt log; nothing secret leaves', async () => {
  now();
  must(await witnesses.name('community', 'desk1'));
  const page = await site.enter({ ...smallPhone, acceptDownloads: true }, 'desk1');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()}\n${request.postData() ?? ''}`));
  await page.addInitScript(() => {
    const real = crypto.getRandomValues.bind(crypto);
    const drawn: number[][] = [];
    Object.assign(window, { drawn });
    crypto.getRandomValues = ((bytes: Uint8Array<ArrayBuffer>) => {
      real(bytes);
      drawn.push([...bytes]);
      return bytes;
    }) as typeof crypto.getRandomValues;
  });
  await page.goto(site.to('/witnesses/sign'));
  await ready(page);

  await page.locator('#new-passphrase').fill('short');
  await page.getByRole('button', { name: '做钥匙' }).click();
  await alarm(page).getByText('至少8个字').waitFor();
  await page.locator('#new-passphrase').fill(passphrase);
  await page.locator('#same-passphrase').fill(passphrase);
  await page.getByRole('button', { name: '做钥匙' }).click();
  await said(page).getByText('做好了').waitFor();
  const drawn = await page.evaluate(() => (window as unknown as { drawn: number[][] }).drawn);
  const secret = drawn.find(({ length }) => length === 32) ?? [];
  const file = await save(page, '存一份钥匙文件');
  assert.ok(parseKeyFile(file).ok);
  await page.getByRole('button', { name: '登记成社区的公钥' }).click();
  await page.waitForURL(/done=registered/);
  await ready(page);
  assert.equal((await witnesses.shown('community')).state, 'keyed');

  await page.locator('#passphrase').fill('another one');
  await page.getByRole('button', { name: '核对并签名' }).click();
  await alarm(page).getByText('口令不对').waitFor();
  now();
  await witnesses.goOn();
  await sign(page);
  await said(page).getByText('这是第一次').waitFor();
  now();
  await witnesses.goOn();
  await sign(page);
  await said(page).getByText('一条没改').waitFor();
  const { last } = await witnesses.shown('community');
  assert.deepEqual([last?.agrees, last?.isNewest], [true, true]);
  await checkAxe(page, { elder: false });
  await noSidewaysScroll(page);

  await rebuildLog(site.world);
  now();
  await witnesses.goOn();
  await sign(page);
  await alarm(page).getByText('接不上').waitFor();
  assert.equal((await witnesses.shown('community')).last, null, 'nothing was handed in over the rebuilt log');
  const evidence = await save(page, '存下证据');
  assert.match(evidence, /^kept: .*\n----\nshown: /s);
  await checkAxe(page, { elder: false });
  await page.reload();
  await ready(page);
  await page.getByRole('button', { name: '存下证据' }).waitFor();

  const bytes = Buffer.from(secret);
  assert.equal(bytes.length, 32);
  const parts = [bytes.toString('base64'), bytes.toString('hex'), bytes.toString('latin1'), passphrase];
  const all = sent.join('\n');
  for (const part of [...parts, encodeURIComponent(passphrase), bytes.toString('base64').slice(0, 16)])
    assert.ok(!all.includes(part), 'something secret was sent');
  assert.ok(sent.some((one) => one.includes('/witnesses/cosignatures')));
  site.assertQuiet();
});

test('visitor: brings the file of a key in and signs without an account; deletes it again', async () => {
  now();
  const { file, vkey } = await sealedKey('owners-committee', passphrase);
  must(await witnesses.name('owners-committee', 'committee'));
  must(await witnesses.register('owners-committee', vkey));
  await witnesses.goOn();
  const page = await site.enter(smallPhone);
  await page.goto(site.to('/witnesses/sign'));
  await ready(page);
  await page.locator('#key-file').setInputFiles({
    ...{ name: 'key.json', mimeType: 'application/json', buffer: Buffer.from('hello') },
  });
  await page.getByRole('button', { name: '放进这台设备' }).click();
  await alarm(page).getByText('这不是见证钥匙的文件').waitFor();
  await page.locator('#key-file').setInputFiles({
    ...{ name: 'key.json', mimeType: 'application/json', buffer: Buffer.from(file) },
  });
  await page.getByRole('button', { name: '放进这台设备' }).click();
  await said(page).getByText('放进来了').waitFor();
  now();
  await sign(page);
  await said(page).getByText('签好了').waitFor();
  assert.equal((await witnesses.shown('owners-committee')).state, 'cosigned');
  await page.getByRole('button', { name: '从这台设备删掉钥匙' }).click();
  await page.getByRole('button', { name: '再点一次就删掉' }).click();
  await said(page).getByText('删掉了').waitFor();
  await page.getByRole('button', { name: '放进这台设备' }).waitFor();
  site.assertQuiet();
});
