import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { preferenceOperations } from '../../src/channels/preference/preference.contract.ts';
import { webhookOperations } from '../../src/channels/webhook/webhook.contract.ts';
import { desk } from '../browser.ts';
import { aPhoto } from '../collect-server.ts';
import { signatureOf } from '../http-receiver.ts';
import { headersOf, wordsOf } from '../mail-receiver.ts';
import { must } from '../world.ts';
import { choose, flash, openWeek, signIn, signInByCode, until, type Week } from './week.ts';

const lamp = '三单元楼道的灯坏了三天，晚上看不见台阶';
const lampTitle = '3幢2单元楼道灯不亮';
const alsoLamp = '楼道里黑得很，老人差点摔倒';
const gate = '小区大门口晚上乱停车，三幢六幢都出不去';
const gateTitle = '大门口乱停车';
const newNumber = '13900000077';

let week: Week;
let secret: string;

/** A link or row that names something, wherever it stands in the page's list. */
const row = (page: Page, words: string) => page.locator('[data-queue] a', { hasText: words }).first();

async function openItem(page: Page, queue: string, words: string, act?: string): Promise<void> {
  await page.goto(week.site.to(queue));
  await row(page, words).click();
  if (act === undefined) return;
  await page.getByRole('link', { name: act, exact: true }).click();
}

