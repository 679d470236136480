import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { dateText, idOf, instantText } from '../../kernel/wire.ts';
import {
  matterViewSchema,
  resultTypes,
  solvedAnswers,
  staffMatterSchema,
} from '../../resolve/matter/matter.contract.ts';
import { commonRefusals, pickRefusals } from '../../resolve/matter/matter.refusals.contract.ts';

export const callbackWays = ['phone', 'visit', 'message'] as const;
export type CallbackWay = (typeof callbackWays)[number];

export const callbackOutcomes = ['answered', 'no-answer', 'refused'] as const;
export type CallbackOutcome = (typeof callbackOutcomes)[number];

/** 1 很不满意 · 2 不满意 · 3 基本满意 · 4 满意 · 5 很满意, for the result and for the manner of those who worked. */
export const satisfactionSchema = z.int().min(1).max(5);

/** Three questions: solved? satisfied? how were you treated? The first is the only one that must be answered. */
export const answerSchema = z.strictObject({
  solved: z.enum(solvedAnswers),
  satisfaction: satisfactionSchema.nullable(),
  attitude: satisfactionSchema.nullable(),
  words: z.string().max(500).nullable(),
});
export type CallbackAnswer = z.infer<typeof answerSchema>;

export const attemptSchema = z.strictObject({
  at: instantText,
  way: z.enum(callbackWays),
  outcome: z.enum(callbackOutcomes),
  round: z.int().min(1),
});

const page = { matterId: idOf('matter'), version: z.int().min(0) };

export const callbackRefusals = {
  'page-expired': {
    status: 403,
    zh: '这一页打开太久了。重新打开链接，再选一次。',
    en: 'This page was open too long. Open the link again and choose once more.',
  },
  'already-answered': {
    status: 409,
    zh: '你已经说过结果了。还没解决，可以要求重办。',
    en: 'You have already answered. If it is not solved, ask for it to be done again.',
  },
  'answer-missing': {
    status: 422,
    zh: '问到了就选一个结果；没问到就选“没接”或“不愿说”。',
    en: 'If they answered, choose what they said; if not, choose “no answer” or “refused”.',
  },
  'tried-today': {
    status: 409,
    zh: '今天已经问过两次了，换一天再问。',
    en: 'You have already tried twice today. Try on another day.',
  },
} as const;

/** What the page asks, with a token that only the page holds. Reading it changes nothing. */
export const getQuestion = operation({
  name: 'callback.question',
  method: 'GET',
  path: '/matters/:matterId/answer',
  summary: 'The question whether it is solved, and the token an answer needs',
  input: z.strictObject({ matterId: idOf('matter') }),
  output: z.strictObject({
    matterId: idOf('matter'),
    version: z.int(),
    number: z.string(),
    title: z.string(),
    result: z.enum(resultTypes).nullable(),
    reply: z.string().nullable(),
    whyNoPhoto: z.string().nullable(),
    proofPhotoIds: z.array(idOf('photo')),
    reopenUntil: dateText.nullable(),
    token: z.string(),
  }),
  refusals: pickRefusals(
    'matter-not-found',
    'reporter-only',
    'worked-on-it',
    'step-not-possible',
    'street-reads-only',
  ),
});

/**
 * A reporter's own answer. It needs the token printed into the page, so that a link preview or a mail scanner,
 * which only follow links, can never answer for anybody (RFC 9110, 9.2.1: GET is safe).
 */
export const answerCallback = operation({
  name: 'callback.answer',
  method: 'POST',
  path: '/matters/:matterId/answer',
  summary: 'Say whether it is really solved',
  input: z.strictObject({ ...page, token: z.string().min(1).max(500), ...answerSchema.shape }),
  output: matterViewSchema,
  refusals: {
    ...commonRefusals,
    ...pickRefusals('reporter-only', 'worked-on-it', 'reason-missing', 'reopen-too-late', 'reopened-twice'),
    'page-expired': callbackRefusals['page-expired'],
    'already-answered': callbackRefusals['already-answered'],
  },
});

/** A try by somebody who did not work on the matter; `answer` exactly when they were answered. */
export const recordAttempt = operation({
  name: 'callback.attempt',
  method: 'POST',
  path: '/matters/:matterId/callback/attempts',
  summary: 'Record a call, visit or message that asks the reporter, and what came of it',
  input: z.strictObject({
    ...page,
    reportId: idOf('report'),
    way: z.enum(callbackWays),
    outcome: z.enum(callbackOutcomes),
    answer: answerSchema.nullable(),
  }),
  output: staffMatterSchema,
  refusals: {
    ...commonRefusals,
    ...pickRefusals('desk-only', 'worked-on-it', 'desk-calls-first', 'reason-missing', 'report-not-found'),
    'answer-missing': callbackRefusals['answer-missing'],
    'already-answered': callbackRefusals['already-answered'],
    'tried-today': callbackRefusals['tried-today'],
  },
});

export const listAttempts = operation({
  name: 'callback.list',
  method: 'GET',
  path: '/matters/:matterId/callback',
  summary: 'The tries of this and earlier rounds and what was answered',
  input: z.strictObject({ matterId: idOf('matter') }),
  output: z.strictObject({
    attempts: z.array(attemptSchema),
    answers: z.array(
      z.strictObject({ at: instantText, first: z.boolean(), round: z.int(), ...answerSchema.shape }),
    ),
  }),
  refusals: pickRefusals('matter-not-found', 'staff-only'),
});

export const callbackOperations = { getQuestion, answerCallback, recordAttempt, listAttempts };
