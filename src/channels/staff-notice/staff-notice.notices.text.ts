import { type Locale, textWith } from '../../kernel/text.ts';
import { localDate } from '../../kernel/time.ts';
import { sayDays } from '../../people/absence/absence.text.ts';
import type { CommunityPostKind } from '../../people/post/post.contract.ts';
import { postText } from '../../people/post/post.text.ts';

export type DeputyParams = { holder: string; kind: CommunityPostKind; from: string; to: string };
export type ByParams = { by: 'administrator' | 'operator' };

const who = (locale: Locale, { holder, kind }: DeputyParams) =>
  locale === 'zh' ? `${holder}（${postText.kind[kind].zh}）` : `${holder} (${postText.kind[kind].en})`;

/** The days of an absence in words: 12月1日至5日 · 1–5 December. */
export const days = (locale: Locale, { from, to }: Pick<DeputyParams, 'from' | 'to'>) =>
  sayDays(locale, { from: localDate(from), to: localDate(to) });

const doer = {
  administrator: { zh: '管理员', en: 'An administrator' },
  operator: { zh: '系统维护人', en: 'The operator' },
};

/** What staff are told of their own posts and accounts; the templates are `staff-notice.<name>`. */
export const staffNoticeText = {
  chosen: textWith(
    (told: DeputyParams) => `${who('zh', told)}${days('zh', told)}不在，到时候由你代。`,
    (told) => `${who('en', told)} is away ${days('en', told)}; you will stand in.`,
  ),
  begins: textWith(
    (told: DeputyParams) =>
      `${who('zh', told)}${days('zh', told)}不在，从今天起由你代，单子和消息也到你这里来。`,
    (told) =>
      `${who('en', told)} is away ${days('en', told)}. From today you stand in, and their work and news come to you.`,
  ),
  ends: textWith(
    (told: DeputyParams) => `${who('zh', told)}那边，从今天起不用你代了。`,
    (told) => `From today you no longer stand in for ${who('en', told)}.`,
  ),
  'called-off': textWith(
    (told: DeputyParams) => `${who('zh', told)}${days('zh', told)}不用你代了。`,
    (told) => `You need not stand in for ${who('en', told)} ${days('en', told)}.`,
  ),
  'second-factor-reset': textWith(
    ({ by }: ByParams) =>
      `${doer[by].zh}重置了你的手机动态码，你已在各处退出，下次登录要重新设。不是你要求的，马上找管理员。`,
    ({ by }) =>
      `${doer[by].en} reset your second factor. You were signed out everywhere and set a new one when you sign in. If you did not ask for this, tell an administrator at once.`,
  ),
  'password-link-issued': textWith(
    ({ by }: ByParams) =>
      `${doer[by].zh}开了一个设你密码的链接，24小时内能用一次。不是你要求的，马上找管理员。`,
    ({ by }) =>
      `${doer[by].en} issued a link to choose your password, good once within 24 hours. If you did not ask for it, tell an administrator at once.`,
  ),
  'identity-unbound': textWith(
    ({ by }: ByParams) =>
      `${doer[by].zh}解除了你的单位账号，你已在各处退出，用账号名和密码照样能登录。不是你要求的，马上找管理员。`,
    ({ by }) =>
      `${doer[by].en} unbound your identity at the provider and you were signed out everywhere; user name and password still work. If you did not ask for this, tell an administrator at once.`,
  ),
};
