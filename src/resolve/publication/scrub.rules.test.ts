import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FindKind } from './publication.contract.ts';
import { scrub, stillPersonal, surnameOf } from './scrub.rules.ts';

const known = { names: ['张丽华', '刘阿姨', '楼道长王芳', '何先生', '欧阳明', 'John Smith', '值班员小陈'] };

/** What is said, what everybody may read of it, and what was found. The same text twice: nothing personal in it. */
const table: [said: string, read: string, ...kinds: FindKind[]][] = [
  // telephone numbers
  ['请打13812345678', '请打〔手机号〕', 'phone'],
  ['138 1234 5678找我', '〔手机号〕找我', 'phone'],
  ['138-1234-5678', '〔手机号〕', 'phone'],
  ['+86 13812345678', '〔手机号〕', 'phone'],
  ['８６１３８１２３４５６７８', '〔手机号〕', 'phone'],
  ['电话１３８１２３４５６７８。', '电话〔手机号〕。', 'phone'],
  ['一三八一二三四五六七八', '〔手机号〕', 'phone'],
  ['1 3 8 1 2 3 4 5 6 7 8', '〔手机号〕', 'phone'],
  ['0572-2345678', '〔电话〕', 'landline'],
  ['(0571)87654321', '〔电话〕', 'landline'],
  ['座机2345678', '座机〔电话〕', 'landline'],
  ['打110、119和12345都行', '打110、119和12345都行'],
  ['请打96096', '请打96096'],
  // identity and bank numbers
  ['身份证330102199001011234', '身份证〔身份证号〕', 'identity-number'],
  ['33010219900101123X', '〔身份证号〕', 'identity-number'],
  ['卡号6222 0212 0200 1234 567', '卡号〔卡号〕', 'bank-number'],
  // plates
  ['浙E12345堵在门口', '〔车牌〕堵在门口', 'plate'],
  ['浙E·12345', '〔车牌〕', 'plate'],
  ['浙ED12345充电', '〔车牌〕充电', 'plate'],
  ['浙e1234a', '〔车牌〕', 'plate'],
  ['车牌尾号5K3', '车牌尾号〔车牌〕', 'plate'],
  ['一辆新A级车', '一辆新A级车'],
  // doors: the building stays
  ['3-2-501漏水', '3幢漏水', 'room'],
  ['3-2-501室漏水', '3幢漏水', 'room'],
  ['12—1—1002', '12幢', 'room'],
  ['3幢2单元501室漏水', '3幢漏水', 'room'],
  ['３幢２单元５０１室', '３幢', 'room'],
  ['三幢二单元五零一室漏水', '三幢漏水', 'room'],
  ['3号楼501室', '3号楼', 'room'],
  ['3栋501', '3栋', 'room'],
  ['3#501', '3幢', 'room'],
  ['3-501漏水', '3幢漏水', 'room'],
  ['A2幢1单元302', 'A2幢', 'room'],
  ['3幢2单元的灯', '3幢的灯', 'room'],
  ['2单元501漏水', '〔门牌〕漏水', 'room'],
  ['501室太吵', '〔门牌〕太吵', 'room'],
  ['楼上601半夜拖椅子', '楼上〔门牌〕半夜拖椅子', 'room'],
  ['住在502', '住在〔门牌〕', 'room'],
  ['3幢门口', '3幢门口'],
  ['3幢楼道', '3幢楼道'],
  ['3幢有120户', '3幢有120户'],
  ['2026-05-31', '2026-05-31'],
  ['2026-0158号', '2026-0158号'],
  ['6-1儿童节', '6-1儿童节'],
  ['修了300元', '修了300元'],
  ['一共262户', '一共262户'],
  ['8-10点', '8-10点'],
  ['收费100-200元', '收费100-200元'],
  // mail and accounts
  ['写信给li.na@example.cn', '写信给〔邮箱〕', 'mail'],
  ['微信号：lina_1990', '微信号：〔账号〕', 'account'],
  ['加vx abc123456', '加vx 〔账号〕', 'account'],
  ['QQ 12345678', 'QQ 〔账号〕', 'account'],
  ['在微信群里说过', '在微信群里说过'],
  // names
  ['张丽华家的狗', '〔一位居民〕家的狗', 'name'],
  ['张阿姨说的', '〔一位居民〕说的', 'name'],
  ['老张不让停', '〔一位居民〕不让停', 'name'],
  ['王芳来看过', '〔一位居民〕来看过', 'name'],
  ['欧阳先生', '〔一位居民〕', 'name'],
  ['john smith parked here', '〔一位居民〕 parked here', 'name'],
  ['赵阿姨说的', '赵阿姨说的'],
  ['一张阿姨的照片', '一〔一位居民〕的照片', 'name'],
  ['老师傅修好了', '老师傅修好了'],
  ['保安师傅人很好', '保安师傅人很好'],
  // several at once
  [
    '我是张丽华，住3幢2单元501室，电话13812345678，车牌浙E12345',
    '我是〔一位居民〕，住3幢，电话〔手机号〕，车牌〔车牌〕',
    ...(['name', 'room', 'phone', 'plate'] as const),
  ],
  ['路灯坏了三天', '路灯坏了三天'],
  ['', ''],
];

describe('scrub', () => {
  for (const [said, read, ...kinds] of table) {
    test(`“${said}” is read as “${read}”`, () => {
      const scrubbed = scrub(said, known);
      assert.equal(scrubbed.text, read);
      assert.deepEqual(
        scrubbed.finds.map(({ kind }) => kind),
        kinds,
      );
    });
  }

  test('finds: mark the very places of the original', () => {
    const said = '打１３８１２３４５６７８找张丽华';
    const { finds } = scrub(said, known);
    assert.deepEqual(
      finds.map(({ from, to }) => said.slice(from, to)),
      ['１３８１２３４５６７８', '张丽华'],
    );
  });

  test('a scrubbed text: is left alone by a second scrub', () => {
    for (const [said] of table) {
      const once = scrub(said, known).text;
      assert.equal(scrub(once, known).text, once, said);
    }
  });

  test('without known names: forms of address stay, numbers go', () => {
    assert.equal(scrub('张阿姨的电话13812345678', { names: [] }).text, '张阿姨的电话〔手机号〕');
  });
});

test('what is about to be published: names and an office’s number may stand once somebody looked, doors never', () => {
  const rows: [text: string, unchecked: FindKind[], checked: FindKind[]][] = [
    ['扶手换好了', [], []],
    ['物业电话0572-2345678', ['landline'], []],
    ['谢谢张阿姨', ['name'], []],
    ['3幢2单元501室', ['room'], ['room']],
    ['13812345678，张阿姨', ['phone', 'name'], ['phone']],
  ];
  for (const [text, unchecked, checked] of rows) {
    assert.deepEqual(stillPersonal(text, known, false), unchecked, text);
    assert.deepEqual(stillPersonal(text, known, true), checked, text);
  }
});

test('surname: read off names and forms of address', () => {
  const rows: [string, string | undefined][] = [
    ['张丽华', '张'],
    ['刘阿姨', '刘'],
    ['老郑', '郑'],
    ['楼道长王芳', '王'],
    ['欧阳明', '欧阳'],
    ['John Smith', undefined],
    ['502的老李', undefined],
  ];
  for (const [name, surname] of rows) assert.equal(surnameOf(name), surname, name);
});
