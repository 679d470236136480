import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleId } from '../matter/matter.sample.ts';
import { phraseUses } from './phrase.contract.ts';
import { checkPhrase, fillPhrase, suggestPhrases } from './phrase.rules.ts';
import { starterPhrases } from './phrase.seed.ts';

const values = {
  ...{ number: '2026-0170', title: '3幢楼道灯不亮', handler: '水岸物业', date: '6月2日' },
  category: '楼道灯不亮',
};

const cases: [string, Parameters<typeof checkPhrase>[0], string | true][] = [
  ['plain words', { use: 'ask', textZh: '在哪一层？', textEn: null }, true],
  ['a name of either language', { use: 'reply', textZh: '{编号}', textEn: '{ Number }' }, true],
  ['somebody’s name', { use: 'reply', textZh: '{姓名}你好', textEn: null }, 'placeholder-unknown'],
  ['unknown in English', { use: 'reply', textZh: '好', textEn: '{phone}' }, 'placeholder-unknown'],
  ['a day before any is promised', { use: 'ask', textZh: '{期限}前', textEn: null }, 'placeholder-unknown'],
  ['a brace too many', { use: 'reply', textZh: '{{编号}', textEn: null }, 'placeholder-broken'],
  ['an empty one', { use: 'reply', textZh: '{}', textEn: null }, 'placeholder-unknown'],
];
for (const [why, written, expected] of cases) {
  test(`keeper: ${why} → ${expected === true ? 'kept' : expected}`, () => {
    const checked = checkPhrase(written);
    assert.equal(checked.ok ? true : checked.refusal.code, expected);
  });
}

test('phrase: is filled in the reader’s language; what is not known yet is said in plain words', () => {
  assert.equal(
    fillPhrase('“{事项}”{办理}在办，{期限}前有结果。', values, 'zh'),
    '“3幢楼道灯不亮”水岸物业在办，6月2日前有结果。',
  );
  assert.equal(fillPhrase('{handler} has it.', { ...values, handler: null }, 'en'), 'the handler has it.');
});

const kept = (n: number, categoryCode: string | null, textEn: string | null = 'Fine, {number}') => ({
  ...{ id: sampleId('phrase', n), version: 0, use: 'reply' as const, categoryCode },
  ...{ nameZh: `话${n}`, nameEn: `Words ${n}`, textZh: '好，{编号}', textEn },
});
const wanted = { uses: ['reply'] as const, categoryCode: 'FAC01', values, chooses: 'zh' as const };

test('phrase: those of the category stand first, those of others are not offered', () => {
  const phrases = [kept(1, null), kept(2, 'FAC01'), kept(3, 'ENV01')];
  const offered = suggestPhrases(phrases, { ...wanted, reads: 'zh' });
  assert.deepEqual(
    offered.map(({ name, text }) => [name, text]),
    [
      ['话2', '好，2026-0170'],
      ['话1', '好，2026-0170'],
    ],
  );
});

test('reporter: reads English where there is some, Chinese where there is none', () => {
  const read = (textEn: string | null) =>
    suggestPhrases([kept(1, null, textEn)], { ...wanted, reads: 'en' })[0]?.text;
  assert.deepEqual([read('Fine, {number}'), read(null)], ['Fine, 2026-0170', '好，2026-0170']);
});

test('starter set: every use has some, each can be filled, in both languages and few enough words', () => {
  for (const use of phraseUses)
    assert.ok(
      starterPhrases.some((starter) => starter.use === use),
      use,
    );
  for (const starter of starterPhrases) {
    assert.ok(checkPhrase(starter).ok, starter.seed);
    assert.ok(starter.nameZh.length <= 20 && (starter.nameEn ?? '').length <= 40, starter.seed);
    assert.ok(starter.textZh.length <= 500 && (starter.textEn ?? '').length <= 500, starter.seed);
    assert.doesNotMatch(starter.textZh, /诉求|尊敬|温馨|！/);
  }
  assert.equal(new Set(starterPhrases.map(({ seed }) => seed)).size, starterPhrases.length);
});
