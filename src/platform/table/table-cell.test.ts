import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CellValue, columnNumber, writeCell } from './table-cell.ts';

const number = (written: string) => ({ number: written });
const date = (text: string) => new Date(text);

const cells: [string, CellValue, string][] = [
  ['an empty cell', null, ''],
  ['a text is kept as it is', ' 0012.0 ', ' 0012.0 '],
  ['a whole number', number('182360'), '182360'],
  ['a whole number written with its point', number('182360.0'), '182360'],
  ['a whole number in powers of ten', number('1.8236E5'), '182360'],
  ['a number below nought', number('-3'), '-3'],
  ['a fraction', number('43831.4245'), '43831.4245'],
  ['a telephone number', number('13800000000'), '13800000000'],
  ['fifteen digits', number('123456789012345'), '123456789012345'],
  ['more digits than a sheet keeps', number('12345678901234500000'), '1.23456789012345E+19'],
  ['a yes', true, 'TRUE'],
  ['a day', date('2020-01-02T00:00:00Z'), '2020-01-02'],
  ['a day with its time', date('2020-01-02T10:11:12Z'), '2020-01-02 10:11:12'],
  ['a time a hair off its second', date('2020-01-02T10:11:11.999Z'), '2020-01-02 10:11:12'],
];
for (const [what, value, text] of cells) {
  test(`cell: ${what} becomes "${text}"`, () => assert.equal(writeCell(value), text));
}

test('column: letters count from 1', () => {
  assert.deepEqual(['', 'A', 'Z', 'AA', 'IV', 'XFD'].map(columnNumber), [0, 1, 26, 27, 256, 16_384]);
});
