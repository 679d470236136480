import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { listRefusals, refusalsDocument, refusalsPath } from '../scripts/write-refusals.ts';

/** Fewer than two clauses: a fact alone, with no word on what to do next. An approximation, which errs on the kind side. */
function saysFactOnly({ zh, en }: { zh: string; en: string }): boolean {
  const clauses = (text: string, ends: RegExp) =>
    text.split(ends).filter((clause) => /[\p{Script=Han}A-Za-z]/u.test(clause));
  return clauses(zh, /[。！？；，：]/u).length < 2 || clauses(en, /[.!?;:,]\s|[.!?]$/u).length < 2;
}

describe('refusals', () => {
  test('docs/refusals.md: says what the code says', () => {
    const written = readFileSync(refusalsPath, 'utf8');
    const isCurrent = written === refusalsDocument();
    assert.ok(isCurrent, 'docs/refusals.md is out of date: node --import tsx scripts/write-refusals.ts');
  });

  test('planted: a fact alone is seen, a fact with a next step is let be', () => {
    assert.ok(saysFactOnly({ zh: '没有这件事。', en: 'No such matter. Check the number.' }));
    assert.ok(saysFactOnly({ zh: '没有这件事。看看编号。', en: 'No such matter.' }));
    assert.ok(!saysFactOnly({ zh: '没有这件事。看看编号。', en: 'No such matter. Check the number.' }));
  });

  test('whoever came too often: is told how long to wait', () => {
    const tooOften = listRefusals().filter(({ status }) => status === 429);
    assert.ok(tooOften.length > 5, 'the operations were not read');
    assert.deepEqual(
      tooOften
        .filter(({ zh, en }) => !zh.includes('{wait}') || !en.includes('{wait}'))
        .map(({ code }) => code),
      [],
    );
  });

  test('every refusal: says what the person can do next, in both languages', () => {
    const found = listRefusals();
    assert.ok(found.length > 50, 'the operations were not read');
    assert.deepEqual(
      found.filter(saysFactOnly).map(({ code, zh, en }) => `${code}: ${zh} ${en}`),
      [],
    );
  });
});
