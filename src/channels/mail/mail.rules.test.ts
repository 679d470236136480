import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlText, maskMail, messageIdOf, oneLine, plainText, resultOf } from './mail.rules.ts';

test('a line for a header: whatever it is made of, it stays one line', () => {
  const cases: [words: string, line: string][] = [
    ['扶手松了\r\nBcc: x@example.cn', '扶手松了 Bcc: x@example.cn'],
    ['a\u2028b\u0000c\u202ed', 'a b c d'],
    ['  already one  ', 'already one'],
  ];
  for (const [words, line] of cases) assert.equal(oneLine(words), line);
  assert.equal([...oneLine('长'.repeat(300))].length, 200);
});

test('an address in a list: shows its first letter and its domain', () => {
  assert.equal(maskMail('wang.fang@example.cn'), 'w***@example.cn');
  assert.equal(maskMail('a@b.cn'), 'a***@b.cn');
});

test('a letter: in words and in HTML says the same, and words are never markup', () => {
  const paragraphs = ['<b>“3幢”</b> & 4幢', { words: '打开看', href: 'https://ting.example.cn/?a=1&b=2' }];
  assert.equal(plainText(paragraphs), '<b>“3幢”</b> & 4幢\n\n打开看\nhttps://ting.example.cn/?a=1&b=2\n');
  const html = htmlText({ paragraphs, locale: 'zh' });
  assert.match(html, /<html lang="zh-CN">/);
  assert.match(html, /<p>&lt;b&gt;“3幢”&lt;\/b&gt; &amp; 4幢<\/p>/);
  assert.match(html, /<a href="https:\/\/ting.example.cn\/\?a=1&amp;b=2">打开看<\/a>/);
});

test('a letter’s name: is made of its id, so that a second copy can be told', () => {
  assert.equal(messageIdOf('01a2', 'ting@example.cn'), '<01a2@example.cn>');
});

test('a try: ends for good only where letter or reader are refused for good', () => {
  const cases: [Parameters<typeof resultOf>[0], string][] = [
    [{ responseCode: 550, command: 'RCPT TO' }, 'refused smtp-550'],
    [{ responseCode: 554, command: 'DATA' }, 'refused smtp-554'],
    [{ responseCode: 450, command: 'RCPT TO' }, 'unreached smtp-450'],
    [{ responseCode: 554, command: 'CONN' }, 'unreached smtp-554'],
    [{ responseCode: 550, command: 'MAIL FROM' }, 'unreached smtp-550'],
    [{ responseCode: 535, command: 'AUTH PLAIN', code: 'EAUTH' }, 'unreached smtp-login'],
    [{ code: 'ETIMEDOUT' }, 'unreached timeout'],
    [{ code: 'ETLS' }, 'unreached no-tls'],
    [{ code: 'ESOCKET' }, 'unreached no-connection'],
    [{}, 'unreached no-connection'],
  ];
  for (const [failure, due] of cases) {
    const result = resultOf(failure);
    assert.equal(
      result.as === 'sent' ? 'sent' : `${result.as} ${result.reason}`,
      due,
      JSON.stringify(failure),
    );
  }
});
