import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { checkAxe, noSidewaysScroll } from '../browser.ts';
import { openSite, type Site } from './site.ts';
import { actsOn, line, takeTelephone, throwTelephonesAway } from './telephone.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
afterEach(throwTelephonesAway);
after(() => site.stop());

const { visit, writeAndKeep, received } = actsOn(() => site);

test('resident: reads which photo is too large, takes it out, and the rest arrives', async () => {
  const telephone = await takeTelephone();
  const { context, page } = telephone;
  await visit(telephone);
  await context.setOffline(true);
  await writeAndKeep(page, '照片太大', [31, 32, 33]);
  // A server in front takes the first and the last, and says of the second in its own words that it is too large.
  const pieces = new Set<string>();
  await context.route('**/offline-reports/*/pieces/*', (route) => {
    pieces.add(route.request().url());
    const isSecond = [...pieces].indexOf(route.request().url()) === 1;
    return isSecond
      ? route.fulfill({ status: 413, contentType: 'text/html', body: '<h1>413</h1>' })
      : route.continue();
  });
  await context.setOffline(false);
  await page.getByText('没送成：第2张照片太大了，服务器不收').waitFor();
  await line(page).getByText('1件没送成，要你看一下').waitFor();
  // Away from under the bar at the foot, which covers whatever is scrolled there.
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await checkAxe(page);
  await noSidewaysScroll(page);
  await page.getByRole('button', { name: '去掉它，送其余的' }).click();
  await page.getByRole('button', { name: '真的去掉它' }).click();
  await page
    .getByText(/已收到 \d/)
    .filter({ visible: true })
    .first()
    .waitFor();
  assert.deepEqual(await received('照片太大'), [{ text: '照片太大', photos: 2 }]);
});

test('resident: with too many at once reads when it is sent again, and then it is', async () => {
  const telephone = await takeTelephone();
  const { context, page } = telephone;
  await visit(telephone);
  await context.setOffline(true);
  await writeAndKeep(page, '一下子太多');
  const tries: number[] = [];
  await context.route(/\/offline-reports\/[^/]+$/, (route) => {
    tries.push(performance.now());
    if (tries.length > 1) return route.continue();
    const body = JSON.stringify({ code: 'reported-too-often', status: 429 });
    const headers = { 'retry-after': '4', 'content-type': 'application/problem+json' };
    return route.fulfill({ status: 429, headers, body });
  });
  await context.setOffline(false);
  await page.getByText(/一下子送来的太多，要等一等。\d\d:\d\d会自己再送/).waitFor();
  await checkAxe(page);
  // A line that comes and goes changes nothing of what the server asked for.
  await context.setOffline(true);
  await context.setOffline(false);
  await page
    .getByText(/已收到 \d/)
    .filter({ visible: true })
    .first()
    .waitFor();
  const [first = 0, second = 0, ...more] = tries;
  assert.ok(second - first >= 4_000, `tried again after ${second - first} ms`);
  assert.deepEqual(more, []);
  assert.deepEqual(await received('一下子太多'), [{ text: '一下子太多', photos: 0 }]);
});
