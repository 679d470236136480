import assert from 'node:assert/strict';
import { test } from 'node:test';
import { searchedWords, wordsOf } from './words.ts';

const isFound = (text: string, searched: string): boolean => {
  const words = new Set(wordsOf(text));
  const wanted = searchedWords(searched);
  return wanted.length > 0 && wanted.every((word) => words.has(word));
};

test('words: what a text says is found, however it is cut', () => {
  const table: [text: string, searched: string, found: boolean][] = [
    ['地下车库电动车乱停放', '电动车', true],
    ['地下车库电动车乱停放', '车库', true],
    ['地下车库电动车乱停放', '车库 电动车', true],
    ['地下车库电动车乱停放', '电梯', false],
    ['3幢2单元楼道灯不亮', '楼道', true],
    ['3幢2单元楼道灯不亮', '楼道的灯', true],
    ['3幢2单元楼道灯不亮', '灯', true],
    ['3幢2单元楼道灯不亮', '3幢', true],
    ['3幢2单元楼道灯不亮', '５幢', false],
    ['小区开通管道天然气', '天然气', true],
    ['小区开通管道天然气', '燃气', false],
    ['Street light at gate B1 is broken', 'LIGHT b1', true],
    ['路灯，坏了！', '路灯坏了', true],
    ['路灯坏了', '', false],
    ['路灯坏了', '！？', false],
    ['我的电梯', '的', true],
  ];
  for (const [text, searched, found] of table)
    assert.equal(isFound(text, searched), found, `${text} ${searched}`);
});
