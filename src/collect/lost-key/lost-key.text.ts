import { textWith } from '../../kernel/text.ts';

export const lostKeyText = {
  message: textWith(
    (community: string, number: string, code: string) =>
      `【${community}】查${number}的验证码${code}，5分钟内有效。不要告诉别人。`,
    (community, number, code) => `${community}: the code for ${number} is ${code}, valid for 5 minutes.`,
  ),
};
