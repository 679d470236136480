import { type Browser, chromium, type Page } from 'playwright-core';
import { findBrowser, noBrowser } from '../../test/ensure-browser.ts';

/** Milliseconds since the address was asked for, and bytes as they were sent; no style sheet is 0. */
export type Paint = {
  paintMs: number;
  htmlBeginsMs: number;
  htmlEndsMs: number;
  stylesEndMs: number;
  htmlBytes: number;
  styleBytes: number;
  scriptBytes: number;
};

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** “Slow 4G” of Chrome DevTools (front_end/core/sdk/NetworkManager.ts, Slow4GConditions). */
const slow4G = {
  offline: false,
  downloadThroughput: ((1.6 * 1000 * 1000) / 8) * 0.9,
  uploadThroughput: ((750 * 1000) / 8) * 0.9,
  latency: 150 * 3.75,
};
const cpuTimesSlower = 6;

/** Opens the address so many times, each time as somebody who has never been there. */
export async function measurePaint(url: string, runs: number): Promise<Paint[]> {
  const executablePath = findBrowser();
  if (executablePath === null) throw new Error(noBrowser);
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const browser = await chromium.launch({ executablePath, headless: true, args: [...args, ...quiet] });
  try {
    // The first page of a browser pays for its own start.
    await openOnce(browser, url);
    const measured: Paint[] = [];
    for (let run = 0; run < runs; run++) measured.push(await openOnce(browser, url));
    return measured;
  } finally {
    await browser.close();
  }
}

async function openOnce(browser: Browser, url: string): Promise<Paint> {
  const context = await browser.newContext({ ...phone, locale: 'zh-CN', serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', slow4G);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpuTimesSlower });
    const answer = await page.goto(url, { waitUntil: 'load', timeout: 60_000 });
    if (answer?.status() !== 200) throw new Error(`${url} was answered ${answer?.status()}`);
    return await read(page);
  } finally {
    await context.close();
  }
}

async function read(page: Page): Promise<Paint> {
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  return page.evaluate(() => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
    const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const found = {
      ...{ paintMs: paint, htmlBeginsMs: page?.responseStart ?? 0, htmlEndsMs: page?.responseEnd ?? 0 },
      ...{ stylesEndMs: 0, htmlBytes: page?.encodedBodySize ?? 0, styleBytes: 0, scriptBytes: 0 },
    };
    for (const entry of performance.getEntriesByType('resource') as PerformanceResourceTiming[]) {
      const { pathname } = new URL(entry.name);
      if (pathname.endsWith('.js')) found.scriptBytes += entry.encodedBodySize;
      if (!pathname.endsWith('.css')) continue;
      found.styleBytes += entry.encodedBodySize;
      found.stylesEndMs = Math.max(found.stylesEndMs, entry.responseEnd);
    }
    return found;
  });
}
