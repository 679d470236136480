import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../../kernel/id.ts';
import { instant } from '../../kernel/time.ts';
import type { Reach } from './reach.contract.ts';
import {
  decideReach,
  entryOfReach,
  readTelephoneNumber,
  showReach,
  usualReach,
  writeTelephoneNumber,
} from './reach.rules.ts';

const read: [typed: string, figures: string | null, shown?: string][] = [
  ['0571-88886666', '057188886666', '0571-88886666'],
  ['（0571）8888 6666', '057188886666', '0571-88886666'],
  ['+86 571 88886666', '057188886666', '0571-88886666'],
  ['0086 0571 88886666', '057188886666', '0571-88886666'],
  ['010-65001234', '01065001234', '010-65001234'],
  ['+86 21 6500 1234', '02165001234', '021-65001234'],
  ['0996-2345678', '09962345678', '0996-2345678'],
  ['400-820-8888', '4008208888', '400-820-8888'],
  ['１２３４５', '12345', '12345'],
  ['12345', '12345', '12345'],
  ['96345', '96345', '96345'],
  ['+86 138 1234 5678', '13812345678', '138 1234 5678'],
  ['110', null],
  ['119', null],
  ['88886666', null],
  ['0571-888', null],
  ['010-1234567', null],
  ['值班室', null],
  ['', null],
];
for (const [typed, figures, shown] of read) {
  test(`telephone: “${typed}” reads as ${figures}`, () => {
    assert.equal(readTelephoneNumber(typed), figures);
    if (figures !== null) assert.equal(writeTelephoneNumber(figures), shown);
  });
}

const telephone = { figures: '057188886666', days: 'workdays', from: 510, until: 1050 } as const;
const set: Reach & { version: number } = { ...usualReach, telephone, version: 3 };

const decided: [what: string, change: Partial<typeof set>, expected: string | number][] = [
  ['a night that begins later', { quietFrom: 1380 }, 4],
  ['open to search engines', { searchable: true }, 4],
  ['no telephone any more', { telephone: null }, 4],
  ['answered every day', { telephone: { ...telephone, days: 'daily' } }, 4],
  ['nothing else', {}, 'reach-as-it-is'],
  ['what was read before another saved', { version: 2, searchable: true }, 'reach-changed'],
  ['a version that is not there yet', { version: 4, searchable: true }, 'reach-changed'],
];
for (const [what, change, expected] of decided) {
  test(`reach: saved with ${what}`, () => {
    const outcome = decideReach(set, { ...set, ...change });
    assert.equal(outcome.ok ? outcome.value.version : outcome.refusal.code, expected);
  });
}

test('reach: before anybody decides it cannot be searched, has no number, and the night is from ten to seven', () => {
  const shown = showReach(usualReach);
  assert.deepEqual(shown, {
    ...{ version: 0, telephone: null, searchable: false },
    ...{ quietFrom: '22:00', quietUntil: '07:00' },
  });
});

test('reach: the ledger knows that there is a number, not which one', () => {
  const saved = { ...set, at: instant(0), personId: 'x' as Id<'person'>, reason: '换了电话' };
  const { facts } = entryOfReach(saved);
  assert.deepEqual(facts, {
    ...{ version: 3, telephone: true, searchable: false },
    ...{ quietFrom: 1320, quietUntil: 420 },
  });
});
