import type { Category } from '../../collect/category/category.contract.ts';
import type { ListedPost, OrganisationKind } from '../../people/post/post.contract.ts';

type Post = Pick<ListedPost, 'id' | 'kind' | 'covers'>;
type Organisation = { id: string; kind: OrganisationKind };

/** Words of the catalogue's handler column for those who can hold a post here. */
const named: readonly { word: RegExp; fits: (post: Post, where: Where) => boolean }[] = [
  { word: /物业/, fits: (post, where) => handlesFor(post, 'property-company', where) },
  { word: /业委会|业主大会/, fits: (post, where) => handlesFor(post, 'owners-committee', where) },
  {
    word: /楼道长|单元业主/,
    fits: (post, { building }) =>
      post.kind === 'captain' && building !== null && (post.covers?.name.startsWith(building) ?? false),
  },
  { word: /议事亭|议事会|联席/, fits: (post) => post.kind === 'chair' },
  { word: /社区/, fits: (post) => post.kind === 'desk' },
];

type Where = { building: string | null; organisations: readonly Organisation[] };

function handlesFor(post: Post, kind: OrganisationKind, { organisations }: Where): boolean {
  if (post.kind !== 'handler') return false;
  return organisations.some(
    (organisation) => organisation.id === post.covers?.id && organisation.kind === kind,
  );
}

/**
 * Who the catalogue would send: the posts its handler column names, in its order, as far as somebody holds them.
 * `building` is the building's public name (6幢). Proposes nobody where only outside units are named.
 */
export function suggestHandlers(
  category: Pick<Category, 'handler'>,
  posts: readonly Post[],
  where: Where,
): Post['id'][] {
  const inOrder = named
    .map(({ word, fits }) => ({ at: category.handler.zh.search(word), fits }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  const found = inOrder.map(({ fits }) => posts.find((post) => fits(post, where))?.id);
  return [...new Set(found.filter((id) => id !== undefined))];
}
