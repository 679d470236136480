import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HeldPost } from '../../kernel/asker.ts';
import { addMs, dayMs, hourMs, type Instant, minuteMs, parseInstant } from '../../kernel/time.ts';
import { isSessionAlive, postsInForce, shouldTouch } from './session.rules.ts';

const now = parseInstant('2026-11-22T10:00:00+08:00');
const later = (ms: number): Instant => addMs(now, ms);

describe('a session', () => {
  const cases: ['staff' | 'resident', ageMs: number, idleMs: number, alive: boolean][] = [
    ['staff', 0, 0, true],
    ['staff', hourMs, 30 * minuteMs - 1, true],
    ['staff', hourMs, 30 * minuteMs, false],
    ['staff', 12 * hourMs - 1, 0, true],
    ['staff', 12 * hourMs, 0, false],
    // Seen ahead of the clock: it was set back meanwhile.
    ['staff', -29 * minuteMs, -29 * minuteMs, true],
    ['staff', -30 * minuteMs, -30 * minuteMs, false],
    ['resident', -2 * dayMs, -2 * dayMs, true],
    ['resident', 300 * dayMs, 30 * dayMs - 1, true],
    ['resident', 30 * dayMs, 30 * dayMs, false],
  ];
  for (const [kind, age, idle, alive] of cases) {
    test(`${kind}: ${age / minuteMs} min old, ${idle / minuteMs} idle: ${alive ? 'holds' : 'is over'}`, () => {
      const session = { kind, awaits: null, createdAt: later(-age), lastSeenAt: later(-idle) };
      assert.equal(isSessionAlive(session, now), alive);
    });
  }

  test('half open: ten minutes from the password, however often it is used', () => {
    const halfOpen = { kind: 'staff', awaits: 'code', lastSeenAt: now } as const;
    assert.equal(isSessionAlive({ ...halfOpen, createdAt: later(-10 * minuteMs + 1) }, now), true);
    assert.equal(isSessionAlive({ ...halfOpen, createdAt: later(-10 * minuteMs) }, now), false);
  });

  test('any: is noted once a minute', () => {
    assert.equal(shouldTouch({ lastSeenAt: later(-minuteMs + 1) }, now), false);
    assert.equal(shouldTouch({ lastSeenAt: later(-minuteMs) }, now), true);
  });
});

test('posts: a code on the phone gives those of captain and chair, the password all of them', () => {
  const held = ['administrator', 'desk', 'captain', 'chair', 'handler', 'street'].map(
    (kind): HeldPost => ({ id: kind as HeldPost['id'], kind, covers: null }),
  );
  const kinds = (posts: HeldPost[]) => posts.map(({ kind }) => kind);
  assert.deepEqual(kinds(postsInForce(held, 'resident')), ['captain', 'chair']);
  assert.deepEqual(kinds(postsInForce(held, 'staff')), kinds(held));
});
