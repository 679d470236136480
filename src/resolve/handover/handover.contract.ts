import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { idOf } from '../../kernel/wire.ts';
import { awaySchema } from '../../people/absence/absence.contract.ts';
import { appointPost, communityPostKinds, endPost } from '../../people/post/post.contract.ts';
import { matterRefusals } from '../matter/matter.refusals.contract.ts';

/** A post that is held already, somebody who takes this very post over, or nobody, so that the desk gives it on. */
export const handoverWays = ['post', 'person', 'nobody'] as const;
export type HandoverWay = (typeof handoverWays)[number];

/** How much one step hands over at most: all of it is one transaction. */
export const maxHandedOver = 300;

const keepersOnly = {
  status: 403,
  zh: '交接由管理员或值班台来办。请找他们。',
  en: 'Posts are handed over by an administrator or the desk. Ask them.',
} as const;

const postUnknown = endPost.refusals['post-unknown'];

const receiverSchema = z.strictObject({
  id: idOf('post'),
  kind: z.enum(communityPostKinds),
  name: z.string(),
  covers: z.string().nullable(),
  /** Now or soon away from it, until when, and who stands in. */
  away: awaySchema.nullable(),
  /** Goes on with the same work: nothing has to be taken anew and no reporter's matter changes hands. */
  goesOn: z.boolean(),
});
export type Receiver = z.infer<typeof receiverSchema>;

const openSchema = z.strictObject({
  main: z.int(),
  assisting: z.int(),
  /** Of those who are away and whom this post stands in for. */
  standsIn: z.int(),
});

const handoverSchema = z.strictObject({
  post: z.strictObject({
    id: idOf('post'),
    kind: z.enum(communityPostKinds),
    name: z.string(),
    covers: z.string().nullable(),
    ended: z.boolean(),
  }),
  open: openSchema,
  /** What was shown, so that the one confirmation is of exactly this. */
  seen: z.string(),
  receivers: z.array(receiverSchema),
  can: z.strictObject({
    /** Each way, or the code of the refusal. */
    post: z.union([z.literal(true), z.string()]),
    person: z.union([z.literal(true), z.string()]),
    nobody: z.union([z.literal(true), z.string()]),
  }),
});
export type Handover = z.infer<typeof handoverSchema>;

export const getHandover = operation({
  name: 'handover.get',
  method: 'GET',
  path: '/posts/:postId/handover',
  summary: 'What is open with a post, held or ended, and who could receive it',
  input: z.strictObject({ postId: idOf('post') }),
  output: handoverSchema,
  refusals: { 'keepers-only': keepersOnly, 'post-unknown': postUnknown },
});

export const makeHandover = operation({
  name: 'handover.make',
  method: 'POST',
  path: '/posts/:postId/handover',
  summary:
    'Hands everything open with a post over in one step, and ends the post if it is held; each matter has its own entry',
  input: z.strictObject({
    postId: idOf('post'),
    /** One choice: `post:<id>`, `person:<id>` or `nobody`. */
    to: z.string().regex(/^(?:(?:post|person):[0-9a-f-]{36}|nobody)$/, 'receiver-missing'),
    reason: z.string().max(500).regex(/\S/),
    seen: z.string().max(40),
  }),
  output: z.strictObject({
    postId: idOf('post'),
    receiverPostId: idOf('post').nullable(),
    /** How many matters were handed over. */
    matters: z.int(),
  }),
  refusals: {
    'keepers-only': keepersOnly,
    'administrator-only': appointPost.refusals['administrator-only'],
    'last-administrator': endPost.refusals['last-administrator'],
    'desk-only': matterRefusals['desk-only'],
    'post-unknown': postUnknown,
    'person-unknown': appointPost.refusals['person-unknown'],
    'already-held': appointPost.refusals['already-held'],
    'receiver-missing': {
      status: 422,
      zh: '这个职务已经结束，名下的事就在值班台。选一位接手的人，再办交接。',
      en: 'This post has ended, so what it had is with the desk already. Choose who receives it, then hand it over.',
    },
    'receiver-unfit': {
      status: 409,
      zh: '不能交给这个职务：它已经结束，或不是办事的职务。从名单里另选。',
      en: 'This post cannot receive it: it has ended, or handles no matters. Choose another one of the list.',
    },
    'handover-changed': {
      status: 409,
      zh: '刚才有变动，件数和你看到的不一样了。看一眼新的件数，再确认一次。',
      en: 'Something changed meanwhile: the numbers are not what you saw. Look at the new ones and confirm again.',
    },
    'nothing-open': {
      status: 409,
      zh: '这个职务已经结束，名下没有要交的事。不用再办。',
      en: 'This post has ended and nothing is open with it. Nothing needs doing.',
    },
    'too-much-open': {
      status: 409,
      zh: '名下的事太多，一次交不完。先在待办里改派一部分。',
      en: 'There is too much for one step. Reassign some of it from the queue first.',
    },
  },
  problems: {
    'receiver-missing': { zh: '选一下交给谁', en: 'Choose who receives it' },
  },
  creates: true,
});

export const handoverOperations = { getHandover, makeHandover };
