import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concernedBy, type EntryTrace } from './change.rules.ts';

const entry = (type: string, number: string | null, facts: EntryTrace['facts'] = {}): EntryTrace => ({
  type,
  number,
  facts,
});

test('change: an entry says which matters and reports it concerns, each once', () => {
  const table: [string, EntryTrace[], ReturnType<typeof concernedBy>][] = [
    ['nothing', [], { matters: [], reports: [], hands: false }],
    [
      'a new report',
      [entry('report.received', '2026-0001')],
      { matters: [], reports: ['2026-0001'], hands: false },
    ],
    [
      'an acceptance changes the report and the matter of its number',
      [entry('matter.accepted', '2026-0001')],
      { matters: ['2026-0001'], reports: ['2026-0001'], hands: false },
    ],
    [
      'a report that joins is named among the facts',
      [entry('matter.joined', '2026-0001', { report: '2026-0002' })],
      { matters: ['2026-0001'], reports: ['2026-0002'], hands: false },
    ],
    [
      'both sides of a merge',
      [entry('matter.merged', '2026-0003', { into: '2026-0001' })],
      { matters: ['2026-0003', '2026-0001'], reports: [], hands: true },
    ],
    [
      'many steps of one matter are one change',
      [
        entry('matter.dispatched', '2026-0001'),
        entry('matter.taken', '2026-0001'),
        entry('matter.noted', '2026-0001'),
      ],
      { matters: ['2026-0001'], reports: [], hands: true },
    ],
    [
      'what has no number concerns nobody here',
      [entry('community.opened', null)],
      { matters: [], reports: [], hands: false },
    ],
  ];
  for (const [why, entries, expected] of table) assert.deepEqual(concernedBy(entries), expected, why);
});
