import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseInstant } from '../../kernel/time.ts';
import { asPlainText, checkSize, momentOf, wallClockMs } from './export.rules.ts';

const cases: readonly [string, string][] = [
  ['=1+1', "'=1+1"],
  ['+8613800000000', "'+8613800000000"],
  ['-2楼漏水', "'-2楼漏水"],
  ['@sum(A1)', "'@sum(A1)"],
  ['\t=1', "'\t=1"],
  ['3幢楼道灯不亮', '3幢楼道灯不亮'],
  ['1=1', '1=1'],
  ['', ''],
];
for (const [text, expected] of cases) {
  test(`table: “${text.trim()}” stays text`, () => assert.equal(asPlainText(text), expected));
}

test('table: moments are by China’s clock', () => {
  const at = parseInstant('2026-11-24T09:00:00+08:00');
  assert.equal(new Date(wallClockMs(at)).toISOString(), '2026-11-24T09:00:00.000Z');
  assert.deepEqual([momentOf(null), momentOf('2026-11-24T01:00:00.000Z')], [null, { at }]);
});

test('table: as many rows as a file holds, and not one more', () => {
  assert.ok(checkSize(50_000, 50_000).ok);
  assert.deepEqual(checkSize(50_001, 50_000), {
    ok: false,
    refusal: { code: 'too-many-rows', facts: { total: 50_001, max: 50_000 } },
  });
});
