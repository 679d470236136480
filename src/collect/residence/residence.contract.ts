import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { operation } from '../../kernel/operation.ts';
import { dateText, idOf, instantText } from '../../kernel/wire.ts';
import { comings, householdIdSchema, occupancySchema } from '../../people/household/household.contract.ts';
import { personIdSchema } from '../../people/person/person.contract.ts';
import { stairwellIdSchema } from '../../places/place/place.contract.ts';

export type RequestId = Id<'residence-request'>;

export const requestStates = ['asked', 'confirmed', 'refused', 'withdrawn'] as const;
export type RequestState = (typeof requestStates)[number];

/** As what somebody lives in a home of theirs; empty and business premises are the desk's to write down. */
export const livesAs = ['owner', 'tenant'] as const;
export type LivesAs = (typeof livesAs)[number];

export const maxWords = 200;
const words = z.string().max(maxWords).regex(/\S/);
const livesAsSchema = z.enum(livesAs, { error: 'lives-as-missing' });

const signInFirst = {
  status: 401,
  zh: '先用手机号登录，再登记你住在哪一户。',
  en: 'Sign in with your telephone first, then register your home.',
} as const;

const requestNotFound = {
  status: 404,
  zh: '没有找到这条申请，或者不归你确认。刷新列表看看。',
  en: 'This request was not found, or is not yours to decide. Reload the list.',
} as const;

const decidedAlready = {
  status: 409,
  zh: '这条申请已经有结果了。刷新看看是谁怎么定的。',
  en: 'This request has been decided already. Reload to see how.',
} as const;

const problems = {
  'door-missing': { zh: '写一下室号，比如501', en: 'Write the door number, such as 501' },
  'lives-as-missing': { zh: '选一下是自己的房子还是租的', en: 'Say whether it is your own home or rented' },
  'reason-missing': {
    zh: '写一句为什么，对方才知道下一步怎么办',
    en: 'Say why, so that they know what to do next',
  },
};

const mayAct = z.union([z.literal(true), z.literal('sign-in-first')]);

const homeSchema = z.strictObject({
  householdId: householdIdSchema,
  name: z.string(),
  occupancy: occupancySchema,
  since: dateText,
  cameBy: z.enum(comings),
});
export type Home = z.output<typeof homeSchema>;

const ownRequestSchema = z.strictObject({
  id: idOf('residence-request'),
  name: z.string(),
  livesAs: z.enum(livesAs),
  state: z.enum(requestStates),
  askedAt: instantText,
  decidedAt: instantText.nullable(),
  reason: z.string().nullable(),
  can: z.strictObject({ withdraw: z.union([z.literal(true), z.literal('decided-already')]) }),
});
export type OwnRequest = z.output<typeof ownRequestSchema>;

export const getResidence = operation({
  name: 'residence.mine',
  method: 'GET',
  path: '/residence',
  summary: 'Where I am registered as living, and what I asked to be registered',
  input: z.strictObject({}),
  output: z.strictObject({
    homes: z.array(homeSchema),
    requests: z.array(ownRequestSchema),
    can: z.strictObject({ redeem: mayAct, ask: mayAct, leave: mayAct }),
  }),
  refusals: { 'sign-in-first': signInFirst },
});

export const redeemSlip = operation({
  name: 'residence.redeem',
  method: 'POST',
  path: '/residence/slips',
  summary: 'Registers my home by the code of a printed slip; opening the link of its QR code changes nothing',
  input: z.strictObject({ code: z.string().min(1).max(60), livesAs: livesAsSchema }),
  output: z.strictObject({ householdId: householdIdSchema, name: z.string() }),
  refusals: {
    'sign-in-first': signInFirst,
    'slip-not-valid': {
      status: 422,
      zh: '这组字没有对上，或者已经过期、换过新条。照着条再输一次，还不行就请楼道长确认。',
      en: 'This code does not fit, has expired, or was replaced. Copy it once more, or ask your captain to confirm you.',
    },
    'too-many-tries': {
      status: 429,
      zh: '试的次数多了，先停一停。过{wait}再试，或请楼道长确认。',
      en: 'Too many tries for now. Try again in {wait}, or ask your captain to confirm you.',
    },
  },
  problems,
});

export const askResidence = operation({
  name: 'residence.ask',
  method: 'POST',
  path: '/residence/requests',
  summary: 'Asks the captain of a stairwell, or the desk, to confirm that I live behind a door',
  input: z.strictObject({
    stairwellId: stairwellIdSchema,
    door: z.string().max(20).regex(/\S/, 'door-missing'),
    livesAs: livesAsSchema,
    words: words.nullable(),
  }),
  output: z.strictObject({ requestId: idOf('residence-request') }),
  refusals: {
    'sign-in-first': signInFirst,
    'place-unknown': {
      status: 422,
      zh: '没有找到这个单元，请重新选。',
      en: 'This stairwell was not found. Please choose again.',
    },
    'asked-already': {
      status: 409,
      zh: '这一户你已经申请过，正等楼道长确认，不用再申请。',
      en: 'You have asked for this home already. It waits for the captain; nothing more needs doing.',
    },
    'lives-there-already': {
      status: 409,
      zh: '你已经登记在这一户了，不用再申请。',
      en: 'You are registered in this home already. Nothing needs doing.',
    },
    'requests-waiting': {
      status: 409,
      zh: '你有{open}个申请还在等回复。等楼道长确认，或直接找社区值班台。',
      en: '{open} requests of yours still wait for an answer. Wait for the captain, or go to the community desk.',
      telephone: true,
    },
    'requests-used-up': {
      status: 429,
      zh: '这一周申请的次数多了，请过{wait}再来，或直接找社区值班台。',
      en: 'You have asked often within a week. Come again in {wait}, or go to the community desk.',
      telephone: true,
    },
  },
  problems,
  creates: true,
});

