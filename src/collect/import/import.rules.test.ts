import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInstant } from '../../kernel/time.ts';
import type { Layout } from './import.contract.ts';
import { applyMap, checkMapping, guessMapping, joinTitle, readRow } from './import.rules.ts';

const now = parseInstant('2026-11-24T01:00:00Z');

for (const [headers, mapping] of [
  ['id,user,title,time,detail,likes,dislikes', { id: 0, reporter: 1, title: 2, time: 3, text: 4 }],
  ['留言编号,留言用户,留言主题,留言时间,留言详情', { id: 0, reporter: 1, title: 2, time: 3, text: 4 }],
  ['序号,反映时间,反映人,联系电话,地址,反映内容', { time: 1, reporter: 2, phone: 3, place: 4, text: 5 }],
  ['Created_At, Description ,ADDRESS', { time: 0, text: 1, place: 2 }],
  ['内容,内容,时间', { time: 2 }],
  ['a,b,c', {}],
] as const) {
  test(`mapping: ${headers}`, () => assert.deepEqual(guessMapping(headers.split(',')), mapping));
}

for (const [said, expected] of [
  [['text=b'], { text: 1, time: 2 }],
  [['TEXT = B ,title=a'], { text: 1, title: 0, time: 2 }],
  [['text=b', 'time=a'], { text: 1, time: 0 }],
  [['time='], {}],
  [['text'], 'map-unreadable'],
  [['text=b=c'], 'map-unreadable'],
  [['words=b'], 'map-field-unknown'],
  [['text=z'], 'map-column-unknown'],
  [['text=d'], 'map-column-twice'],
] as const) {
  test(`mapping: --map ${said.join(' --map ')}`, () => {
    const headers = ['a', 'b', 'time', 'd', 'D'];
    const applied = applyMap(said, headers, guessMapping(headers));
    assert.deepEqual(applied.ok ? applied.value : applied.refusal.code, expected);
  });
}

test('mapping: a report needs words and a time', () => {
  const refusal = (mapping: Layout['mapping'], saidAt: typeof now | null) => {
    const checked = checkMapping(mapping, ['a'], saidAt);
    return checked.ok ? null : checked.refusal.code;
  };
  assert.equal(refusal({ time: 0 }, null), 'text-column-missing');
  assert.equal(refusal({ text: 0 }, null), 'time-column-missing');
  assert.equal(refusal({ text: 0 }, now), null);
  assert.equal(refusal({ title: 0, time: 1 }, null), null);
});

for (const [title, text, joined] of [
  ['路灯坏了', '三号楼前面', '路灯坏了\n三号楼前面'],
  ['路灯坏了', '三号楼前面路灯坏了', '三号楼前面路灯坏了'],
  ['路灯 坏了', '路灯坏\n了，没人修', '路灯坏\n了，没人修'],
  ['三号楼前面路灯…', '三号楼前面路灯坏了', '三号楼前面路灯坏了'],
  ['三号楼前面路灯...', '三号楼前面路灯坏了', '三号楼前面路灯坏了'],
  ['', '  一行\r\n二行\r三行 ', '一行\n二行\n三行'],
  ['只有标题', ' ', '只有标题'],
  ['', '', ''],
] as const) {
  test(`text: “${title}” and ${JSON.stringify(text)}`, () => assert.equal(joinTitle(title, text), joined));
}

const headers = ['id', 'title', 'detail', 'time', 'user', 'phone', 'place'];
const layout: Layout = {
  ...{ path: 'a.csv', bytes: 1, form: { kind: 'text', encoding: 'utf-8', delimiter: ',' } },
  ...{ headerRow: 1, headers, mapping: guessMapping(headers), saidAt: null },
};
const good = ['7', '路灯', '三号楼前的不亮', '2020/1/2 10:11', '王芳', '138 0000 0000', '3幢'];
const changed = (change: Record<number, string>) => good.map((cell, column) => change[column] ?? cell);

test('row: becomes what it says', () => {
  assert.deepEqual(readRow({ row: 2, cells: good }, layout, now), {
    ok: true,
    ready: {
      ...{
        row: 2,
        fileId: '7',
        text: '路灯\n三号楼前的不亮',
        occurredAt: parseInstant('2020-01-02T02:11:00Z'),
      },
      ...{ reporter: '王芳', phone: '138 0000 0000', place: '3幢' },
    },
  });
});

test('row: what is left empty is not there', () => {
  const read = readRow({ row: 2, cells: changed({ 4: ' ', 5: '', 6: '' }) }, layout, now);
  assert.ok(read.ok);
  const { reporter, phone, place } = read.ready;
  assert.deepEqual({ reporter, phone, place }, { reporter: null, phone: null, place: '' });
});

test('row: without a column for it, everybody said it when the operator says', () => {
  const saidAt = parseInstant('2020-05-31T00:00:00Z');
  const { time: _none, ...mapping } = layout.mapping;
  const read = readRow({ row: 2, cells: good }, { ...layout, mapping, saidAt }, now);
  assert.equal(read.ok && read.ready.occurredAt, saidAt);
});

for (const [what, cells, codes] of [
  ['nothing said', changed({ 1: ' ', 2: '\n' }), ['text-missing']],
  ['the longest text', changed({ 1: '', 2: '长'.repeat(10_000) }), []],
  ['a text too long', changed({ 1: '', 2: '长'.repeat(10_001) }), ['text-too-long']],
  ['too long with its title', changed({ 2: '长'.repeat(9_998) }), ['text-too-long']],
  ['no id', changed({ 0: ' ' }), ['id-missing']],
  ['an id that lost its digits', changed({ 0: '2.02001E+19' }), ['id-digits-lost']],
  ['an endless id', changed({ 0: '9'.repeat(201) }), ['id-too-long']],
  ['a day that is none', changed({ 3: '2019/2/29' }), ['time-not-in-calendar']],
  ['tomorrow', changed({ 3: '2026-11-25' }), ['time-ahead']],
  ['a name that goes on', changed({ 4: '王'.repeat(41) }), ['reporter-too-long']],
  ['a number nobody has', changed({ 5: '12345' }), ['phone-unreadable']],
  ['a place that goes on', changed({ 6: '楼'.repeat(201) }), ['place-too-long']],
  [
    'all at once',
    ['', '', '', '', '', '1', ''],
    ['text-missing', 'id-missing', 'time-missing', 'phone-unreadable'],
  ],
  ['a cell too few', good.slice(0, 6), ['cells-too-few']],
  ['a cell too many', [...good, 'x'], ['cells-too-many']],
  ['an empty cell too many', [...good, ' '], []],
] as const) {
  test(`row: ${what}`, () => {
    const read = readRow({ row: 2, cells }, layout, now);
    assert.deepEqual(read.ok ? [] : read.problems.map(({ code }) => code), codes);
  });
}
