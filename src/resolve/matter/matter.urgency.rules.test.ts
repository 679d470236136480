import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Id } from '../../kernel/id.ts';
import { localDate } from '../../kernel/time.ts';
import type { Matter } from './matter.contract.ts';
import type { MatterNotice } from './matter.decision.ts';
import { isUrgent } from './matter.urgency.rules.ts';

const named = { number: '2026-0158', title: '楼道有煤气味' };
const post = { to: 'post', postId: 'p' as Id<'post'> } as const;
const supervised = (level: 'yellow' | 'red'): MatterNotice => ({
  ...{ ...post, template: 'supervised' },
  params: { ...named, level, reason: 'overdue', dueOn: localDate('2026-12-01'), words: '' },
});
const toTake: MatterNotice = {
  ...post,
  template: 'to-take',
  params: { ...named, main: true, message: null },
};
const taken: MatterNotice = { to: 'reporters', template: 'taken', params: named };

const cases: [what: string, notice: MatterNotice, limit: Matter['limit'] | null, urgent: boolean][] = [
  ['a red supervision of anything', supervised('red'), 'W5', true],
  ['a yellow one', supervised('yellow'), 'W5', false],
  ['a yellow one of a danger', supervised('yellow'), 'U2h', true],
  ['a danger to be taken', toTake, 'U2h', true],
  ['something else to be taken', toTake, 'W1', false],
  ['that a danger was taken', taken, 'U2h', false],
  ['work on what is no matter yet', toTake, null, false],
];
for (const [what, notice, limit, urgent] of cases) {
  test(`news at night: ${what} ${urgent ? 'comes at once' : 'waits for the morning'}`, () => {
    assert.equal(isUrgent(notice, limit && { limit }), urgent);
  });
}
