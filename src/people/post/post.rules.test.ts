import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Id } from '../../kernel/id.ts';
import { localDate } from '../../kernel/time.ts';
import { communityPostKinds } from './post.contract.ts';
import { coverageFor, isHeldOn, toHeldPost } from './post.rules.ts';

const stairwellId = 's' as Id<'stairwell'>;
const organisationId = 'o' as Id<'organisation'>;

describe('a post', () => {
  const days: [on: string, until: string | null, held: boolean][] = [
    ['2026-10-31', null, false],
    ['2026-11-01', null, true],
    ['2026-11-20', '2026-11-21', true],
    ['2026-11-21', '2026-11-21', false],
  ];
  for (const [on, until, held] of days) {
    test(`from 2026-11-01 until ${until ?? 'further notice'}: ${held ? 'held' : 'not held'} on ${on}`, () => {
      const post = { heldFrom: localDate('2026-11-01'), heldUntil: until === null ? null : localDate(until) };
      assert.equal(isHeldOn(post, localDate(on)), held);
    });
  }

  test('one that ends on its first day was never held', () => {
    const day = localDate('2026-11-01');
    assert.equal(isHeldOn({ heldFrom: day, heldUntil: day }, day), false);
  });

  for (const kind of communityPostKinds) {
    test(`${kind}: covers what its kind says, whatever else was named`, () => {
      const expected = {
        stairwellId: kind === 'captain' ? stairwellId : null,
        organisationId: kind === 'handler' ? organisationId : null,
      };
      assert.deepEqual(coverageFor(kind, { stairwellId, organisationId }), { ok: true, value: expected });
      const held = toHeldPost({ id: 'p' as Id<'post'>, kind, ...expected });
      assert.equal(held.covers, expected.stairwellId ?? expected.organisationId);
    });
  }

  test('captain, handler: cannot do without a stairwell, an organisation', () => {
    for (const [kind, said] of [
      ['captain', { organisationId }],
      ['handler', { stairwellId }],
    ] as const) {
      const refused = coverageFor(kind, said);
      assert.equal(refused.ok ? null : refused.refusal.code, 'covers-missing');
    }
  });
});
