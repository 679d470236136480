import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { sayIn, textWith } from '../../kernel/text.ts';
import { parseInstant } from '../../kernel/time.ts';
import { type NewNotice, type NoticeTexts, noticeOperations } from './notice.contract.ts';
import { mayReadNotices } from './notice.policy.ts';
import {
  inboxesOf,
  noticeTextsOf,
  readPlace,
  sayNotice,
  withoutRepeats,
  writePlace,
} from './notice.rules.ts';

const id = <Noun extends string>(n: number) => `01a20000-0000-7000-8000-00000000000${n}` as Id<Noun>;

const person: Asker = {
  kind: 'person',
  accountId: id(1),
  personId: id(2),
  displayName: '王阿姨',
  posts: [{ id: id(3), kind: 'desk', covers: null }],
  reportId: id(4),
};
const askers: [who: string, asker: Asker, inboxes: readonly string[]][] = [
  ['stranger', { kind: 'stranger' }, []],
  ['follower', { kind: 'follower', reportId: id(4) }, [id(4)]],
  ['resident', { ...person, posts: [] }, [id(2)]],
  ['desk', person, [id(2), id(3)]],
  ['the product itself', { kind: 'system' }, []],
];
for (const [who, asker, inboxes] of askers) {
  test(`${who}: ${inboxes.length > 0 ? 'reads what is theirs' : 'has nothing to read'}`, () => {
    assert.deepEqual(inboxesOf(asker), inboxes);
    assert.equal(mayReadNotices(asker), inboxes.length > 0 || 'sign-in-first');
  });
}

const notice: NewNotice = {
  recipient: { to: 'person', personId: id(2) },
  template: 'matter.accepted',
  params: { number: '2026-0158' },
  subject: { kind: 'matter', id: id(5) },
};

test('notices: the same to the same of the same goes out once, the first of them', () => {
  const again: NewNotice = { ...notice, params: { number: '2026-0159' } };
  const others: NewNotice[] = [
    { ...notice, recipient: { to: 'post', postId: id(3) } },
    { ...notice, template: 'matter.taken' },
    { ...notice, subject: { kind: 'matter', id: id(6) } },
  ];
  assert.deepEqual(withoutRepeats([notice, again, ...others, notice]), [notice, ...others]);
});

test('a notice: is said in the reader’s language by the feature that sent it', () => {
  const accepted = textWith(
    (p: { number: string }) => `${p.number}受理了`,
    (p) => `${p.number} is accepted`,
  );
  const texts: NoticeTexts = noticeTextsOf('matter', { accepted });
  assert.equal(sayNotice(sayIn('zh'), texts, notice), '2026-0158受理了');
  assert.equal(sayNotice(sayIn('en'), texts, notice), '2026-0158 is accepted');
});

test('a notice whose text is not known: still leads on', () => {
  for (const template of ['matter.forgotten', 'constructor', '__proto__']) {
    assert.equal(sayNotice(sayIn('zh'), {}, { ...notice, template }), '这件事有新进展，打开看看。');
  }
});

test('the place of a page: survives the way through an address', () => {
  const place = { at: parseInstant('2026-11-22T09:00:00.123+08:00'), id: id<'notice'>(7) };
  const written = writePlace(place);
  assert.deepEqual(readPlace(written), place);
  const { input } = noticeOperations.listNotices;
  assert.equal(input.safeParse({ after: written }).success, true);
  for (const after of ['', '1', `${written}x`, `x${written}`, "1' or true --"]) {
    assert.equal(input.safeParse({ after }).success, false, after);
  }
});
