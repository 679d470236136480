import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../../kernel/id.ts';
import { maxReportPhotos } from '../report/report.contract.ts';
import type { DraftContent } from './draft.contract.ts';
import { changeDraft, type DraftChange, problemsOf } from './draft.rules.ts';

const photo = (n: number) => `photo ${n}` as Id<'photo'>;
const photos = (count: number, from = 0) => Array.from({ length: count }, (_, i) => photo(from + i));
const before: DraftContent = { text: '灯不亮', place: { words: '车棚' }, photoIds: photos(2) };

for (const [what, change, expected] of [
  ['nothing sent changes nothing', {}, before],
  ['words replace words', { text: '灯亮了' }, { ...before, text: '灯亮了' }],
  ['a step left empty empties the words', { step: 'what' }, { ...before, text: '' }],
  ['a step left empty empties the place', { step: 'where' }, { ...before, place: null }],
  ['another step leaves the words', { step: 'where', place: {} }, { ...before, place: { words: '' } }],
  [
    'photos come after those there',
    { added: photos(1, 7) },
    { ...before, photoIds: [...photos(2), photo(7)] },
  ],
  ['a photo is taken out', { removePhotoIds: [photo(0)] }, { ...before, photoIds: [photo(1)] }],
  ['a photo that is not there is not taken out', { removePhotoIds: [photo(9)] }, before],
] as [string, Partial<DraftChange>, DraftContent][]) {
  test(`draft: ${what}`, () => {
    assert.deepEqual(changeDraft(before, { added: [], isSpoken: false, ...change }).content, expected);
  });
}

test('draft: takes in as many photos as a report holds, and says so', () => {
  const { content, problems } = changeDraft(before, { added: photos(9, 10), isSpoken: false });
  assert.deepEqual(content.photoIds, [...photos(2), ...photos(7, 10)]);
  assert.equal(content.photoIds.length, maxReportPhotos);
  assert.deepEqual(problems, [{ path: 'photos', code: 'too-many-photos' }]);
});

test('draft: a photo taken out makes room in the same step', () => {
  const full = { ...before, photoIds: photos(9) };
  const { content, dropped, problems } = changeDraft(full, {
    isSpoken: false,
    added: [photo(20)],
    removePhotoIds: [photo(3)],
  });
  assert.equal(content.photoIds.at(-1), photo(20));
  assert.deepEqual(dropped, [photo(3)]);
  assert.deepEqual(problems, []);
});

for (const [what, text, code] of [
  ['words are there', '灯', undefined],
  ['blanks are no words', ' \n ', 'text-missing'],
  ['too many words come back to be shortened', '长'.repeat(10_001), 'text-too-long'],
] as const) {
  test(`draft: ${what}`, () =>
    assert.equal(problemsOf({ ...before, text }, { isSpoken: false })[0]?.code, code));
}

test('draft: what was said needs no written words', () => {
  assert.deepEqual(problemsOf({ ...before, text: '' }, { isSpoken: true }), []);
});
