import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import writeWorkbook from 'write-excel-file/node';
import { foundCommunity } from '../../src/app/found-community.ts';
import { desk } from '../browser.ts';
import { codeShown } from '../second-factor.ts';
import { openSite, type Site } from './site.ts';

const slug = 'shuian';

let site: Site;
let administrator: Page;
let password: string;

const to = (path: string) => `${site.world.url}/c/${slug}${path}`;

/** A roster as a clerk keeps it: a title, merged cells, 三幢 beside 3号楼, and one row that cannot be right. */
async function roster(): Promise<Buffer> {
  const rows = [
    ['水岸阳光住户花名册'],
    ['小区', '楼幢', '单元', '室号', '建筑面积(㎡)', '户主姓名', '联系电话', '使用情况'],
    ['水岸阳光', '三幢', '1单元', '101室', '89.50', '王秀英', '13700000001', '自住'],
    ['', '', '', '102室', '89.50', '', '', '空置'],
    ['', '3号楼', '二单元', '５０１', '１０２.３', '李建国', '137 0000 0002', '出租'],
    ['', '4幢', '1单元', '东间', '89.50', '赵', '', '自住'],
    ['合计', '', '', '4'],
  ];
  const data = rows.map((cells) => cells.map((value) => ({ value, type: String })));
  return writeWorkbook([{ sheet: '名册', data }]).toBuffer();
}

describe('a community begins: init, sign in, roster, places', () => {
  before(async () => {
    site = await openSite();
    administrator = await site.enter(desk);
  });
  after(() => site.stop());
  afterEach(() => site.assertQuiet());

  test('operator: makes the community and its administrator', async () => {
    const made = await foundCommunity(site.world.installation.platform, {
      ...{ slug, name: '水岸社区', english: '', street: '锦南街道' },
      ...{ administrator: 'shuian.admin', person: '陈主任' },
    });
    assert.ok(made.ok);
    password = made.value.password;
  });

  test('administrator: signs in, sets up the second factor, and finds where to begin', async () => {
    await administrator.goto(to('/sign-in/staff'));
    await administrator.getByLabel('账号').fill('shuian.admin');
    await administrator.getByLabel('密码').fill(password);
    await administrator.getByRole('button', { name: '登录' }).click();
    const secret = await administrator.locator('code.secret').innerText();
    await administrator.getByLabel('动态码').fill(codeShown(secret.trim(), site.world.clock.now()));
    await administrator.getByRole('button', { name: '设好了' }).click();
    await administrator.getByRole('link', { name: '抄好了，接着走' }).click();
    await administrator.getByRole('link', { name: '人员与岗位' }).click();
    await administrator.getByRole('link', { name: '小区与房屋' }).click();
    await administrator.getByText('先把房屋登记进来').waitFor();
  });

  test('administrator: looks at the roster first, then takes it in', async () => {
    await administrator.getByRole('link', { name: '导入名册' }).click();
    await administrator.getByLabel('名册文件').setInputFiles({
      ...{ name: '花名册.xlsx', buffer: await roster() },
      mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    });
    await administrator.getByRole('button', { name: '看一看' }).click();
    await administrator.getByText('花名册.xlsx：还没导入').waitFor();
    await administrator.getByText('3户：新的3户').waitFor();
    await administrator.getByText('“东间”认不出是哪一室').waitFor();
    await administrator.getByRole('button', { name: '导入这3户' }).click();
    await administrator.getByText('名册导入好了').waitFor();
    await administrator.getByText('2单元 1户，没有楼道长').waitFor();
  });

  test('administrator: adds a building told in four numbers, and a gate', async () => {
    await administrator.getByRole('link', { name: '加一幢楼' }).click();
    await administrator.getByLabel('第几幢').fill('5号楼');
    await administrator.getByLabel('住人的有几层').fill('11');
    await administrator.getByRole('button', { name: '先看看' }).click();
    await administrator.getByRole('heading', { name: '5幢，一共22户' }).waitFor();
    await administrator.getByRole('button', { name: '保存这22户' }).click();
    await administrator.getByText('这一幢加好了').waitFor();
    await administrator.goto(to('/people/places/new?what=area'));
    await administrator.getByLabel('叫什么').fill('东大门');
    await administrator.getByRole('button', { name: '保存' }).click();
    await administrator.getByText('公共区域加好了').waitFor();
  });
});
