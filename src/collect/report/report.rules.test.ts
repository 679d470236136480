import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, dayMs, parseInstant } from '../../kernel/time.ts';
import { maxAdditionsADay, maxPhotosOfReport, phoneText } from './report.contract.ts';
import {
  checkAddition,
  checkAsk,
  decideSubmission,
  excerptOf,
  formatNumber,
  normalisePhone,
  numberYear,
  type Said,
} from './report.rules.ts';

const nobody = { name: null, phone: null };
const said: Said = {
  text: '楼道灯不亮',
  anonymity: 'community-only',
  publicName: null,
  contact: { name: '王芳', phone: '13800000000' },
  channel: 'form',
};

for (const [what, change, expected] of [
  ['the default keeps name and number for the community', {}, 'kept'],
  ['anonymous with nothing is fine', { anonymity: 'anonymous', contact: nobody }, 'kept'],
  ['anonymous with a number contradicts itself', { anonymity: 'anonymous' }, 'anonymous-leaves-nothing'],
  [
    'anonymous with a form of address contradicts itself',
    { anonymity: 'anonymous', contact: nobody, publicName: '王阿姨' },
    'anonymous-leaves-nothing',
  ],
  ['a public name has to be chosen', { anonymity: 'public-name' }, 'public-name-missing'],
  ['a chosen public name is kept', { anonymity: 'public-name', publicName: '王阿姨' }, 'kept'],
] as const) {
  test(`submission: ${what}`, () => {
    const outcome = decideSubmission({ ...said, ...change });
    assert.equal(outcome.ok ? 'kept' : outcome.refusal.code, expected);
  });
}

test('submission: a public name is dropped where the reporter stays unnamed', () => {
  const outcome = decideSubmission({ ...said, publicName: '王阿姨' });
  assert.ok(outcome.ok);
  assert.equal(outcome.value.keeps.publicName, null);
});

test('submission: the public entry holds the channel, and neither place, words nor names', () => {
  const outcome = decideSubmission(said);
  assert.ok(outcome.ok);
  assert.deepEqual(outcome.value.entry.facts, { channel: 'form' });
});

test('number: four digits at least, and the year turns at midnight in China', () => {
  assert.equal(formatNumber(2026, 158), '2026-0158');
  assert.equal(formatNumber(2026, 12_345), '2026-12345');
  assert.equal(numberYear(parseInstant('2026-12-31T15:59:59Z')), 2026);
  assert.equal(numberYear(parseInstant('2026-12-31T16:00:00Z')), 2027);
});

test('excerpt: one line, cut between characters and never inside one', () => {
  assert.equal(excerptOf('一行\n两行'), '一行 两行');
  assert.equal(excerptOf('😀'.repeat(10), 5), '😀😀😀😀…');
});

for (const [written, digits] of [
  ['138 0000 0000', '13800000000'],
  ['138-0000-0000', '13800000000'],
  ['+86 13800000000', '13800000000'],
  ['8613800000000', '13800000000'],
  ['0571-63720000', '057163720000'],
] as const) {
  test(`phone: ${written} is read`, () => {
    assert.ok(phoneText.safeParse(written).success);
    assert.equal(normalisePhone(written), digits);
  });
}

for (const written of ['1380000000', '12800000000', 'abc', '138000000001', '']) {
  test(`phone: “${written}” is no number`, () => assert.ok(!phoneText.safeParse(written).success));
}

const askable = { state: 'submitted', askedAt: null, reachable: true } as const;
const noon = parseInstant('2026-11-24T12:00:00+08:00');

for (const [what, report, expected] of [
  ['not asked yet, and a question arrives', askable, true],
  ['asked already', { ...askable, askedAt: noon }, 'already-asked'],
  ['nothing left to be reached by', { ...askable, reachable: false }, 'reporter-unreachable'],
  ['decided already', { ...askable, state: 'accepted' }, 'report-already-decided'],
] as const) {
  test(`asking: ${what}`, () => assert.equal(checkAsk(report), expected));
}

const times = (count: number, at = noon, by: 'reporter' | 'desk' = 'reporter') =>
  Array.from({ length: count }, () => ({ at, by }));

for (const [what, before, adding, expected] of [
  ['the first', { photos: 9, additions: [] }, { photos: 2 }, 'fits'],
  [
    'the last photo there is room for',
    { photos: maxPhotosOfReport - 1, additions: [] },
    { photos: 1 },
    'fits',
  ],
  ['one photo too many', { photos: maxPhotosOfReport, additions: [] }, { photos: 1 }, 'report-photos-full'],
  ['words to a report full of photos', { photos: maxPhotosOfReport, additions: [] }, { photos: 0 }, 'fits'],
  [
    'once too often within a day',
    { photos: 0, additions: times(maxAdditionsADay) },
    { photos: 0 },
    'added-too-often',
  ],
  [
    'often, but yesterday',
    { photos: 0, additions: times(maxAdditionsADay, addMs(noon, -dayMs)) },
    { photos: 0 },
    'fits',
  ],
  [
    'after the desk wrote often',
    { photos: 0, additions: times(maxAdditionsADay, noon, 'desk') },
    { photos: 0 },
    'fits',
  ],
  ['the desk, often', { photos: 0, additions: times(maxAdditionsADay) }, { photos: 0, by: 'desk' }, 'fits'],
] as const) {
  test(`addition: ${what}`, () => {
    const outcome = checkAddition(before, { by: 'reporter', now: noon, ...adding });
    assert.equal(outcome.ok ? 'fits' : outcome.refusal.code, expected);
  });
}
