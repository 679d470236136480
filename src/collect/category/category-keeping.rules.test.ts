import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { localDate } from '../../kernel/time.ts';
import { type Category, categorySeedSchema } from './category.contract.ts';
import { categoryAt } from './category.rules.ts';
import {
  type AdditionSaid,
  type CategorySaid,
  decideAddition,
  decideChange,
  decideWithdrawal,
  limitsOf,
} from './category-keeping.rules.ts';

const { groups, categories: rows } = categorySeedSchema.parse(
  JSON.parse(readFileSync(new URL('./category.seed.json', import.meta.url), 'utf8')),
);
const today = localDate('2026-11-24');
const rowOf = (code: string): Category => {
  const row = rows.find((one) => one.code === code);
  assert.ok(row);
  return row;
};
const saidOf = (code: string, change: Partial<CategorySaid> = {}): CategorySaid => {
  const { name, tier, limit, open } = rowOf(code);
  return { from: localDate('2026-12-01'), name, tier, limit, open, ...change };
};

test('category: every limit of the catalogue is one it may have', () => {
  for (const row of rows) assert.ok(limitsOf(row).includes(row.limit), row.code);
});

test('category: limits end where law and safety end them', () => {
  const table: [code: string, limits: string[]][] = [
    ['FIR05', ['U2h']],
    ['PMS01', ['U2h', 'W1', 'W3', 'W5', 'W7']],
    ['FAC01', ['U2h', 'W1', 'W3', 'W5', 'W7', 'W15']],
    ['PMS05', ['U2h', 'W1', 'W3', 'W5', 'W7', 'W15', 'vote']],
  ];
  for (const [code, limits] of table) assert.deepEqual(limitsOf(rowOf(code)), limits, code);
});

test('category: what may be changed, and what not', () => {
  const table: [code: string, change: Partial<CategorySaid>, expected: string, why: string][] = [
    ['FAC01', { limit: 'W3' }, 'changed', 'another limit'],
    ['FAC01', { name: { zh: '路灯不亮', en: 'A lamp is out' } }, 'changed', 'other words'],
    ['FAC01', { open: false }, 'changed', 'closed'],
    ['FAC01', {}, 'category-as-it-is', 'nothing said'],
    ['FAC01', { limit: 'vote' }, 'limit-not-allowed', 'no law leaves lamps to the owners'],
    ['PMS01', { limit: 'W15' }, 'limit-not-allowed', 'ten days for complaints'],
    ['FIR05', { limit: 'W1' }, 'limit-not-allowed', 'gas waits for no working day'],
    ['FIR05', { open: false }, 'danger-stays-open', 'gas has to be found'],
    ['FAC01', { limit: 'W3', from: today }, 'change-too-soon', 'today'],
    ['FAC01', { limit: 'W3', from: localDate('2029-01-01') }, 'change-too-far', 'too far ahead'],
  ];
  for (const [code, change, expected, why] of table) {
    const outcome = decideChange(rows, code, saidOf(code, change), today);
    assert.equal(outcome.ok ? 'changed' : outcome.refusal.code, expected, why);
  }
  assert.equal(decideChange(rows, 'FAC99', saidOf('FAC01'), today).ok, false);
});

test('category: days before a change keep what they had, and a later plan stays', () => {
  const january = { ...rowOf('FAC01'), effectiveFrom: '2027-01-01', limit: 'W7' } as const;
  const known = [{ ...rowOf('FAC01'), effectiveTo: '2027-01-01' }, january];
  const outcome = decideChange(known, 'FAC01', saidOf('FAC01', { limit: 'W3' }), today);
  assert.ok(outcome.ok);
  const { before, after } = outcome.value;
  const then = [{ ...before, effectiveTo: after.effectiveFrom }, after, january];
  const limitOn = (day: string) => categoryAt(then, 'FAC01', localDate(day))?.limit;
  assert.deepEqual(['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01'].map(limitOn), [
    'W1',
    'W3',
    'W3',
    'W7',
  ]);
});

test('category: only what is ahead can be withdrawn', () => {
  const planned = { ...rowOf('FAC01'), effectiveFrom: '2026-12-01', limit: 'W3' } as const;
  const known = [{ ...rowOf('FAC01'), effectiveTo: '2026-12-01' }, planned];
  const december = localDate('2026-12-01');
  const withdrawn = decideWithdrawal(known, 'FAC01', december, today);
  assert.deepEqual(withdrawn, { ok: true, value: { planned, before: known[0] } });
  assert.equal(decideWithdrawal(known, 'FAC01', december, december).ok, false);
  assert.equal(decideWithdrawal(rows, 'FAC01', december, today).ok, false);
});

test('category: one of the community’s own has the next number of its group', () => {
  const said: AdditionSaid = {
    ...saidOf('FAC01', { name: { zh: '快递柜坏了', en: 'Parcel locker broken' } }),
    ...{ group: 'FAC', handler: { zh: '物业', en: 'property company' }, keywords: '快递柜，格口 快递柜' },
  };
  const added = decideAddition({ groups, rows }, said, today);
  assert.ok(added.ok);
  assert.deepEqual([added.value.code, added.value.keywords], ['FAC07', ['快递柜', '格口']]);
  const table: [Partial<AdditionSaid>, string][] = [
    [{ group: 'XXX' }, 'group-not-found'],
    [{ from: localDate('2026-11-23') }, 'addition-too-soon'],
    [{ from: localDate('2029-01-01') }, 'change-too-far'],
    [{ limit: 'vote' }, 'limit-not-allowed'],
  ];
  for (const [change, code] of table) {
    const outcome = decideAddition({ groups, rows }, { ...said, ...change }, today);
    assert.equal(outcome.ok ? 'added' : outcome.refusal.code, code);
  }
  const full = [...rows, { ...rowOf('FAC01'), code: 'FAC99' }];
  const outcome = decideAddition({ groups, rows: full }, said, today);
  assert.equal(outcome.ok ? 'added' : outcome.refusal.code, 'group-full');
});
