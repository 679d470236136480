import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { reportOperations } from '../../src/collect/report/report.operations.contract.ts';
import { phone } from '../browser.ts';
import { mp4 } from '../recordings.ts';
import { must } from '../world.ts';
import { openSite, type Site } from './site.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.stop());

test('resident: says it into the page, hears it, and sends it without a written word', async () => {
  const page = await site.enter({ ...phone, permissions: ['microphone'] });
  await page.goto(site.to('/reports/new'));
  await page.getByRole('button', { name: '开始录音' }).click();
  await page.getByText(/0:01 正在录/).waitFor();
  await page.getByRole('button', { name: '停止录音' }).click();
  await page.getByText(/录好了/).waitFor();
  await page.getByRole('button', { name: '下一步：在哪里' }).click();
  await page.waitForURL(/\/where/);
  await page.goto(page.url().replace(/\/where.*/, '/what'));
  await page.getByText('你的录音').waitFor();
  site.assertQuiet();
});

test('resident: sent while it still records, what was said goes along', async () => {
  const page = await site.enter({ ...phone, permissions: ['microphone'] });
  await page.goto(site.to('/reports/new'));
  await page.getByRole('button', { name: '开始录音' }).click();
  await page.getByText(/0:01 正在录/).waitFor();
  await page.getByRole('button', { name: '下一步：在哪里' }).click();
  await page.waitForURL(/\/where/);
  site.assertQuiet();
});

test('resident: without permission the phone’s own recorder is offered, and says so', async () => {
  const page = await site.enter(phone);
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await page.goto(site.to('/reports/new'));
  await page.getByRole('button', { name: '开始录音' }).click();
  await page.getByText('没能打开话筒').waitFor();
  assert.ok(await page.locator('input[name=recording]').isVisible());
  site.assertQuiet();
});

test('desk: hears a recording and writes it down', async () => {
  const { world } = site;
  const body = new FormData();
  body.append('recording', new Blob([new Uint8Array(mp4(12))]), 'a.m4a');
  const headers = await world.headersOf('stranger');
  const begun = await fetch(`${world.url}/api/c/here/drafts`, { method: 'POST', body, headers });
  const { draftId } = (await begun.json()) as { draftId: never };
  const { reportId } = must(
    await world.as('stranger').call(reportOperations.submitReport, {
      ...{ text: '语音留言', place: { words: '车棚' }, photoIds: [], draftId, categoryGuess: null },
      ...{ anonymity: 'community-only', publicName: null, contact: { name: null, phone: null } },
    }),
  );
  const page = await site.enter({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' }, 'desk1');
  await page.goto(site.to(`/desk?report=${reportId}`));
  await page.getByLabel('录音里说了什么').fill('车棚的灯不亮');
  await page.getByRole('button', { name: '打好了' }).click();
  await page.getByText('打好了，录音还在旁边').waitFor();
  await page.getByText('社区听到的是').waitFor();
});
