import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberSearched, numberWords } from './matter-search.rules.ts';

test('matter: is found by its number however that is written, and by nothing that only holds figures', () => {
  const table: [searched: string, found: boolean][] = [
    ['2026-0158', true],
    ['第2026-0158号', true],
    ['0158', true],
    ['１５８号', true],
    ['no. 158', true],
    ['2025-0158', false],
    ['1580', false],
  ];
  const words = numberWords('2026-0158');
  for (const [searched, found] of table) {
    const word = numberSearched(searched);
    assert.ok(word !== undefined, searched);
    assert.equal(words.includes(word), found, searched);
  }
  for (const searched of ['3幢', '路灯', '158路', ''])
    assert.equal(numberSearched(searched), undefined, searched);
});
