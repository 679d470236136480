import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readNumeral } from './numeral.rules.ts';

const cases: [text: string, figures: string | null][] = [
  ['一', '1'],
  ['两', '2'],
  ['十', '10'],
  ['十二', '12'],
  ['二十', '20'],
  ['二十一', '21'],
  ['一百零二', '102'],
  ['一百一十二', '112'],
  ['一〇二', '102'],
  ['一零零三', '1003'],
  ['二十十', null],
  ['十〇', null],
];

for (const [text, figures] of cases) {
  test(`a numeral: ${text} is ${figures ?? 'no number'}`, () => {
    assert.equal(readNumeral(text), figures);
  });
}

test('a numeral: written figure by figure it keeps its length', () => {
  const figures = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(figures, (digits) => {
      const text = digits.map((digit) => '〇一二三四五六七八九'[digit]).join('');
      assert.equal(readNumeral(text), digits.join(''));
    }),
  );
});
