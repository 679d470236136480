import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lucide } from './lucide.ts';
import { onePath } from './one-path.ts';
import { own } from './own.ts';

test('icon: its strokes are one path, each begun at its own point', () => {
  assert.equal(
    onePath([
      ['path', { d: 'M6 9l6 6' }],
      ['path', { d: 'm2 2 20 20' }],
      ['path', { d: 'm21 21-4.34-4.34' }],
      ['path', { d: 'm9 18h6' }],
    ]),
    'M6 9l6 6M2 2l20 20M21 21l-4.34-4.34M9 18h6',
  );
});

test('icon: circles, lines and boxes become strokes of the same shape', () => {
  assert.equal(
    onePath([['circle', { cx: '11', cy: '11', r: '8' }]]),
    'M3 11a8 8 0 1 0 16 0a8 8 0 1 0 -16 0z',
  );
  assert.equal(onePath([['line', { x1: '12', x2: '12', y1: '8', y2: '16' }]]), 'M12 8L12 16');
  assert.equal(onePath([['polyline', { points: '22 12 16 12 14 15' }]]), 'M22 12 16 12 14 15');
  assert.equal(
    onePath([['rect', { x: '3', y: '3', width: '18', height: '10', rx: '2' }]]),
    'M5 3h14a2 2 0 0 1 2 2v6a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-6a2 2 0 0 1 2 -2z',
  );
});

test('icon: every one that is drawn can be drawn so', () => {
  for (const [name, shapes] of Object.entries({ ...lucide, ...own })) {
    assert.match(onePath(shapes), /^M[-\d.,\sa-zA-Z]+$/, name);
    assert.doesNotMatch(onePath(shapes), /NaN|undefined/, name);
  }
});
