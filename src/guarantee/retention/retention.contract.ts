import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { dateText } from '../../kernel/wire.ts';

/** Everything that is kept of people, in the order in which it is told. */
export const retainedKinds = [
  ...([
    'matters',
    'reports',
    'drafts',
    'uploads',
    'offline-starts',
    'submission-keys',
    'public-course',
  ] as const),
  ...(['accounts', 'homes', 'residence-requests', 'rosters', 'posts'] as const),
  ...(['notices', 'messages'] as const),
  ...([
    'codes',
    'sessions',
    'account-events',
    'counts',
    'slip-tries',
    'restraints',
    'looks',
    'erasures',
    'backups',
  ] as const),
] as const;
export type RetainedKind = (typeof retainedKinds)[number];

/** Under which heading a kind is told of, in this order. */
export const retainedGroups = ['matters', 'people', 'news', 'safety'] as const;
export type RetainedGroup = (typeof retainedGroups)[number];

/**
 * What allows keeping it: that somebody gave it for this purpose (个人信息保护法 13(1)(1)), a task that law gives to the
 * community (13(1)(3)), or the duty to keep a network safe and its handling accountable (13(1)(3); 网络安全法 21).
 */
export const bases = ['consent', 'task', 'safety'] as const;
export type Basis = (typeof bases)[number];

/** What is kept without a clock: until its person wants it erased, for good, or as long as somebody keeps a backup. */
export const openEnds = ['until-erased', 'always', 'with-backup'] as const;
export type OpenEnd = (typeof openEnds)[number];

/** `cleared`: what tells of people is taken out and the rest stays. */
export const endings = ['cleared', 'deleted', 'stays'] as const;
export type Ending = (typeof endings)[number];

const periodSchema = z.strictObject({ unit: z.enum(['minutes', 'hours', 'days', 'years']), count: z.int() });

export const retainedSchema = z.strictObject({
  kind: z.enum(retainedKinds),
  group: z.enum(retainedGroups),
  basis: z.enum(bases),
  keeps: z.union([periodSchema, z.enum(openEnds)]),
  ending: z.enum(endings),
});
export type ShownRetained = z.output<typeof retainedSchema>;

export const readRetention = operation({
  name: 'retention.read',
  method: 'GET',
  path: '/privacy',
  summary:
    'What is kept of people, on what ground, how long and what comes then; and what was taken away since',
  input: z.strictObject({}),
  output: z.strictObject({
    retained: z.array(retainedSchema),
    /** What was taken away lately because its time was over, the newest day first. Counts only. */
    gone: z.array(z.strictObject({ day: dateText, kind: z.enum(retainedKinds), count: z.int() })),
  }),
  refusals: {},
});

export const retentionOperations = { readRetention };
