import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { matterOperations } from '../../src/resolve/matter/matter.operations.contract.ts';
import { desk, phone } from '../browser.ts';
import { type Story, storyOf } from '../story.ts';
import { must } from '../world.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
let story: Story;
before(async () => {
  site = await openSite();
  story = storyOf(site.world);
});
after(() => site.stop());
afterEach(() => site.assertQuiet());

const changed = (page: Page) => page.getByRole('status').getByText('有更新，点此刷新');

test('desk: a new report joins the list by itself; what is being typed and the focus stay where they are', async () => {
  const open = await story.reported({ text: '楼道灯坏了三天' });
  const page = await site.enter(desk, 'desk2');
  await page.goto(site.to(`/desk?report=${open.reportId}&act=ask`));
  const question = page.locator('textarea[name=question]');
  await question.fill('是哪一层的灯');
  await story.reported({ text: '地下车库进水了' });
  await page.locator('[data-queue]').getByText('地下车库进水了').waitFor();
  assert.equal(await question.inputValue(), '是哪一层的灯');
  assert.equal(await question.evaluate((field) => field === document.activeElement), true);
  assert.equal(await changed(page).isVisible(), false, 'what is open has not changed');

  // A colleague decides on the report that stands open: a line says so, and nothing else happens.
  await story.accepted({}, open);
  await changed(page).waitFor();
  assert.equal(await question.inputValue(), '是哪一层的灯');
  await page.context().close();
});

test('desk: with the keyboard in the list, others’ reports come in around the row that has the focus', async () => {
  await story.reported({ text: '垃圾房门关不上' });
  const page = await site.enter(desk, 'desk2');
  await page.goto(site.to('/desk'));
  await page.keyboard.press('j');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'));
  const before = await focused();
  assert.match(before ?? '', /report=/);
  await story.reported({ text: '电梯里有异响' });
  await page.locator('[data-queue]').getByText('电梯里有异响').waitFor();
  assert.equal(await focused(), before);
  await page.context().close();
});

test('handler: after a night without a line the page says so, and then catches up by itself', async () => {
  const told = await story.dispatched();
  const page = await site.enter(desk, 'handler');
  await page.goto(site.to(`/tasks/${told.matterId}`));
  await page.context().setOffline(true);
  await page.getByRole('status').getByText('连不上服务器').waitFor();
  const later = await story.dispatched();
  await page.context().setOffline(false);
  await page.locator(`[data-queue] a[href*="${later.matterId}"]`).waitFor();
  assert.equal(await page.getByRole('status').getByText('连不上服务器').isVisible(), false);
  await page.context().close();
});

test('resident: own matter moves on while it is open, and the page says so once', async () => {
  const told = await story.dispatched();
  const page = await site.enter(phone, 'resident');
  await page.goto(site.to(`/matters/${told.matterId}`));
  await page.getByRole('heading', { level: 1 }).waitFor();
  must(
    await site.world.as('handler').call(matterOperations.takeMatter, {
      ...{ matterId: told.matterId, version: told.version },
    }),
  );
  await changed(page).click();
  await page.getByText('已接单').first().waitFor();
  assert.equal(await changed(page).isVisible(), false);
  await page.context().close();
});

test('desk: signed out elsewhere, the open page says so', async () => {
  const page = await site.enter(desk, 'desk2');
  await page.goto(site.to('/desk'));
  const { accountId } = site.world.here.people.desk2;
  await site.world.made.owner`delete from sessions where account_id = ${accountId}`;
  await story.reported();
  await page.getByRole('status').getByText('登录已经结束').waitFor();
  await page.context().close();
  // Told by the stream, or where its line had just been cut, by being refused a new one.
  site.assertQuiet(/status of 404 .*\/events\?after=\d+\)$/);
});
