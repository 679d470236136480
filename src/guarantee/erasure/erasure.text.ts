import { type Locale, sayIn, textWith } from '../../kernel/text.ts';
import { postText } from '../../people/post/post.text.ts';
import type { OwnErasure } from './erasure.contract.ts';

export const erasureOfficeText = {
  administrators: textWith(
    (names: readonly string[]) => `${names.join('、')}（管理员）`,
    (names) => `an administrator (${names.join(', ')})`,
  ),
  /** They are the only administrator. */
  successor: {
    zh: '下一位管理员（先安排一位）',
    en: 'the next administrator (appoint one first)',
  },
  operator: { zh: '管理服务器的人', en: 'whoever runs the server' },
  and: { zh: '、', en: ' and ' },
  between: { zh: '、', en: ', ' },
};

/** The posts that stand in the way, and whom to ask to end them, as the refusal says them. */
export function sayOffice(
  locale: Locale,
  { posts, askToEnd }: Pick<OwnErasure, 'posts' | 'askToEnd'>,
): { posts: string; whom: string } {
  const say = sayIn(locale);
  const text = erasureOfficeText;
  const held = posts.map(({ kind, covers }) =>
    covers === null
      ? say(postText.kind[kind])
      : `${covers}${say.locale === 'zh' ? '' : ' '}${say(postText.kind[kind])}`,
  );
  const { administrators, operator } = askToEnd;
  const needsAdministrator = posts.some(({ kind }) => kind !== 'street');
  const named = administrators.length > 0 ? say(text.administrators, administrators) : say(text.successor);
  const whom = [...(needsAdministrator ? [named] : []), ...(operator ? [say(text.operator)] : [])];
  return { posts: held.join(say(text.between)), whom: whom.join(say(text.and)) };
}
