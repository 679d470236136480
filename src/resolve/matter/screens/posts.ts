import type { Say } from '../../../kernel/text.ts';
import type { ListedPost } from '../../../people/post/post.contract.ts';
import { postText } from '../../../people/post/post.text.ts';
import type { SelectOption } from '../../../web/parts/SelectField.tsx';

/** Those who can handle a matter come first; administrators only keep the books. */
const handling = ['handler', 'captain', 'chair', 'desk'] as const satisfies readonly ListedPost['kind'][];

/** Posts to choose handlers from, by kind: 物业服务站, 6幢1单元. */
export function postOptions(
  say: Say,
  posts: readonly ListedPost[],
): { group: string; options: SelectOption[] }[] {
  return handling
    .map((kind) => ({
      group: say(postText.kind[kind]),
      options: posts
        .filter((post) => post.kind === kind)
        .map((post) => ({ value: post.id, label: labelOf(say, post, posts) })),
    }))
    .filter(({ options }) => options.length > 0);
}

/** What somebody covers names them, unless several cover the same. */
function labelOf(say: Say, { kind, covers, holder }: ListedPost, posts: readonly ListedPost[]): string {
  if (!covers) return holder.name;
  const holders = posts.filter((post) => post.kind === kind && post.covers?.id === covers.id);
  if (holders.length === 1) return covers.name;
  return say.locale === 'zh' ? `${covers.name}（${holder.name}）` : `${covers.name} (${holder.name})`;
}
