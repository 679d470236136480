import { z } from 'zod';
import type { HeldPost } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { operation } from '../../kernel/operation.ts';
import { dateText, idOf, instantText, pagePlace } from '../../kernel/wire.ts';
import { postKinds } from '../post/post.contract.ts';

/** What was seen of somebody; `people` and the kinds after `original` are of many at once. */
export const lookKinds = [
  ...(['contact', 'reporter', 'person', 'people', 'residence', 'original'] as const),
  ...(['slips', 'export', 'copy', 'look-log', 'backup'] as const),
] as const;
export type LookKind = (typeof lookKinds)[number];

/** `operator` is whoever works on the server's command line and has no account. */
export const lookPosts = [...postKinds, 'operator'] as const;
export type LookPost = (typeof lookPosts)[number];

/** Something seen: of one person, of whoever made a report that is known by its number, or of many people. */
export type Seen = {
  kind: LookKind;
  subjectId?: Id<'person'> | undefined;
  number?: string | undefined;
  people?: number | undefined;
};

/** Who looks, and under which post. */
export type Looker = {
  accountId: Id<'account'>;
  personId: Id<'person'> | null;
  postId: HeldPost['id'];
  post: LookPost;
};

const auditorsOnly = {
  status: 403,
  zh: '查阅记录只给管理员和亭长看。自己的信息谁看过，在“我的账户”里查。',
  en: 'The log of looks is for administrators and the chair. Who looked at your own data is under “My account”.',
} as const;

export const lookFilter = {
  /** Whose data. */
  subjectId: idOf('person').optional(),
  /** Who looked. */
  staffId: idOf('person').optional(),
  from: dateText.optional(),
  /** The last day. */
  until: dateText.optional(),
};

export const listedLookSchema = z.strictObject({
  id: z.uuid(),
  at: instantText,
  post: z.enum(lookPosts),
  staff: z.strictObject({ id: idOf('person'), name: z.string() }).nullable(),
  kind: z.enum(lookKinds),
  operation: z.string(),
  subject: z.strictObject({ id: idOf('person'), name: z.string() }).nullable(),
  number: z.string().nullable(),
  people: z.int().nullable(),
});
export type ListedLook = z.output<typeof listedLookSchema>;

export const listLooks = operation({
  name: 'look.list',
  method: 'GET',
  path: '/looks',
  summary: 'Who of the staff saw whose personal data, newest first',
  input: z.strictObject({ ...lookFilter, after: pagePlace.optional() }),
  output: z.strictObject({
    looks: z.array(listedLookSchema),
    next: z.string().nullable(),
    /** Those who hold a post now, to choose from. */
    staff: z.array(z.strictObject({ id: idOf('person'), name: z.string() })),
    /** Whose looks or at whose data, if one was asked for. */
    chosen: z.strictObject({ staff: z.string().nullable(), subject: z.string().nullable() }),
  }),
  refusals: { 'auditors-only': auditorsOnly },
});

/** More than a year of a community, and still one file that opens. */
export const maxExportedLooks = 20_000;

export const exportLooks = operation({
  name: 'look.export',
  method: 'GET',
  path: '/exports/looks',
  summary: 'The filtered log of looks for a table; the newest twenty thousand',
  input: z.strictObject(lookFilter),
  output: z.strictObject({ looks: z.array(listedLookSchema) }),
  refusals: { 'auditors-only': auditorsOnly },
});

export const ownLookSchema = z.strictObject({
  id: z.uuid(),
  at: instantText,
  /** The post, not the name: whoever wants to know more asks the community, which finds it in its log. */
  post: z.enum(lookPosts),
  kind: z.enum(lookKinds),
  number: z.string().nullable(),
});
export type OwnLook = z.output<typeof ownLookSchema>;

export const listOwnLooks = operation({
  name: 'look.list-own',
  method: 'GET',
  path: '/account/looks',
  summary: 'Which post looked at one’s own personal data, and when',
  input: z.strictObject({ after: pagePlace.optional() }),
  output: z.strictObject({ looks: z.array(ownLookSchema), next: z.string().nullable() }),
  refusals: {
    'sign-in-first': {
      status: 401,
      zh: '先登录，才知道要查谁的信息。',
      en: 'Sign in first, so that we know whose data it is about.',
    },
  },
});

export const lookOperations = { listLooks, exportLooks, listOwnLooks };