export const withdrawRequest = operation({
  name: 'residence.withdraw',
  method: 'POST',
  path: '/residence/requests/:requestId/withdraw',
  summary: 'Takes back what I asked',
  input: z.strictObject({ requestId: idOf('residence-request') }),
  output: z.strictObject({ requestId: idOf('residence-request') }),
  refusals: {
    'sign-in-first': signInFirst,
    'request-not-found': requestNotFound,
    'decided-already': decidedAlready,
  },
});

export const leaveHome = operation({
  name: 'residence.leave',
  method: 'POST',
  path: '/residence/:householdId/leave',
  summary: 'I have moved out; the others of the household stay registered',
  input: z.strictObject({ householdId: householdIdSchema }),
  output: z.strictObject({ householdId: householdIdSchema }),
  refusals: {
    'sign-in-first': signInFirst,
    'home-not-found': {
      status: 404,
      zh: '你没有登记在这一户，或者已经搬走了。刷新看看。',
      en: 'You are not registered in this home, or have moved out already. Reload the page.',
    },
  },
});

const mayDecide = z.union([
  z.literal(true),
  z.enum(['decided-already', 'own-request', 'door-not-registered']),
]);

const requestSchema = z.strictObject({
  id: idOf('residence-request'),
  person: z.strictObject({ name: z.string(), phone: z.string().nullable() }),
  name: z.string(),
  livesAs: z.enum(livesAs),
  words: z.string().nullable(),
  state: z.enum(requestStates),
  askedAt: instantText,
  decidedAt: instantText.nullable(),
  reason: z.string().nullable(),
  /** Whether the register knows this door, and how many people it has there. */
  registered: z.boolean(),
  living: z.int(),
  can: z.strictObject({ confirm: mayDecide, refuse: mayDecide }),
});
export type ListedRequest = z.output<typeof requestSchema>;

export const listRequests = operation({
  name: 'residence.list',
  method: 'GET',
  path: '/residence-requests',
  summary: 'Who asks to be registered in my stairwell, or, for the desk, anywhere; open ones first',
  /** Of one person alone: everything they ever asked, where the asker decides. */
  input: z.strictObject({ personId: personIdSchema.optional() }),
  output: z.strictObject({ requests: z.array(requestSchema), open: z.int() }),
  refusals: {
    'captains-only': {
      status: 403,
      zh: '这一页给楼道长和社区值班看。想登记住处，去“我的家”。',
      en: 'This page is for captains and the community desk. To register your home, open “My home”.',
    },
  },
});

export const countRequests = operation({
  name: 'residence.count',
  method: 'GET',
  path: '/residence-requests/count',
  summary: 'How many requests wait for me',
  input: z.strictObject({}),
  output: z.strictObject({ open: z.int() }),
  refusals: listRequests.refusals,
});

const ownRequest = {
  status: 403,
  zh: '自己的住处不能自己确认。请社区值班台确认。',
  en: 'Nobody confirms their own home. Ask the community desk.',
} as const;

export const confirmRequest = operation({
  name: 'residence.confirm',
  method: 'POST',
  path: '/residence-requests/:requestId/confirm',
  summary: 'Confirms that somebody lives there: they are bound to the household from today',
  input: z.strictObject({ requestId: idOf('residence-request') }),
  output: z.strictObject({ requestId: idOf('residence-request'), state: z.enum(requestStates) }),
  refusals: {
    'request-not-found': requestNotFound,
    'decided-already': decidedAlready,
    'own-request': ownRequest,
    'door-not-registered': {
      status: 409,
      zh: '登记册里没有这一室。请社区值班台确认，同时登记好住房。',
      en: 'The register does not know this door. The community desk can confirm it and register the dwelling.',
    },
  },
});

export const refuseRequest = operation({
  name: 'residence.refuse',
  method: 'POST',
  path: '/residence-requests/:requestId/refuse',
  summary: 'Does not confirm it, with a reason that the person is told',
  input: z.strictObject({
    requestId: idOf('residence-request'),
    reason: z.string().max(maxWords).regex(/\S/, 'reason-missing'),
  }),
  output: z.strictObject({ requestId: idOf('residence-request'), state: z.enum(requestStates) }),
  refusals: {
    'request-not-found': requestNotFound,
    'decided-already': decidedAlready,
    'own-request': ownRequest,
  },
  problems,
});

export const endResidence = operation({
  name: 'residence.end',
  method: 'POST',
  path: '/people/:personId/homes/:householdId/end',
  summary: 'Writes down that somebody has moved out; they are told',
  input: z.strictObject({ personId: personIdSchema, householdId: householdIdSchema }),
  output: z.strictObject({ personId: personIdSchema, householdId: householdIdSchema }),
  refusals: {
    'keepers-only': {
      status: 403,
      zh: '名册只由社区值班和管理员改。请找值班台。',
      en: 'The register is changed by the community desk and administrators only. Please ask the desk.',
    },
    'home-not-found': {
      status: 404,
      zh: '这个人没有登记在这一户，或者已经搬走了。刷新看看。',
      en: 'This person is not registered in that home, or has moved out already. Reload the page.',
    },
  },
});

export const residenceOperations = {
  getResidence,
  redeemSlip,
  askResidence,
  withdrawRequest,
  leaveHome,
  listRequests,
  countRequests,
  confirmRequest,
  refuseRequest,
  endResidence,
};
