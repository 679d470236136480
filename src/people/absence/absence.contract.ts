import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { operation } from '../../kernel/operation.ts';
import type { LocalDate } from '../../kernel/time.ts';
import { dateText, idOf } from '../../kernel/wire.ts';
import { communityPostKinds, type PostId, postIdSchema } from '../post/post.contract.ts';

export type AbsenceId = Id<'absence'>;

/** Longer than this is no absence: then the post is given to somebody else. */
export const maxAbsentDays = 92;

/** An absence as the books hold it; `absentUntil` is the first day back. */
export type Absence = {
  id: AbsenceId;
  postId: PostId;
  deputyPostId: PostId;
  absentFrom: LocalDate;
  absentUntil: LocalDate;
};

/** When a deputy is told: on being chosen ahead of time, when it begins, when it is over, when it will not be. */
export const deputyTurns = ['chosen', 'begins', 'ends', 'called-off'] as const;
export type DeputyTurn = (typeof deputyTurns)[number];

/** The job by which a deputy is told; written together with what it tells of, and due on its day. */
export const deputyTurnJob = 'absence.deputy-turn';
export const deputyTurnPayload = z.strictObject({
  absenceId: idOf('absence'),
  deputyPostId: postIdSchema,
  turn: z.enum(deputyTurns),
  /** Told by who ended it before its last day, and not planned with it. */
  early: z.boolean(),
});
export type DeputyTurnPayload = z.output<typeof deputyTurnPayload>;

const isoDay = dateText as unknown as z.ZodType<LocalDate, LocalDate>;

/** Who is away, from which day to which, and who stands in; nobody once that one's post has ended. */
export const awaySchema = z.strictObject({
  holder: z.string(),
  from: isoDay,
  /** The last day of it, as people say it. */
  to: isoDay,
  deputy: z.string().nullable(),
});
export type Away = z.infer<typeof awaySchema>;

const staffOnly = {
  status: 403,
  zh: '这一页给担任职务的人看。有事可以直接反映给社区。',
  en: 'This page is for those who hold a post. You can always report to the community directly.',
} as const;

const notYours = {
  status: 403,
  zh: '只能登记自己不在。别人的，请值班台或管理员登记。',
  en: 'You write down your own absence only. Ask the desk or an administrator for somebody else’s.',
} as const;

const namedPostSchema = z.strictObject({
  id: postIdSchema,
  kind: z.enum(communityPostKinds),
  name: z.string(),
  covers: z.string().nullable(),
});
export type AbsentPost = z.infer<typeof namedPostSchema>;

const listedAbsenceSchema = z.strictObject({
  id: idOf('absence'),
  post: namedPostSchema,
  /** Null once the deputy's own post has ended: then what comes up waits for the desk. */
  deputy: namedPostSchema.nullable(),
  away: awaySchema,
  now: z.boolean(),
  mine: z.boolean(),
  /** Whether the asker is the one to stand in. */
  standsIn: z.boolean(),
  can: z.strictObject({ end: z.union([z.literal(true), z.literal('absence-not-yours')]) }),
});
export type ListedAbsence = z.infer<typeof listedAbsenceSchema>;

const leavablePostSchema = z.strictObject({
  post: namedPostSchema,
  mine: z.boolean(),
  /** Who can stand in. */
  deputies: z.array(namedPostSchema),
});
export type LeavablePost = z.infer<typeof leavablePostSchema>;

export const listAbsences = operation({
  name: 'absence.list',
  method: 'GET',
  path: '/absences',
  summary: 'Who is away now or soon and who stands in, and the posts the asker may write an absence down for',
  input: z.strictObject({}),
  output: z.strictObject({
    absences: z.array(listedAbsenceSchema),
    posts: z.array(leavablePostSchema),
  }),
  refusals: { 'staff-only': staffOnly },
});

const begin = {
  'absence-not-yours': notYours,
  'post-not-absentable': {
    status: 404,
    zh: '没有找到这个职务，或者它不能由别人代。刷新看看。',
    en: 'This post was not found, or nobody stands in for such a post. Reload the page.',
  },
  'days-wrong': {
    status: 422,
    zh: '日子不对：从今天或以后的一天，到同一天或更晚，最多92天。更久，请把职务交给别人。',
    en: 'These days do not fit: from today or later to the same day or later, 92 days at most. For longer, hand the post over.',
  },
  'absent-already': {
    status: 409,
    zh: '这几天里已经登记过不在。先结束那一条，再登记。',
    en: 'An absence is written down for some of these days. End that one first, then write this one down.',
  },
  'deputy-unfit': {
    status: 409,
    zh: '这个人不能代这个职务。从名单里另选一位。',
    en: 'This person cannot stand in for this post. Choose another one of the list.',
  },
  'deputy-absent': {
    status: 409,
    zh: '代班的人这几天也有不在的日子。换一位，或改日子。',
    en: 'The deputy is away on some of these days too. Choose another one, or other days.',
  },
  'stands-in-then': {
    status: 409,
    zh: '这几天要替别人代班，不能再转给第三个人。先请那边另选代班的人，再登记。',
    en: 'On some of these days this person stands in for somebody else, which cannot be passed on. Have another deputy chosen there first.',
  },
} as const;

export const beginAbsence = operation({
  name: 'absence.begin',
  method: 'POST',
  path: '/absences',
  summary:
    'Writes down that somebody is away from a day to a day, and which post stands in for theirs meanwhile',
  input: z.strictObject({
    postId: postIdSchema,
    deputyPostId: postIdSchema,
    from: isoDay,
    /** The last day away. */
    to: isoDay,
  }),
  output: z.strictObject({ absenceId: idOf('absence') }),
  refusals: { 'staff-only': staffOnly, ...begin },
  creates: true,
});
export type BeginRefusal = keyof typeof begin;

export const endAbsence = operation({
  name: 'absence.end',
  method: 'POST',
  path: '/absences/:absenceId/end',
  summary: 'Ends an absence early, or takes back one that has not begun: whoever was away is there again',
  input: z.strictObject({ absenceId: idOf('absence') }),
  output: z.strictObject({ absenceId: idOf('absence') }),
  refusals: {
    'staff-only': staffOnly,
    'absence-not-yours': notYours,
    'absence-not-found': {
      status: 404,
      zh: '没有找到这一条，或者它已经结束了。刷新看看。',
      en: 'This absence was not found, or is over already. Reload the page.',
    },
  },
});

export const absenceOperations = { listAbsences, beginAbsence, endAbsence };