describe('a week of a community, played by six people at once', () => {
  before(async () => {
    week = await openWeek();
    const chosen = { sms: ['work', 'urgent'], mail: [], quietFrom: '22:00', quietUntil: '07:00' } as const;
    must(await week.site.world.as('colleague').call(preferenceOperations.setPreferences, chosen as never));
    secret = must(
      await week.site.world.as('administrator').call(webhookOperations.addWebhook, {
        url: `${week.http.url}/hook`,
        events: ['report.received', 'matter.accepted', 'matter.dispatched', 'matter.resolved'],
      } as never),
    ).secret;
  });
  after(() => week.stop());
  afterEach(() => week.site.assertQuiet());

  test('Tuesday: everybody signs in, and says by which ways news shall come', async () => {
    await week.at('24T09:05');
    for (const who of ['resident', 'captain', 'chair', 'handler'] as const) await signIn(week, who);
    const { resident, handler, captain, chair } = week.people;
    await resident.goto(week.site.to('/preferences'));
    await resident.getByLabel('邮箱').fill('liu@example.cn');
    await resident.getByRole('button', { name: '发确认信' }).click();
    await until('the letter', () => week.mail.received.length > 0);
    const [letter] = week.mail.received;
    assert.ok(letter);
    const link = /https?:\/\/\S+/.exec(wordsOf(letter))?.[0];
    assert.ok(link, wordsOf(letter));
    await resident.goto(link);
    await resident.getByRole('button', { name: '确认' }).click();
    await resident.getByText('邮箱确认好了').waitFor();
    await choose(week, resident, { sms: ['question'], mail: ['progress', 'question'] });
    for (const page of [handler, captain, chair])
      await choose(week, page, { sms: ['work', 'urgent'], mail: [] });
  });

  test('Tuesday: two households report the same lamp, one through the captain, and the desk takes both', async () => {
    const { resident, captain } = week.people;
    await report(resident, lamp, '3幢');

    await captain.goto(week.site.to('/reports/on-behalf/new'));
    await captain.getByRole('radio', { name: '上门、代报' }).check({ force: true });
    await captain.getByLabel('什么事').fill(alsoLamp);
    await captain
      .locator('select[name="place.stairwellId"], select[name=stairwellId]')
      .first()
      .selectOption({ index: 1 });
    await captain.getByLabel('称呼').first().fill('何先生');
    await captain.getByLabel('手机号').fill(week.site.world.here.people.neighbour.phone);
    await captain.getByLabel('隐私说明讲给他听了').check({ force: true });
    await captain.getByRole('button', { name: '登记' }).click();
    await captain.getByText('登记好了').first().waitFor();

    await week.at('24T09:20');
    const [one, two] = [await signIn(week, 'desk1'), await signIn(week, 'desk2')];
    await accept(one, lamp, { title: lampTitle, category: 'FAC01', main: '张师傅' });
    await accept(two, alsoLamp, { title: `${lampTitle}（二）`, category: 'FAC01', main: '张师傅' });
  });

  test('Tuesday: the desk joins the two, and both households wait for one matter', async () => {
    const { desk1, handler } = week.people;
    await openItem(desk1, '/desk?queue=open', '（二）', '并单');
    await desk1.getByRole('radio', { name: lampTitle }).first().check({ force: true });
    await desk1.getByRole('button', { name: '并入，一起办' }).click();
    await flash(desk1, '并');
    await week.at('24T09:30');
    await signIn(week, 'handler');
    await handler.goto(week.site.to('/tasks'));
    assert.match(await row(handler, lampTitle).innerText(), /2户/);
    await row(handler, lampTitle).click();
    await handler.getByRole('button', { name: '接单' }).click();
    await flash(handler, '已接单');
  });

  test('Tuesday: two at the desk open the same report; the second is told what the first did, and keeps the words', async () => {
    const { resident, desk1, desk2 } = week.people;
    await signIn(week, 'desk2');
    await desk2.goto(week.site.to('/desk'));
    await report(resident, gate, '中心花园');
    // The list of whoever sits there gets it by itself.
    await row(desk2, gate).waitFor();
    await signIn(week, 'desk1');
    for (const page of [desk1, desk2]) {
      await page.goto(week.site.to('/desk'));
      await row(page, gate).click();
      await page.getByLabel('公开的标题').fill(gateTitle);
      await page.getByLabel('类别').selectOption('PRK01');
    }
    const main = desk1.getByLabel('主办');
    await main.selectOption({ label: await optionWith(main, '业委会') });
    await desk2.locator('textarea[name=messageToReporter]').fill('今晚就请保安来看');
    await desk1.getByRole('button', { name: '受理并派单' }).click();
    await flash(desk1, '已受理并派单');
    await desk2.getByRole('button', { name: /^受理/ }).first().click();
    await desk2.getByText('有人先动了，现在是这样').waitFor();
    await desk2.getByText('今晚就请保安来看').waitFor();
  });

  test('Wednesday: the handler is ill and names a deputy; half of the time is gone, and the reporter urges', async () => {
    await week.at('25T08:30');
    const handler = await signIn(week, 'handler');
    await handler.goto(week.site.to('/absences'));
    await handler.getByLabel('从哪天起').fill('2026-11-25');
    await handler.getByLabel('到哪天').fill('2026-11-27');
    const deputy = handler.getByLabel('谁来代');
    await deputy.selectOption({ label: await optionWith(deputy, '李师傅') });
    await handler.getByRole('button', { name: '登记', exact: true }).click();
    await flash(handler, '登记好了');

    await week.at('25T09:30');
    const { resident } = week.people;
    await resident.goto(week.site.to('/mine'));
    await resident
      .getByRole('link', { name: new RegExp(lampTitle) })
      .first()
      .click();
    await resident.getByRole('button', { name: '催一催' }).click();
    await resident.getByText('今天催过了').waitFor();
  });

  test('Thursday: the matter is late, the street supervises it, and whoever stands in is told at once', async () => {
    await week.at('26T09:00');
    const street = await week.site.enter(desk, 'street');
    await openItem(street, '/desk?queue=overdue', lampTitle);
    await street.getByRole('radio', { name: '黄牌' }).check({ force: true });
    await street.getByRole('radio', { name: '超过承诺日期' }).check({ force: true });
    await street.getByLabel('对办理人说').fill('老人走楼梯不安全，今天去换');
    await street.getByRole('button', { name: '督办' }).click();
    await flash(street, '督办');
    await street.context().close();
    await week.at('26T09:10');
    const { phone: number } = week.site.world.here.people.colleague;
    await until('the deputy hears of it', () =>
      week.http.texts().some(({ to, text }) => to.endsWith(number) && /督办/.test(text)),
    );
  });

  test('Thursday: the matter at the gate moves to the three parties, and its reporter reads why', async () => {
    const desk2 = await signIn(week, 'desk2');
    await openItem(desk2, '/desk?queue=open', gateTitle, '转层级');
    await desk2.getByRole('radio', { name: /三方联席会议商量/ }).check({ force: true });
    await desk2.getByLabel('理由').selectOption({ label: '不只一个单元的事' });
    await desk2.getByLabel('怎么跟反映人说').fill('三个单元都出不去，请三方坐下来一起定');
    await desk2.getByRole('button', { name: '转层级' }).click();
    await flash(desk2, '转');
    await openItem(desk2, '/desk?queue=open', gateTitle, '改派');
    const main = desk2.getByLabel('主办');
    await main.selectOption({ label: await optionWith(main, '老郑') });
    await desk2.getByLabel('为什么').fill('三方一起定，亭长来召集');
    await desk2.getByRole('button', { name: '改派' }).click();
    await flash(desk2, '改派');
    await week.at('26T09:30');
    await until('the letter about it', () =>
      week.mail.received.some((one) => wordsOf(one).includes('不只一个单元的事')),
    );
    const { resident } = week.people;
    await resident.goto(week.site.to('/inbox'));
    await resident.getByText('三个单元都出不去').first().waitFor();
  });

  test('Friday: the deputy sets the light up, in the ill handler’s post', async () => {
    await week.at('27T10:00');
    const deputy = await week.site.enter(desk, 'colleague');
    await openItem(deputy, '/tasks', lampTitle);
    await deputy.getByRole('radio', { name: '电话' }).check({ force: true });
    await deputy.getByRole('button', { name: '记下联系' }).click();
    await flash(deputy, '已记下');
    await openItem(deputy, '/tasks', lampTitle);
    await deputy.getByRole('radio', { name: '解决', exact: true }).check({ force: true });
    await deputy.getByLabel('怎么跟反映人说').fill('灯管和开关都换了新的');
    await deputy
      .locator('input[type=file]')
      .setInputFiles({ name: 'lit.jpg', mimeType: 'image/jpeg', buffer: await aPhoto(2) });
    await deputy.locator('.photo img').last().waitFor();
    await deputy.getByRole('button', { name: '办结' }).click();
    await flash(deputy, '已办结');
    await deputy.context().close();
  });

  test('Saturday: the resident lost her phone; the desk writes the new number down, the old one opens nothing', async () => {
    await week.at('28T10:00');
    const { resident: told } = week.site.world.here.people;
    const desk1 = await signIn(week, 'desk1');
    await desk1.goto(week.site.to(`/people/${told.personId}/account`));
    await desk1.getByLabel('新手机号').fill(newNumber);
    await desk1.getByRole('button', { name: '证件看过了，改成这个号' }).click();
    await flash(desk1, '手机号改好了');
    const { resident } = week.people;
    await resident.goto(week.site.to('/mine'));
    assert.equal(await resident.getByText(lampTitle).count(), 0, 'who found the phone is signed out');
    await resident.context().clearCookies();
    await signInByCode(week, resident, newNumber);
    await resident.goto(week.site.to('/mine'));
    await resident.getByText(lampTitle).first().waitFor();
  });

  test('Saturday: she says that there is light again, and the matter is closed', async () => {
    const { resident } = week.people;
    await resident.goto(week.site.to('/mine'));
    await resident
      .getByRole('link', { name: new RegExp(lampTitle) })
      .first()
      .click();
    await resident.getByText('灯管和开关都换了新的').first().waitFor();
    await resident.getByRole('button', { name: '解决了' }).first().click();
    await resident.getByText('记下了，谢谢你说一声').waitFor();
  });

  test('Sunday night: the chair settles the gate; letters wait for the morning', async () => {
    await week.at('29T21:00');
    const chair = await signIn(week, 'chair');
    await openItem(chair, '/tasks', gateTitle);
    await chair.getByRole('button', { name: '接单' }).click();
    await flash(chair, '已接单');
    await openItem(chair, '/tasks', gateTitle);
    await chair.locator('input[name=way][value=visit]').check({ force: true });
    await chair.getByRole('button', { name: '记下联系' }).click();
    await flash(chair, '已记下');
    await week.at('29T23:00');
    await signIn(week, 'chair');
    const before = week.mail.received.length;
    await openItem(chair, '/tasks', gateTitle);
    await chair.getByRole('radio', { name: '解决', exact: true }).check({ force: true });
    await chair.getByLabel('怎么跟反映人说').fill('三方定了：晚上门口只停十分钟，保安值守');
    await chair.getByLabel('拍不了的话，为什么').fill('是开会定的，没有现场');
    await chair.getByRole('button', { name: '办结' }).click();
    await flash(chair, '已办结');
    await week.at('29T23:30');
    assert.equal(week.mail.received.length, before, 'nothing by night');
    await week.at('30T07:05');
    await until('the letter of the morning', () => week.mail.received.length > before);
  });

  test('Monday: the other at the desk calls back, and the week’s matters are closed', async () => {
    await week.at('30T09:00');
    const desk2 = await signIn(week, 'desk2');
    await desk2.goto(week.site.to('/desk?queue=to-call-back'));
    await row(desk2, gateTitle).click();
    await desk2.getByRole('radio', { name: '打电话' }).check({ force: true });
    await desk2.getByRole('radio', { name: '问到了' }).check({ force: true });
    await desk2.getByRole('radio', { name: '解决了', exact: true }).check({ force: true });
    await desk2.getByRole('button', { name: '记下回访' }).click();
    await flash(desk2, '已记下');
    await desk2.goto(week.site.to('/desk?queue=closed'));
    for (const title of [lampTitle, gateTitle]) await row(desk2, title).waitFor();
  });

  test('every message: arrived at the gateway, the mail server or the other program, once and signed', async () => {
    await week.at('30T12:00');
    const { made, here } = week.site.world;
    const sent = await made.database.read(
      here.community.id,
      (tx) => tx<{ id: string; channel: string; state: string }[]>`select id, channel, state from messages`,
    );
    assert.deepEqual(
      [...new Set(sent.map(({ state }) => state))].filter((state) => !['sent', 'dropped'].includes(state)),
      [],
    );
    const sentBy = (channel: string) =>
      sent
        .filter((one) => one.channel === channel && one.state === 'sent')
        .map(({ id }) => id)
        .sort();
    const texts = week.http
      .texts()
      .filter(({ purpose }) => purpose === 'notice')
      .map(({ id }) => id)
      .sort();
    assert.deepEqual(texts, sentBy('sms'));
    const letters = week.mail.received
      .map((one) => /<([0-9a-f-]{36})@/.exec(headersOf(one).get('message-id') ?? '')?.[1])
      .sort();
    assert.deepEqual(letters, sentBy('mail'));
    assert.ok(texts.length >= 5 && letters.length >= 5, `${texts.length} texts, ${letters.length} letters`);

    const deliveries = await made.database.read(
      here.community.id,
      (tx) => tx<{ id: string; state: string }[]>`select id, state from webhook_deliveries`,
    );
    assert.deepEqual([...new Set(deliveries.map(({ state }) => state))], ['delivered']);
    const got = week.http.at('/hook');
    assert.deepEqual(
      got.map(({ headers }) => headers['webhook-id']).sort(),
      deliveries.map(({ id }) => id).sort(),
    );
    for (const one of got) assert.equal(one.headers['webhook-signature'], signatureOf(one, secret));

    const desk1 = await signIn(week, 'desk1');
    await desk1.goto(week.site.to('/messages?show=unsent'));
    await desk1.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await desk1.getByRole('button', { name: /再发/ }).count(), 0);
  });
});

