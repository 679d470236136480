import { z } from 'zod';
import type { HeldPost } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { operation } from '../../kernel/operation.ts';
import type { LocalDate } from '../../kernel/time.ts';
import { type StairwellId, stairwellIdSchema } from '../../places/place/place.contract.ts';
import { type PersonId, personIdSchema } from '../person/person.contract.ts';

export type PostId = HeldPost['id'];
export type OrganisationId = Id<'organisation'>;
export const postIdSchema = z.uuid() as unknown as z.ZodType<PostId, PostId>;
export const organisationIdSchema = z.uuid() as unknown as z.ZodType<OrganisationId, OrganisationId>;

/**
 * Posts are held by persons from a day to a day. A captain covers a stairwell, a handler an organisation, the
 * others the whole community. `street` is held above the community: it reads and supervises, and changes nothing.
 */
export const communityPostKinds = ['administrator', 'desk', 'captain', 'chair', 'handler'] as const;
export const postKinds = [...communityPostKinds, 'street'] as const;
export type CommunityPostKind = (typeof communityPostKinds)[number];
export type PostKind = (typeof postKinds)[number];

export const organisationKinds = ['property-company', 'owners-committee'] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export type Organisation = { id: OrganisationId; kind: OrganisationKind; name: string };

/** A post as the books hold it; `heldUntil` is the first day on which it is no longer held. */
export type Post = {
  id: PostId;
  personId: PersonId;
  kind: CommunityPostKind;
  stairwellId: StairwellId | null;
  organisationId: OrganisationId | null;
  heldFrom: LocalDate;
  heldUntil: LocalDate | null;
};

/** The job that tells what depends on a post that it has ended; written together with its end. */
export const postEndedJob = 'post.ended';
export const postEndedPayload = z.strictObject({ postId: postIdSchema });

const isoDay = z.iso.date() as unknown as z.ZodType<LocalDate, LocalDate>;

const listedPostSchema = z.strictObject({
  id: postIdSchema,
  kind: z.enum(communityPostKinds),
  holder: z.strictObject({ id: personIdSchema, name: z.string() }),
  covers: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  heldFrom: isoDay,
  heldUntil: isoDay.nullable(),
  can: z.strictObject({
    end: z.union([z.literal(true), z.enum(['administrator-only', 'last-administrator'])]),
  }),
});
export type ListedPost = z.infer<typeof listedPostSchema>;

const administratorOnly = {
  status: 403,
  zh: '只有管理员能安排职务。请联系管理员。',
  en: 'Only an administrator can give or end posts. Please ask one.',
} as const;

export const listPosts = operation({
  name: 'post.list',
  method: 'GET',
  path: '/posts',
  summary: 'Who holds which post today, and the organisations posts can be held for',
  input: z.strictObject({ kind: z.enum(communityPostKinds).optional() }),
  output: z.strictObject({
    posts: z.array(listedPostSchema),
    organisations: z.array(
      z.strictObject({ id: organisationIdSchema, kind: z.enum(organisationKinds), name: z.string() }),
    ),
    can: z.strictObject({ appoint: z.union([z.literal(true), z.literal('administrator-only')]) }),
  }),
  refusals: {
    'staff-only': {
      status: 403,
      zh: '这一页给担任职务的人看。有事可以直接反映给社区。',
      en: 'This page is for those who hold a post. You can always report to the community directly.',
    },
  },
});

export const appointPost = operation({
  name: 'post.appoint',
  method: 'POST',
  path: '/posts',
  summary: 'Gives somebody a post from a day on (today unless said otherwise)',
  input: z.strictObject({
    personId: personIdSchema,
    kind: z.enum(communityPostKinds),
    stairwellId: stairwellIdSchema.optional(),
    organisationId: organisationIdSchema.optional(),
    heldFrom: isoDay.optional(),
  }),
  output: z.strictObject({ postId: postIdSchema }),
  refusals: {
    'administrator-only': administratorOnly,
    'person-unknown': {
      status: 404,
      zh: '没有找到这个人。请先在名册里登记，再安排职务。',
      en: 'This person was not found. Register them first, then give them a post.',
    },
    'covers-missing': {
      status: 422,
      zh: '楼道长要选一个单元，物业或业委会的经办人要选一个单位。',
      en: 'Choose a stairwell for a captain, or an organisation for a handler.',
    },
    'covers-unknown': {
      status: 422,
      zh: '没有这个单元或单位，请重新选。',
      en: 'There is no such stairwell or organisation. Please choose again.',
    },
    'already-held': {
      status: 409,
      zh: '这个人已经在任这个职务，不用再安排。',
      en: 'This person holds this post already. Nothing needs doing.',
    },
  },
  creates: true,
});

export const endPost = operation({
  name: 'post.end',
  method: 'POST',
  path: '/posts/:id/end',
  summary: 'Ends a post today; what the person did in it stays on record',
  input: z.strictObject({ id: postIdSchema }),
  output: z.strictObject({ postId: postIdSchema, heldUntil: isoDay }),
  refusals: {
    'administrator-only': administratorOnly,
    'last-administrator': {
      status: 409,
      zh: '这是最后一位管理员。先安排另一位，再结束这个职务。',
      en: 'This is the last administrator. Appoint another one first.',
    },
    'post-unknown': {
      status: 404,
      zh: '没有找到这个职务，或者它已经结束了。刷新名册看看。',
      en: 'This post was not found, or has ended already. Reload the list.',
    },
  },
});

export const postOperations = { listPosts, appointPost, endPost };
