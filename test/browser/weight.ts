import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

export type Class = 'desk' | 'staff' | 'reporting' | 'resident';

/** What a page costs the one who opens it, in bytes as they are sent: pictures and what is fetched later apart. */
type Weight = { html: number; css: number; js: number };

/** A first page brings its styles along, within itself. */
type Weighed = Weight & { bringsStyles: boolean };

/** By the page's own account of what it loaded; what it had kept from before counts as if it were sent again. */
function weigh(page: Page): Promise<Weighed> {
  // tsx marks functions that get a name with a helper the page does not have: here they stay anonymous.
  return page.evaluate(() => {
    const bringsStyles = document.head.querySelector('style') !== null;
    const weight = { html: 0, css: 0, js: 0, bringsStyles };
    for (const entry of performance.getEntriesByType('navigation') as PerformanceNavigationTiming[])
      weight.html += entry.encodedBodySize;
    for (const entry of performance.getEntriesByType('resource') as PerformanceResourceTiming[]) {
      const { pathname } = new URL(entry.name);
      if (pathname.endsWith('.css')) weight.css += entry.encodedBodySize;
      if (pathname.endsWith('.js')) weight.js += entry.encodedBodySize;
    }
    return weight;
  });
}

/**
 * What a page may cost at most, by who it is for. Those of residents are opened on old phones over bad lines; with these
 * the whole of any of them stays below half of the 60 kB that the public list may be (20 kB of it scripts).
 */
const budgets: Readonly<Record<Class, Weight>> = {
  resident: { html: 8_192, css: 10_240, js: 9_216 },
  // What keeps reports in the telephone comes along.
  reporting: { html: 8_192, css: 10_240, js: 12_288 },
  staff: { html: 10_240, css: 10_240, js: 6_144 },
  desk: { html: 16_384, css: 10_240, js: 8_192 },
};

/**
 * Where the ledger is checked or signed in the visitor's own browser: the arithmetic of its signatures is all there, and
 * on the page that explains it the figures and the ways to check them, too.
 */
const checking: Readonly<Record<string, Partial<Weight>>> = {
  '/verify': { html: 9_216, js: 24_576 },
  '/witnesses/sign': { js: 26_624 },
};

/** Asserts that an open page is within the budget of its class; a page that weighs nothing was not weighed. */
export async function checkWeight(page: Page, path: string, of: Class): Promise<void> {
  const weight = await weigh(page);
  assert.ok(weight.html > 0 && weight.css > 0, `nothing was weighed: ${JSON.stringify(weight)}`);
  const budget = { ...budgets[of], ...checking[path] };
  if (weight.bringsStyles) budget.html += budget.css;
  for (const kind of ['html', 'css', 'js'] as const)
    assert.ok(weight[kind] <= budget[kind], `${weight[kind]} bytes of ${kind}, ${budget[kind]} are allowed`);
}
