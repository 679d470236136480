import assert from 'node:assert/strict';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { openGallery } from '../../test/gallery.ts';
import { defaultDisplay } from './display.ts';

const focusedText = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

test('desk: J and K move through the queue, a key presses what carries it, a field silences them', async () => {
  const page = await openGallery('desk', defaultDisplay);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('j');
  assert.match(await focusedText(page), /7幢单元门刷不开/);
  await page.keyboard.press('k');
  assert.match(await focusedText(page), /6幢1单元有人拉线/);
  await page.keyboard.press('/');
  await page.keyboard.type('jn?');
  assert.equal(await page.inputValue('[name=q]'), 'jn?');
  assert.equal(await page.locator('dialog[open]').count(), 0);
  await page.locator('h1').click();
  await page.keyboard.press('n');
  await page.waitForURL('**/desk#new');
  await page.close();
});

test('desk: the single keys can be switched off, and stay off', async () => {
  const page = await openGallery('desk', defaultDisplay);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('?');
  await page.locator('dialog[open] [data-keys-toggle]').uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await page.reload();
  await page.keyboard.press('n');
  assert.equal(new URL(page.url()).hash, '');
  assert.equal(await page.locator('[data-keys-toggle]').isChecked(), false);
  await page.close();
});

test('dialog: opens and closes without JavaScript too, by its address', async () => {
  const page = await openGallery('parts', defaultDisplay);
  const dialog = page.locator('#sure');
  await page.locator('[data-opens-dialog=sure]').click();
  assert.equal(await dialog.evaluate((element: HTMLDialogElement) => element.open), true);
  await dialog.locator('[data-closes-dialog]').click();
  await dialog.waitFor({ state: 'hidden' });
  await page.evaluate(() => {
    location.hash = '#sure';
  });
  await dialog.waitFor({ state: 'visible' });
  await page.close();
});

test('resident: photos are previewed, made smaller, refused when they are none, and taken back', async () => {
  const page = await openGallery('where', defaultDisplay);
  const large = await sharp({ create: { width: 3000, height: 1500, channels: 3, background: '#456319' } })
    .jpeg()
    .toBuffer();
  const input = page.locator('input[type=file]');
  await input.setInputFiles([
    { name: 'wire.jpg', mimeType: 'image/jpeg', buffer: large },
    { name: 'letter.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') },
  ]);
  await page.locator('.photo img').waitFor();
  await page.locator('[data-photo-problem]').waitFor({ state: 'visible' });
  assert.match(await page.locator('[data-photo-problem]').innerText(), /不是照片/);
  const sides = await page
    .locator('.photo img')
    .evaluate((image: HTMLImageElement) =>
      image.decode().then(() => [image.naturalWidth, image.naturalHeight]),
    );
  assert.deepEqual(sides, [2000, 1000]);
  assert.equal(await input.evaluate((element: HTMLInputElement) => element.files?.length), 1);
  await page.getByRole('button', { name: '删除这张照片' }).click();
  assert.equal(await page.locator('.photo img').count(), 0);
  assert.equal(await input.evaluate((element: HTMLInputElement) => element.files?.length), 0);
  await page.close();
});

test('resident: sends before a file of 100 MB was looked at, and hears on the page what is wrong with it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'junk-'));
  const junk = join(folder, 'junk.jpg');
  await writeFile(junk, 'no photo');
  await truncate(junk, 100 * 1024 * 1024);
  const page = await openGallery('where', defaultDisplay);
  let sent = 0;
  await page.route('**/*', (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    sent += 1;
    return route.fulfill({ status: 204 });
  });
  const input = page.locator('input[type=file]');
  await input.evaluate((element: HTMLInputElement) =>
    element.addEventListener('change', () => element.form?.requestSubmit()),
  );
  await input.setInputFiles(junk);
  await page.locator('[data-photo-problem]').waitFor({ state: 'visible' });
  assert.match(await page.locator('[data-photo-problem]').innerText(), /太大/);
  assert.equal(sent, 0, 'nobody uploads 100 MB to be told so');
  assert.equal(await page.locator('[data-busy]').count(), 0);
  const posted = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: '下一步' }).click();
  await posted;
  await page.close();
  await rm(folder, { recursive: true });
});

test('resident: what was written is still there after the page was lost, and can be discarded', async () => {
  const page = await openGallery('where', defaultDisplay);
  await page.getByLabel('事情经过').fill('线就搭在雨棚上');
  await page.reload();
  assert.equal(await page.getByLabel('事情经过').inputValue(), '线就搭在雨棚上');
  await page.getByRole('button', { name: '不要了，重新写' }).click();
  await page.reload();
  assert.equal(await page.getByLabel('事情经过').inputValue(), '');
  await page.close();
});

test('form: pressed twice, it is sent once and its button says it is busy', async () => {
  const page = await openGallery('where', defaultDisplay);
  let sent = 0;
  await page.route('**/*', (route) => {
    if (route.request().method() !== 'POST') return route.fallback();
    sent += 1;
    return route.fulfill({ status: 204 }); // No content: the browser stays on the page.
  });
  const button = page.getByRole('button', { name: '下一步' });
  const width = (await button.boundingBox())?.width;
  await button.dispatchEvent('click');
  await button.dispatchEvent('click');
  await page.locator('[data-busy]').waitFor();
  assert.equal((await button.boundingBox())?.width, width);
  assert.equal(sent, 1);
  await page.close();
});
