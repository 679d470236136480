import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Page } from 'playwright-core';
import { type Assets, prepareAssets } from '../src/platform/assets/assets.ts';
import type { Display } from '../src/web/frame.ts';
import { type GalleryName, renderGallery } from '../src/web/gallery/gallery.tsx';
import { launchBrowser } from './browser.ts';

const origin = 'http://gallery.test';
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:";
const sourceDir = join(import.meta.dirname, '../src/web');

let prepared: Promise<Assets> | undefined;
let distDir: string | undefined;

after(async () => {
  if (distDir !== undefined) await rm(distDir, { recursive: true, force: true });
});

/** The web assets, built into a folder of this test file's own. */
export function galleryAssets(): Promise<Assets> {
  prepared ??= mkdtemp(join(tmpdir(), 'gallery-')).then((folder) => {
    distDir = folder;
    return prepareAssets({ sourceDir, distDir: folder });
  });
  return prepared;
}

/** Opens a page of the gallery under the product's content security policy; an error on its console fails the test. */
export async function openGallery(
  name: GalleryName,
  display: Display,
  locale: 'zh' | 'en' = 'zh',
): Promise<Page> {
  const assets = await galleryAssets();
  const context = await (await launchBrowser()).newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') assert.fail(`${name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => assert.fail(`${name}: ${error.message}`));
  await page.route(`${origin}/**`, (route) => {
    const served = new URL(route.request().url()).pathname.replace('/assets/', '');
    const file = assets.files.get(served);
    if (file) return route.fulfill({ body: file.body, contentType: file.type });
    return route.fulfill({
      body: renderGallery(name, { locale, display }, assets),
      contentType: 'text/html; charset=utf-8',
      headers: { 'content-security-policy': policy },
    });
  });
  await page.goto(`${origin}/${name}`);
  return page;
}
