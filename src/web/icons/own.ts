import type { IconShape } from './icon-shape.ts';

/** The three ways a matter is settled, drawn for this product on Lucide's grid: alone, at a table, hand to hand. */
export const own = {
  pavilion: [
    ['path', { d: 'M12 2.5V5' }],
    ['path', { d: 'M2.5 10.5C6.5 9.7 10 8 12 5c2 3 5.5 4.7 9.5 5.5' }],
    ['path', { d: 'M6 10.5V20M18 10.5V20M3.5 20h17' }],
    ['path', { d: 'M9.5 20v-4.5h5V20' }],
  ],
  'round-table': [
    ['circle', { cx: '12', cy: '4.75', r: '2.25' }],
    ['circle', { cx: '5', cy: '8', r: '2.25' }],
    ['circle', { cx: '19', cy: '8', r: '2.25' }],
    ['path', { d: 'M3 14h18M12 10.5V20M7.5 20h9' }],
  ],
  relay: [
    ['circle', { cx: '12', cy: '4.75', r: '2.25' }],
    ['circle', { cx: '4.75', cy: '18.5', r: '2.25' }],
    ['circle', { cx: '19.25', cy: '18.5', r: '2.25' }],
    ['path', { d: 'M6 16.3 10.7 7.2M13.3 7.2 18 16.3' }],
    ['path', { d: 'M16.5 18.5H8.5M10.75 16.25 8.5 18.5l2.25 2.25' }],
  ],
} as const satisfies Record<string, readonly IconShape[]>;
