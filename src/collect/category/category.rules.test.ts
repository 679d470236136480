import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { localDate } from '../../kernel/time.ts';
import { type Category, categorySeedSchema } from './category.contract.ts';
import { categoriesAt, categoryAt, speaksOfDanger, suggestCategories } from './category.rules.ts';

const seed = categorySeedSchema.parse(
  JSON.parse(readFileSync(new URL('./category.seed.json', import.meta.url), 'utf8')),
);

test('catalogue: twelve groups of six, each code once, each keyword non-empty', () => {
  assert.equal(seed.groups.length, 12);
  assert.equal(seed.categories.length, 72);
  assert.equal(new Set(seed.categories.map((row) => row.code)).size, 72);
  for (const group of seed.groups) {
    assert.equal(seed.categories.filter((row) => row.group === group.code).length, 6, group.code);
  }
  for (const row of seed.categories) assert.ok(row.code.startsWith(row.group) && row.keywords.length > 0);
});

test('catalogue: tier, limit and flags of a few leaves', () => {
  const leaf = (code: string) => seed.categories.find((row) => row.code === code);
  assert.deepEqual(
    ['FIR01', 'PRK04', 'PMS05', 'FAC04'].map((code) => [leaf(code)?.tier, leaf(code)?.limit]),
    [
      ['self', 'U2h'],
      ['linked', 'W15'],
      ['joint', 'vote'],
      ['joint', 'W5'],
    ],
  );
  assert.ok(leaf('CAR02')?.flags.includes('sensitive'));
  assert.ok(leaf('FAC01')?.flags.includes('proof_photo'));
});

test('category: a row is in force from its first day up to, not including, its last', () => {
  const row = seed.categories[0] as Category;
  const rows: Category[] = [
    { ...row, effectiveFrom: '2026-01-01', effectiveTo: '2026-07-01', limit: 'W3' },
    { ...row, effectiveFrom: '2026-07-01', effectiveTo: null, limit: 'W1' },
  ];
  const limitOn = (day: string) => categoryAt(rows, row.code, localDate(day))?.limit;
  assert.deepEqual(['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01'].map(limitOn), [
    undefined,
    'W3',
    'W3',
    'W1',
  ]);
  assert.equal(categoriesAt(rows, localDate('2026-06-30')).length, 1);
});

const sentences: readonly [string, string][] = [
  ['楼道灯不亮', 'FAC01'],
  ['有人拉线给电动车充电', 'FIR01'],
  ['6幢1单元有人从三楼拉线下来，给电动车充电', 'FIR01'],
  ['电动车乱停', 'PRK01'],
  ['地下车库电动车乱停放，通道走不了', 'PRK01'],
  ['旧沙发丢在投放点旁边', 'ENV06'],
  ['7幢单元门刷不开', 'FAC03'],
  ['6幢外墙渗水', 'FAC04'],
  ['地下车库监控有盲区', 'SEC06'],
  ['楼上卫生间漏水，漏到我家了', 'NBR02'],
  ['有人在楼上往下扔烟头，高空抛物', 'NBR06'],
  ['老人被困在电梯里', 'FAC02'],
  ['厨房里有煤气味', 'FIR05'],
  ['消防通道停满了车', 'PRK03'],
  ['邻居遛狗不牵绳', 'SEC05'],
  ['要开居住证明', 'GOV06'],
];
for (const [sentence, code] of sentences) {
  test(`suggestion: “${sentence}” → ${code}, first of at most three`, () => {
    const suggestions = suggestCategories(sentence, seed.categories);
    assert.equal(suggestions[0]?.code, code, JSON.stringify(suggestions));
    assert.ok(suggestions.length <= 3 && suggestions.every((one) => one.because.length > 0));
  });
}

test('suggestion: nothing known, nothing proposed', () => {
  assert.deepEqual(suggestCategories('今天天气', seed.categories), []);
});

const dangers: readonly [string, string | null, boolean][] = [
  ['厨房里有煤气味', null, true],
  ['老人被困在电梯里', null, true],
  ['楼道灯不亮', null, false],
  ['楼道灯不亮', 'FIR05', true],
  ['今天天气', null, false],
];
for (const [text, chosen, expected] of dangers) {
  test(`danger: “${text}”${chosen === null ? '' : ` as ${chosen}`} → ${expected}`, () => {
    assert.equal(speaksOfDanger(text, chosen, seed.categories), expected);
  });
}

test('words: what is found by looking only where a part occurs is what every keyword finds by itself', () => {
  const character = fc.constantFrom(...'灯电梯坏A ');
  const word = fc.string({ unit: character, minLength: 0, maxLength: 3 });
  const keyword = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('+'));
  const keywords = fc.array(keyword, { maxLength: 4 });
  const catalogue = fc.array(keywords, { maxLength: 6 });
  const occurs = (plain: string, one: string) => one.split('+').every((part) => plain.includes(part));
  const scored = (plain: string, list: readonly string[]) => {
    const because = list.filter((one) => occurs(plain, one));
    return { because, score: because.reduce((sum, one) => sum + one.replaceAll('+', '').length, 0) };
  };
  fc.assert(
    fc.property(catalogue, fc.string({ unit: character, maxLength: 12 }), (lists, text) => {
      const categories = lists.map((list, place) => ({ code: `C${place}`, keywords: list }));
      const plain = text.toLowerCase().replaceAll(' ', '');
      const expected = categories
        .map(({ code, keywords: list }) => ({ code, ...scored(plain, list) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
      assert.deepEqual(suggestCategories(text, categories), expected.slice(0, 3));
    }),
    { numRuns: 2_000 },
  );
});
