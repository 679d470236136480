import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { instantText } from '../../kernel/wire.ts';
import { postIdSchema } from '../../people/post/post.contract.ts';

/** The three that watch the log, each with a key of its own: 社区, 业委会, 物业. */
export const parties = ['community', 'owners-committee', 'property-company'] as const;
export type Party = (typeof parties)[number];

/** Why a key no longer counts. `replaced` and `renamed` come about by another key and another post. */
export const endings = ['replaced', 'renamed', 'lost', 'leaked'] as const;
export type Ending = (typeof endings)[number];

const partySchema = z.enum(parties);
const count = z.int().nonnegative();
const base64 = z.string().max(200);

const namingOnly = {
  status: 403,
  zh: '见证人由管理员定。要换，请找社区管理员。',
  en: 'Administrators name the witnesses. Ask an administrator of the community.',
} as const;

const canName = z.union([z.literal(true), z.literal('administrator-only')]);
const canKeep = z.union([z.literal(true), z.enum(['witness-only', 'witness-unnamed', 'key-missing'])]);

/** What a witness vouched for last. `agrees`: its signature holds over the checkpoint that the log has for that size. */
const lastSchema = z.strictObject({
  size: count,
  cosignedAt: instantText,
  agrees: z.boolean(),
  isNewest: z.boolean(),
});

const witnessSchema = z.strictObject({
  party: partySchema,
  /** unnamed: no post speaks for it; named: a post does; keyed: its key is known; cosigned: it has vouched. */
  state: z.enum(['unnamed', 'named', 'keyed', 'cosigned']),
  /** How often the post was named anew: a change is refused where somebody else made one meanwhile. */
  turn: count,
  vkey: z.string().nullable(),
  registeredAt: instantText.nullable(),
  last: lastSchema.nullable(),
  can: z.strictObject({ register: canKeep, end: canKeep }),
});
export type ShownWitness = z.output<typeof witnessSchema>;

const checkpointSchema = z.strictObject({ size: count, root: base64, signedAt: instantText });

export const witnessingSchema = z.strictObject({
  /** Null while the community has no log yet. */
  log: z
    .strictObject({
      number: z.int(),
      origin: z.string(),
      vkey: z.string(),
      newest: checkpointSchema,
      /** The newest checkpoint that all three cosigned; null while there is none. */
      agreed: checkpointSchema.nullable(),
    })
    .nullable(),
  witnesses: z.array(witnessSchema),
  can: z.strictObject({ name: canName }),
});
export type Witnessing = z.output<typeof witnessingSchema>;

export const listWitnesses = operation({
  name: 'witness.list',
  method: 'GET',
  path: '/witnesses',
  summary:
    'The three witnesses of the public ledger, what each vouched for last, and what all three vouched for',
  input: z.strictObject({}),
  output: witnessingSchema,
  refusals: {},
});

const namingRefusals = {
  'administrator-only': namingOnly,
  'post-unknown': {
    status: 404,
    zh: '没有这个职务，或者已经卸任。刷新以后重新选。',
    en: 'There is no such post, or it has ended. Refresh the page and choose again.',
  },
  'post-unfit': {
    status: 409,
    zh: '这个职务不能代表这一方：社区选工作人员，业委会、物业选各自的经办人。',
    en: 'This post cannot speak for that party: choose staff for the community, and a handler of its own for the others.',
  },
  'witness-doubled': {
    status: 409,
    zh: '这个人已经代表另一方了。三方要由三个人来见证，请另选一人。',
    en: 'This person speaks for another party already. Three parties need three people; choose somebody else.',
  },
  'witness-changed': {
    status: 409,
    zh: '刚才有人改过这一方的见证人。看看现在是谁，再决定要不要改。',
    en: 'Somebody has just changed the witness of this party. Look at it as it is now, then decide.',
  },
  'witness-as-it-is': {
    status: 409,
    zh: '现在就是这个职务，没有要改的。',
    en: 'It is this post already; nothing was changed.',
  },
} as const;

export const nameWitness = operation({
  name: 'witness.name',
  method: 'POST',
  path: '/witnesses/:party/post',
  summary: 'Names the post whose holder witnesses for a party; the key of the one before ends',
  input: z.strictObject({ party: partySchema, turn: count, postId: postIdSchema }),
  output: witnessingSchema,
  refusals: namingRefusals,
});

const keyRefusals = {
  'witness-unnamed': {
    status: 409,
    zh: '这一方还没有定见证人。请管理员先定下来。',
    en: 'No post speaks for this party yet. An administrator names one first.',
  },
  'witness-only': {
    status: 403,
    zh: '这一方的钥匙由它的见证人自己管。要换人，请找管理员。',
    en: 'The key of this party is kept by its witness. Ask an administrator if it should be somebody else.',
  },
} as const;

