import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Asker, stranger, system } from '../../kernel/asker.ts';
import { mayUseBulk } from './bulk.policy.ts';

const holding = (kind: string): Asker => ({
  kind: 'person',
  ...{ accountId: 'a' as never, personId: 'p' as never, displayName: '王芳' },
  posts: [{ id: 'o' as never, kind, covers: null }],
});

const cases: readonly [string, Asker, true | string][] = [
  ['desk', holding('desk'), true],
  ['street', holding('street'), 'street-reads-only'],
  ['administrator', holding('administrator'), 'desk-only'],
  ['handler', holding('handler'), 'desk-only'],
  ['stranger', stranger, 'desk-only'],
  ['the product itself', system, 'desk-only'],
];
for (const [who, asker, expected] of cases) {
  test(`${who}: ${expected === true ? 'may' : 'may not'} act on several at once`, () => {
    assert.equal(mayUseBulk(asker), expected);
  });
}
