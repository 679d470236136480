import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMs, minuteMs, parseInstant } from '../../kernel/time.ts';
import { type Measured, warningsOf } from './operator.rules.ts';

const now = parseInstant('2026-11-24T09:00:00+08:00');
const ago = (minutes: number) => addMs(now, -minutes * minuteMs);
const [mb, gb] = [1024 ** 2, 1024 ** 3];

const well: Measured = {
  ...{ now, freeBytes: 40 * gb, sizeBytes: 100 * gb, hasRoom: true, failedJobs: 0, isLogDamaged: false },
  ...{ oldestDueAt: ago(1), ledgerOldestAt: null, startedAt: ago(600), lastRoundAt: ago(0), clockJump: null },
};

test('operator: is warned of what needs somebody, and of nothing else', () => {
  const table: [string, Partial<Measured>, [string, Record<string, number>][]][] = [
    ['all is well', {}, []],
    ['the log cannot go on', { isLogDamaged: true }, [['log-damaged', {}]]],
    ['a tenth of the disk is left', { freeBytes: 9 * gb }, [['disk-nearly-full', { freeMb: 9216 }]]],
    [
      'a small disk with little left',
      { freeBytes: 900 * mb, sizeBytes: 2 * gb },
      [['disk-nearly-full', { freeMb: 900 }]],
    ],
    ['nothing can be kept', { freeBytes: 0, hasRoom: false }, [['disk-full', { freeMb: 0 }]]],
    ['jobs were given up', { failedJobs: 3 }, [['jobs-failed', { count: 3 }]]],
    ['a due job nobody tries', { oldestDueAt: ago(11) }, [['jobs-stuck', { minutes: 11 }]]],
    ['a job for later is not late', { oldestDueAt: addMs(now, minuteMs) }, []],
    ['entries without an index', { ledgerOldestAt: ago(2) }, [['ledger-behind', { minutes: 2 }]]],
    ['no round for long', { lastRoundAt: ago(3) }, [['rounds-stopped', { minutes: 3 }]]],
    [
      'no round since the start',
      { startedAt: ago(5), lastRoundAt: null },
      [['rounds-stopped', { minutes: 5 }]],
    ],
    ['just started', { startedAt: ago(1), lastRoundAt: null }, []],
    [
      'the clock was set back',
      { clockJump: { at: ago(30), byMs: -90 * minuteMs } },
      [['clock-jumped', { minutes: -90 }]],
    ],
    ['a jump of the day before yesterday', { clockJump: { at: ago(2880), byMs: 90 * minuteMs } }, []],
  ];
  for (const [why, change, expected] of table) {
    const found = warningsOf({ ...well, ...change }).map(({ code, facts }) => [code, facts]);
    assert.deepEqual(found, expected, why);
  }
});

test('operator: the disk comes first, as everything else may follow from it', () => {
  const all = warningsOf({ ...well, hasRoom: false, failedJobs: 1, lastRoundAt: ago(9) });
  assert.deepEqual(
    all.map(({ code }) => code),
    ['disk-full', 'rounds-stopped', 'jobs-failed'],
  );
});