export const registerWitnessKey = operation({
  name: 'witness.registerKey',
  method: 'POST',
  path: '/witnesses/:party/key',
  summary:
    'Registers the public key of a witness; the one before is replaced. The secret key stays with the witness',
  input: z.strictObject({ party: partySchema, vkey: z.string().trim().min(1, 'vkey-missing').max(300) }),
  output: witnessingSchema,
  refusals: {
    ...keyRefusals,
    'key-used-before': {
      status: 409,
      zh: '这把钥匙在这里登记过了，一把钥匙只用一次。请重新做一把。',
      en: 'This key was registered here before, and a key serves once. Make a new one.',
    },
  },
  problems: {
    'vkey-missing': {
      zh: '贴上公钥，见证才有凭据',
      en: 'Paste the public key; without it nothing can be checked',
    },
    'vkey-malformed': {
      zh: '这不是一把见证公钥。整行复制，从名字到最后一个字符',
      en: 'This is not a public key of a witness. Copy the whole line, from its name to its last character',
    },
    'vkey-not-witness': {
      zh: '这是日志自己的公钥，不是见证人的。贴你自己做的那一把',
      en: 'This is the key of a log, not of a witness. Paste the one you made yourself',
    },
    'key-name-unfit': {
      zh: '钥匙的名字只用小写字母、数字和 . : / _ -，不写姓名、电话',
      en: 'The name of a key has small letters, figures and . : / _ - only, and no name or number of a person',
    },
  },
});

export const endWitnessKey = operation({
  name: 'witness.endKey',
  method: 'POST',
  path: '/witnesses/:party/key/end',
  summary:
    'Ends the key of a witness that was lost or that somebody else may have; what it vouched for stays',
  input: z.strictObject({ party: partySchema, reason: z.enum(['lost', 'leaked']) }),
  output: witnessingSchema,
  refusals: {
    ...keyRefusals,
    'key-missing': {
      status: 409,
      zh: '这一方现在没有登记的钥匙。刷新看看，要用先登记一把。',
      en: 'This party has no key registered now. Refresh the page; register one to go on.',
    },
  },
});

const stepSchema = z.strictObject({
  /** The checkpoint as the log signed it. */
  checkpoint: z.string(),
  /** Shows that it begins with the one before it (RFC 6962, 2.1.2). */
  hashes: z.array(base64),
});
export type Step = z.output<typeof stepSchema>;

export const listSteps = operation({
  name: 'witness.steps',
  method: 'GET',
  path: '/witnesses/steps',
  summary:
    'What a witness signs next: what the others vouched for and it has not, then the newest; each with the proof that it goes on from the one before',
  input: z.strictObject({
    /** The size it saw last; 0 if it never saw one. */
    from: z.coerce.number<string>().int().nonnegative().max(Number.MAX_SAFE_INTEGER).default(0),
  }),
  output: z.strictObject({ vkey: z.string(), steps: z.array(stepSchema) }),
  refusals: {
    'log-missing': {
      status: 404,
      zh: '这个小区的账本还没有开始。过一会儿再来。',
      en: 'The ledger of this community has not begun. Come back in a moment.',
    },
  },
});

/** How far apart the clocks of a witness and of the server may be. */
export const clockToleranceMinutes = 5;

export const cosign = operation({
  name: 'witness.cosign',
  method: 'POST',
  path: '/witnesses/cosignatures',
  summary:
    'Hands in a cosignature: a signed note with the text of a checkpoint and the line of the witness. The key says who it is; sent again, it is taken once',
  input: z.strictObject({ note: z.string().max(4000) }),
  output: z.strictObject({ party: partySchema, size: count, cosignedAt: instantText }),
  refusals: {
    'cosignature-malformed': {
      status: 422,
      zh: '发来的不是一份见证签名。请回到见证页重新签。',
      en: 'This is not a cosigned checkpoint. Sign again on the page of the witnesses.',
    },
    'cosignature-foreign': {
      status: 409,
      zh: '这是另一本账的签名，这里不收。请打开这个小区的见证页再签。',
      en: 'This was signed over another ledger and does not count here. Sign on the page of this community.',
    },
    'witness-unknown': {
      status: 403,
      zh: '没有登记过这把钥匙。先把公钥登记好，再来签。',
      en: 'No witness has registered this key. Register the public key first, then sign.',
    },
    'key-ended': {
      status: 409,
      zh: '这把钥匙已经停用。请登记新的钥匙再签。',
      en: 'This key has ended. Register a new one, then sign.',
    },
    'checkpoint-unknown': {
      status: 409,
      zh: '账本里没有你签的这一份。请保存好两份签名根，告诉另外两方：账本可能被换过。',
      en: 'The ledger has no such checkpoint. Keep what you signed and tell the other two: it may have been exchanged.',
    },
    'cosignature-wrong': {
      status: 409,
      zh: '签名和登记的公钥对不上，没有收下。请回到见证页重新签。',
      en: 'The signature does not fit the registered key and was not taken. Sign again on the page of the witnesses.',
    },
    'cosignature-behind': {
      status: 409,
      zh: '这把钥匙已经签过更新的一份，旧的不再收。',
      en: 'This key has vouched for a later state already; an older one is not taken.',
    },
    'witness-clock-wrong': {
      status: 409,
      zh: '你设备上的时间不对，和这里差了{minutes}分钟以上。对好时间再签。',
      en: 'The clock of your device differs from ours by more than {minutes} minutes. Set it, then sign again.',
    },
  },
});

export const witnessOperations = {
  listWitnesses,
  nameWitness,
  registerWitnessKey,
  endWitnessKey,
  listSteps,
  cosign,
};
