import { postText } from '../../people/post/post.text.ts';
import type { OutwardText } from '../notice/notice.contract.ts';
import { type DeputyParams, days, type staffNoticeText } from './staff-notice.notices.text.ts';

type Names = keyof typeof staffNoticeText;
type Said<Name extends Names> = Parameters<(typeof staffNoticeText)[Name]['zh']>[0];
type Outward<Params> = Pick<OutwardText, 'kind'> & { [L in 'zh' | 'en']: (params: Params) => string };

const zh = ({ kind }: DeputyParams) => postText.kind[kind].zh;
const en = ({ kind }: DeputyParams) => postText.kind[kind].en;

/** Each notice to staff as it leaves the house: the post and the days, nobody's name. */
export const staffNoticeOutwardText: { [Name in Names]: Outward<Said<Name>> } = {
  chosen: {
    kind: 'work',
    zh: (told: DeputyParams) => `请你代班：${zh(told)}，${days('zh', told)}。`,
    en: (told) => `You will stand in for an absence: ${en(told)}, ${days('en', told)}.`,
  },
  begins: {
    kind: 'work',
    zh: (told) => `今天起由你代班：${zh(told)}，${days('zh', told)}。`,
    en: (told) => `From today you stand in: ${en(told)}, ${days('en', told)}.`,
  },
  ends: {
    kind: 'work',
    zh: (told) => `今天起不用代班了：${zh(told)}。`,
    en: (told) => `From today you no longer stand in: ${en(told)}.`,
  },
  'called-off': {
    kind: 'work',
    zh: (told) => `代班取消了：${zh(told)}，${days('zh', told)}。`,
    en: (told) => `You need not stand in: ${en(told)}, ${days('en', told)}.`,
  },
  'second-factor-reset': {
    kind: 'work',
    zh: () => '你的手机动态码被重置了。不是你要求的，马上找管理员。',
    en: () => 'Your second factor was reset. If you did not ask for it, tell an administrator at once.',
  },
  'password-link-issued': {
    kind: 'work',
    zh: () => '有人给你开了设密码的链接。不是你要求的，马上找管理员。',
    en: () =>
      'A link to choose your password was issued. If you did not ask for it, tell an administrator at once.',
  },
  'identity-unbound': {
    kind: 'work',
    zh: () => '你的单位账号被解除了。不是你要求的，马上找管理员。',
    en: () =>
      'Your identity at the provider was unbound. If you did not ask for it, tell an administrator at once.',
  },
};
