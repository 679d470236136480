import { textWith } from '../../kernel/text.ts';
import type { RosterChange, RosterField, RosterProblemCode } from './roster.contract.ts';

type Told = ReturnType<typeof textWith<[string]>>;

const plain = (zh: string, en: string): Told =>
  textWith(
    (_found: string) => zh,
    (_found: string) => en,
  );

const problems = {
  'estate-missing': plain(
    '没写是哪个小区。加一列“小区”，或在选文件时写上小区名',
    'no estate is named; add a column for it, or name it where the file is chosen',
  ),
  'estate-too-long': plain('小区名最多60个字', 'the name of an estate has at most 60 characters'),
  'building-missing': plain('没写是哪一幢', 'no building is named'),
  'building-unreadable': textWith(
    (found: string) => `“${found}”认不出是哪一幢，写成3幢或A座`,
    (found) => `“${found}” is no building; write 3 or A`,
  ),
  'stairwell-unreadable': textWith(
    (found: string) => `“${found}”认不出是哪个单元，写成1到99的数`,
    (found) => `“${found}” is no stairwell; write a number from 1 to 99`,
  ),
  'floor-unreadable': textWith(
    (found: string) => `“${found}”认不出是几层`,
    (found) => `“${found}” is no floor`,
  ),
  'door-missing': plain('没写室号', 'no door is named'),
  'door-unreadable': textWith(
    (found: string) => `“${found}”认不出是哪一室，写成501`,
    (found) => `“${found}” is no door; write 501`,
  ),
  'area-unreadable': textWith(
    (found: string) => `面积“${found}”认不出，写成89.50`,
    (found) => `“${found}” is no floor area; write 89.50`,
  ),
  'area-too-exact': textWith(
    (found: string) => `面积“${found}”写到小数点后两位就够`,
    (found) => `write the area “${found}” with two decimals at most`,
  ),
  'area-out-of-range': textWith(
    (found: string) => `面积“${found}”不对，应在1到10万平方米之间`,
    (found) => `the area “${found}” must lie between 1 and 100,000 m²`,
  ),
  'name-missing': plain('有电话没有姓名，写上姓名', 'there is a telephone and no name; add the name'),
  'name-too-long': plain('姓名最多40个字', 'a name has at most 40 characters'),
  'phone-unreadable': textWith(
    (found: string) => `电话“${found}”不是手机号；没有手机就空着`,
    (found) => `“${found}” is no mobile number; leave it empty if there is none`,
  ),
  'phone-several': textWith(
    (found: string) => `“${found}”有几个号码：一行一个人，另一位写在下一行`,
    (found) => `“${found}” holds several numbers: one person a row, the other one below`,
  ),
  'phone-of-others': textWith(
    (found: string) => `前面的行里，这个号码是${found}的；一个号码只能是一个人`,
    (found) => `an earlier row gives this number to ${found}; a number belongs to one person`,
  ),
  'phone-of-account': textWith(
    (found: string) => `这个人已经在用${found}登录。要换号码，到“人员”里换`,
    (found) => `this person signs in by ${found}; change the number on their own page`,
  ),
  'occupancy-unreadable': textWith(
    (found: string) => `“${found}”认不出，写自住、出租、空置或经营`,
    (found) => `“${found}” is not understood; write owner, tenant, vacant or business`,
  ),
  'rows-disagree': textWith(
    (found: string) => `和第${found}行是同一户，写的却不一样`,
    (found) => `row ${found} is the same home and says otherwise`,
  ),
  'building-closed': textWith(
    (found: string) => `${found}幢已经停用，先在“小区与房屋”里启用`,
    (found) => `building ${found} is closed; open it again first`,
  ),
} satisfies Record<RosterProblemCode, Told>;

/** What is said of a roster's rows and of what they change. */
export const rosterText = {
  problems,
  fields: {
    estate: { zh: '小区', en: 'Estate' },
    building: { zh: '楼幢', en: 'Building' },
    stairwell: { zh: '单元', en: 'Stairwell' },
    floor: { zh: '楼层', en: 'Floor' },
    door: { zh: '室号', en: 'Door' },
    area: { zh: '面积', en: 'Area' },
    name: { zh: '户主姓名', en: 'Name' },
    phone: { zh: '电话', en: 'Telephone' },
    occupancy: { zh: '使用情况', en: 'Use' },
  } satisfies Record<RosterField, { zh: string; en: string }>,
  changes: {
    'home-new': { zh: '新的一户', en: 'new home' },
    area: { zh: '面积', en: 'area' },
    use: { zh: '使用情况', en: 'use' },
    'person-new': { zh: '新登记', en: 'registers' },
    'person-joins': { zh: '住进来', en: 'moves in' },
    name: { zh: '姓名', en: 'name' },
    phone: { zh: '电话', en: 'telephone' },
    'person-leaves': { zh: '不再住这里', en: 'leaves' },
  } satisfies Record<RosterChange['kind'], { zh: string; en: string }>,
  becomes: textWith(
    (what: string, from: string, to: string) => `${what}${from === '' ? '' : ` ${from}`} → ${to}`,
    (what, from, to) => `${what}${from === '' ? '' : ` ${from}`} → ${to}`,
  ),
  of: textWith(
    (what: string, whom: string) => `${what} ${whom}`,
    (what, whom) => `${whom} ${what}`,
  ),
  area: textWith(
    (text: string) => `${text}㎡`,
    (text) => `${text} m²`,
  ),
  at: textWith(
    (sheet: string, row: number) => (sheet === '' ? `第${row}行` : `“${sheet}”第${row}行`),
    (sheet, row) => (sheet === '' ? `Row ${row}` : `“${sheet}”, row ${row}`),
  ),
  counts: textWith(
    (homes: number, fresh: number, changed: number, same: number) =>
      `${homes}户：新的${fresh}户，有变动${changed}户，一样的${same}户`,
    (homes, fresh, changed, same) => `${homes} homes: ${fresh} new, ${changed} changed, ${same} as they were`,
  ),
  people: textWith(
    (n: number) => `新登记${n}个人`,
    (n) => (n === 1 ? '1 person is new' : `${n} people are new`),
  ),
  wrong: textWith(
    (n: number) => `${n}行有问题，不导入`,
    (n) => (n === 1 ? '1 row has problems and stays out' : `${n} rows have problems and stay out`),
  ),
};
