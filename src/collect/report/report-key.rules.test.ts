import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatReportKey, readReportKey, reportTagBytes } from './report-key.rules.ts';

const tags = fc.uint8Array({ minLength: reportTagBytes, maxLength: reportTagBytes });

test('report key: reads back as written, also in capitals and with blanks', () => {
  fc.assert(
    fc.property(tags, (tag) => {
      const key = formatReportKey('2026-0158', tag);
      assert.match(key, /^2026-0158-[0-9a-hjkmnp-tv-z]{32}$/);
      assert.deepEqual(readReportKey(key), { key, number: '2026-0158' });
      assert.deepEqual(readReportKey(` ${key.toUpperCase().replaceAll('1', 'l')} `)?.key, key);
    }),
  );
});

test('report key: two tags never make one key', () => {
  fc.assert(
    fc.property(tags, tags, (a, b) => {
      fc.pre(Buffer.compare(a, b) !== 0);
      assert.notEqual(formatReportKey('2026-0158', a), formatReportKey('2026-0158', b));
    }),
  );
});

for (const typed of [
  '',
  '2026-0158',
  '2026-0158-',
  `2026-0158-${'0'.repeat(31)}`,
  `26-1-${'0'.repeat(32)}`,
]) {
  test(`report key: “${typed}” is none`, () => assert.equal(readReportKey(typed), undefined));
}