type Decision = { title: string; category: string; main?: string };

async function accept(page: Page, words: string, { title, category, main }: Decision): Promise<void> {
  await page.goto(week.site.to('/desk'));
  await row(page, words).click();
  await page.getByLabel('公开的标题').fill(title);
  await page.getByLabel('类别').selectOption(category);
  if (main !== undefined) {
    const select = page.getByLabel('主办');
    await select.selectOption({ label: await optionWith(select, main) });
  }
  await page.getByRole('button', { name: main === undefined ? '受理' : '受理并派单' }).click();
  await flash(page, main === undefined ? '已受理' : '已受理并派单');
}

async function report(page: Page, words: string, place: string): Promise<void> {
  await page.goto(week.site.to('/reports/new'));
  await page.getByLabel('说说是什么事').fill(words);
  await page
    .getByLabel('拍一张')
    .setInputFiles({ name: 'seen.jpg', mimeType: 'image/jpeg', buffer: await aPhoto(words.length) });
  await page.getByAltText('seen.jpg').waitFor();
  await page.getByRole('button', { name: '下一步：在哪里' }).click();
  if (!place.endsWith('幢')) await page.getByRole('link', { name: '公共区域' }).click();
  await page.getByRole('radio', { name: place }).check({ force: true });
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('heading', { name: '收到了' }).waitFor();
}

async function optionWith(select: Locator, words: string): Promise<string> {
  await select.waitFor();
  const labels = await select.locator('option').allInnerTexts();
  const label = labels.find((text) => text.includes(words));
  assert.ok(label, `${words} among ${labels.join(' | ')}`);
  return label;
}
