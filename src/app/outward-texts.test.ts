import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainText } from '../channels/mail/mail.rules.ts';
import {
  composeNews,
  composeSms,
  countSegments,
  maxSegments,
  sayOutward,
} from '../channels/message/message.rules.ts';
import { noticeKinds } from '../channels/notice/notice.contract.ts';
import { locales, sayIn } from '../kernel/text.ts';
import { outwardTexts } from './outward-texts.ts';
import { noticeTexts } from './pages/notice-texts.ts';

/** Values for every blank of any template; free words are told by a mark that must not leave the house. */
const free = 'FREEWORDS13912345678';
const standingIn = { kind: 'captain', from: '2026-12-01', to: '2027-01-05', holder: free };
const coded: Readonly<Record<string, Record<string, string>>> = {
  'staff-notice.chosen': standingIn,
  'staff-notice.begins': standingIn,
  'staff-notice.ends': standingIn,
  'staff-notice.called-off': standingIn,
  'matter.supervised-in-short': { reason: 'overdue' },
  'matter.moved': { from: 'self', to: 'joint', reason: 'limit-passed' },
  'matter.moved-in-short': { from: 'self', to: 'joint', reason: 'limit-passed' },
};
const usual = {
  ...{ level: 'yellow', to: 'desk', by: 'desk', mark: null },
  ...{
    number: '2026-0158',
    title: '中心花园健身器材松动',
    into: '2026-0101',
    from: '2026-0102',
    ...{ was: '2026-11-30', dueOn: '2026-12-01' },
  },
  ...{
    reopenUntil: '2026-12-16',
    until: '2026-12-01',
    workingDays: 2,
    times: 1,
    assisting: 2,
    open: 1,
    main: true,
    result: 'solved',
  },
  ...{
    channel: 'police-110',
    message: free,
    question: free,
    reply: free,
    text: free,
    explanation: free,
    ...{ reason: free, home: free, homeEn: free, name: free },
  },
};

test('every notice: has its sentence for the way out, and every sentence its notice', () => {
  assert.deepEqual(Object.keys(outwardTexts).sort(), Object.keys(noticeTexts).sort());
  for (const [template, { kind }] of Object.entries(outwardTexts))
    assert.ok(noticeKinds.includes(kind), template);
});

for (const locale of locales) {
  test(`every notice in ${locale}: by text message and mail, whole, without a word that somebody wrote freely`, () => {
    const say = sayIn(locale);
    for (const template of Object.keys(outwardTexts)) {
      const params = { ...usual, ...coded[template] };
      const sentence = sayOutward(say, outwardTexts, { template, params });
      const news = {
        say,
        community: '兰锦社区',
        sentences: [sentence],
        href: 'https://ting.example.cn/c/lanjin/inbox',
      };
      const sms = composeSms(news);
      const mail = composeNews(news, { choose: 'https://x.cn/p', stop: 'https://x.cn/s' });
      for (const words of [sentence, sms, mail.subject, plainText(mail.paragraphs)]) {
        assert.doesNotMatch(words, /undefined|null|\[object|FREEWORDS/, `${template}: ${words}`);
        // What tells of a home, a post or an account is of no matter.
        if (!/^(residence|staff-notice)\./.test(template)) assert.ok(words.includes('2026-0158'), template);
      }
      assert.ok(sms.endsWith('/inbox') && countSegments(sms) <= maxSegments, `${template}: ${sms}`);
      if (locale === 'en')
        assert.doesNotMatch(sentence.replaceAll(params.title, ''), /\p{Script=Han}/u, template);
    }
  });
}
