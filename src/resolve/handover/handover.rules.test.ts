import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import type { CommunityPostKind } from '../../people/post/post.contract.ts';
import { maxHandedOver } from './handover.contract.ts';
import { mayHandOver, mayReceiveFrom, maySeeHandover } from './handover.policy.ts';
import { checkConfirmed, goesOn, mayReceive, seenOf } from './handover.rules.ts';

const post = (kind: CommunityPostKind, name: string, organisation: string | null = null) => ({
  ...{ id: name as Id<'post'>, kind },
  organisationId: organisation as Id<'organisation'> | null,
});
const zhang = post('handler', 'zhang', 'wuye');

const receivers: [ReturnType<typeof post>, may: boolean, carriesOn: boolean][] = [
  [post('handler', 'li', 'wuye'), true, true],
  [post('handler', 'qian', 'committee'), true, false],
  [post('desk', 'desk'), true, false],
  [post('captain', 'captain'), true, false],
  [post('administrator', 'administrator'), false, false],
  [zhang, false, true],
];
for (const [receiver, may, carriesOn] of receivers) {
  test(`a handler’s post: ${receiver.id} ${may ? 'can' : 'cannot'} receive it${carriesOn ? ', going on with the same work' : ''}`, () => {
    assert.deepEqual([mayReceive(zhang, receiver), goesOn(zhang, receiver)], [may, carriesOn]);
  });
}

test('a confirmation: is of what was shown, and of no more than one step carries', () => {
  const open = { main: 2, assisting: 1, standsIn: 0 };
  const check = (now: typeof open, hasEnded = false, seen = seenOf(now)) => {
    const checked = checkConfirmed(now, seen, hasEnded);
    return checked.ok ? 'ok' : checked.refusal.code;
  };
  assert.equal(check(open), 'ok');
  assert.equal(check({ ...open, main: 3 }, false, seenOf(open)), 'handover-changed');
  const nothing = { main: 0, assisting: 0, standsIn: 1 };
  assert.deepEqual([check(nothing), check(nothing, true)], ['ok', 'nothing-open']);
  assert.equal(check({ ...open, main: maxHandedOver }), 'too-much-open');
});

const as = (...kinds: string[]): Asker => ({
  ...{ kind: 'person', accountId: 'a' as Id<'account'>, personId: 'p' as Id<'person'>, displayName: '' },
  posts: kinds.map((kind) => ({ id: kind as Id<'post'>, kind, covers: null })),
});
const [desk, administrator, captain] = [as('desk'), as('administrator'), as('captain')];

test('desk: gives on what an ended post left; a post that is held is the administrator’s to end', () => {
  const held = { kind: 'handler', ended: false, administrators: 2 } as const;
  const ended = { ...held, ended: true };
  const said = (asker: Asker, subject: typeof held | typeof ended) =>
    (['post', 'person', 'nobody'] as const).map((way) => mayHandOver(asker, subject, way));
  assert.deepEqual(said(administrator, held), [true, true, true]);
  assert.deepEqual(said(desk, held), ['administrator-only', 'administrator-only', 'administrator-only']);
  assert.deepEqual(said(desk, ended), [true, 'administrator-only', 'receiver-missing']);
  assert.deepEqual(said(captain, ended), ['keepers-only', 'keepers-only', 'keepers-only']);
  assert.deepEqual([maySeeHandover(desk), maySeeHandover(captain)], [true, 'keepers-only']);
});

test('last administrator: goes with a successor only', () => {
  const last = { kind: 'administrator', ended: false, administrators: 1 } as const;
  assert.equal(mayHandOver(administrator, last, 'person'), true);
  assert.equal(mayHandOver(administrator, last, 'nobody'), 'last-administrator');
  assert.equal(mayHandOver(administrator, last, 'post'), 'last-administrator');
});

test('administrator: passes a post on within its unit, the desk to others too', () => {
  assert.deepEqual(
    [mayReceiveFrom(administrator, true), mayReceiveFrom(administrator, false)],
    [true, 'desk-only'],
  );
  assert.deepEqual([mayReceiveFrom(desk, true), mayReceiveFrom(desk, false)], [true, true]);
});
