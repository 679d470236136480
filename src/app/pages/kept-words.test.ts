import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsToSendAgain, mayComeBack, wordsIn, wordsMissing } from './kept-words.ts';

const written = {
  ...{ _key: 'k', _csrf: 'c', _from: '/c/here/reports/new', version: '3' },
  ...{ text: '灯 "不亮"\r\n<三天>', anonymity: 'community-only', reason: 'a b' },
  photoIds: ['018f0000-0000-7000-8000-000000000001'],
};

test('a form that comes back: shows words, not choices and ids, and sends all but the token again', () => {
  assert.deepEqual(wordsIn(written), [written.text, 'a b']);
  assert.deepEqual(
    fieldsToSendAgain(written).map(([name]) => name),
    ['_key', '_from', 'version', 'text', 'anonymity', 'reason', 'photoIds'],
  );
});

test('a form that comes back: never carries a password or a code', () => {
  assert.equal(mayComeBack({ name: 'report.submit' }, written), true);
  assert.equal(mayComeBack({ name: 'account.signInWithPassword' }, {}), false);
  assert.equal(mayComeBack({ name: 'some.thing' }, { newPassword: 'x' }), false);
  assert.equal(mayComeBack({ name: 'lost-key.show' }, { code: '123456' }), false);
});

test('a page: is found to lack words that it does not show, however it writes them down', () => {
  const html = '<textarea>灯 &quot;不亮&quot;\n&lt;三天></textarea>';
  assert.deepEqual(wordsMissing(html, written), ['a b']);
  assert.deepEqual(wordsMissing('', written), [written.text, 'a b']);
});
