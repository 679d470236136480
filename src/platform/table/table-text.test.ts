import assert from 'node:assert/strict';
import { test } from 'node:test';
import { guessDelimiter } from './table-text.ts';

for (const [start, delimiter] of [
  ['a,b,c\n1;2;3;4;5', ','],
  ['a;b;c\n1,2', ';'],
  ['a\tb\tc\n1,2', '\t'],
  ['"a;b;c;d",e,f\n', ','],
  ['a;b\r\n1,2,3,4', ';'],
  ['text\n1,2,3', ','],
  ['', ','],
] as const) {
  test(`delimiter: of ${JSON.stringify(start)}`, () => assert.equal(guessDelimiter(start), delimiter));
}
