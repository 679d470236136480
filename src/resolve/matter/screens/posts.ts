import type { Say } from '../../../kernel/text.ts';
import { sayAwayBehindName } from '../../../people/absence/absence.text.ts';
import type { ListedPost } from '../../../people/post/post.contract.ts';
import { postText } from '../../../people/post/post.text.ts';
import type { SelectOption } from '../../../web/parts/SelectField.tsx';
import type { PostChoice } from './desk-data.ts';

/** Those who can handle a matter come first; administrators only keep the books. */
const handling = ['handler', 'captain', 'chair', 'desk'] as const satisfies readonly ListedPost['kind'][];

/** Posts to choose handlers from, by kind: 物业服务站, 6幢1单元. Who is away says until when, and who stands in. */
export function postOptions(
  say: Say,
  posts: readonly PostChoice[],
): { group: string; options: SelectOption[] }[] {
  return handling
    .map((kind) => ({
      group: say(postText.kind[kind]),
      options: posts
        .filter((post) => post.kind === kind)
        .map((post) => ({ value: post.id, label: withAway(say, labelOf(say, post, posts), post.away) })),
    }))
    .filter(({ options }) => options.length > 0);
}

/** A choice with what has to be known before it is made: 物业服务站 · 12月1日至5日不在，由李师傅代. */
export function withAway(say: Say, label: string, away: PostChoice['away']): string {
  return away === null ? label : `${label} · ${sayAwayBehindName(say, away)}`;
}

/** What somebody covers names them, unless several cover the same. */
function labelOf(say: Say, { kind, covers, holder }: ListedPost, posts: readonly ListedPost[]): string {
  if (!covers) return holder.name;
  const holders = posts.filter((post) => post.kind === kind && post.covers?.id === covers.id);
  if (holders.length === 1) return covers.name;
  return say.locale === 'zh' ? `${covers.name}（${holder.name}）` : `${covers.name} (${holder.name})`;
}
