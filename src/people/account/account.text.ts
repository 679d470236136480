import { textWith } from '../../kernel/text.ts';

export const accountText = {
  /** One message of at most 70 characters: longer ones are sent, and paid, in parts. */
  code: textWith(
    (community: string, code: string) =>
      `【${community}】验证码${code}，5分钟内有效。不要告诉别人，工作人员也不会问。`,
    (community, code) => `${community}: your code is ${code}, valid for 5 minutes. Staff never ask for it.`,
  ),
};
