import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Asker, stranger, system } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { mayChangePeople, mayListPeople } from '../directory/directory.policy.ts';
import { postKinds } from './post.contract.ts';
import { mayAppoint, mayEndPost, mayListPosts } from './post.policy.ts';

function holder(...kinds: string[]): Asker {
  return {
    kind: 'person',
    accountId: 'a' as Id<'account'>,
    personId: 'p' as Id<'person'>,
    displayName: '陈叔',
    posts: kinds.map((kind) => ({ id: kind as Id<'post'>, kind, covers: null })),
  };
}

const resident = holder();
const follower: Asker = { kind: 'follower', reportId: 'r' as Id<'report'> };
const outsiders: [string, Asker][] = [
  ['stranger', stranger],
  ['follower', follower],
  ['resident', resident],
];

describe('posts and people', () => {
  for (const [who, asker] of outsiders) {
    test(`${who}: sees and changes neither`, () => {
      assert.equal(mayListPosts(asker), 'staff-only');
      assert.equal(mayAppoint(asker), 'administrator-only');
      assert.equal(mayEndPost(asker, { kind: 'captain' }, 3), 'administrator-only');
      assert.equal(mayListPeople(asker), 'desk-only');
      assert.equal(mayChangePeople(asker), 'desk-only');
    });
  }

  for (const kind of postKinds) {
    test(`${kind}: sees posts; ${kind === 'administrator' ? 'gives and ends them' : 'cannot give them'}`, () => {
      const asker = holder(kind);
      const gives = kind === 'administrator' ? true : 'administrator-only';
      const keeps = kind === 'administrator' || kind === 'desk' ? true : 'desk-only';
      assert.equal(mayListPosts(asker), true);
      assert.equal(mayAppoint(asker), gives);
      assert.equal(mayEndPost(asker, { kind: 'captain' }, 1), gives);
      assert.equal(mayListPeople(asker), keeps);
      assert.equal(mayChangePeople(asker), keeps);
    });
  }

  test('administrator: cannot end the last administrator, not even the system can', () => {
    assert.equal(mayEndPost(holder('administrator'), { kind: 'administrator' }, 1), 'last-administrator');
    assert.equal(mayEndPost(system, { kind: 'administrator' }, 1), 'last-administrator');
    assert.equal(mayEndPost(holder('administrator'), { kind: 'administrator' }, 2), true);
  });
});
