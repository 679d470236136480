import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import { operation } from '../../kernel/operation.ts';
import type { Instant } from '../../kernel/time.ts';
import { instantText } from '../../kernel/wire.ts';

export const telephoneDays = ['workdays', 'daily'] as const;
export type TelephoneDays = (typeof telephoneDays)[number];

/** A number of the community's own and when somebody answers it, in minutes of the day; never a person's number. */
export type Telephone = { figures: string; days: TelephoneDays; from: number; until: number };

/** The night, in minutes of the day in China; the same twice means that there is none. */
export type QuietHours = { quietFrom: number; quietUntil: number };

/** How the community is reached, and how it reaches people. */
export type Reach = QuietHours & {
  telephone: Telephone | null;
  /** Whether search engines may show its public pages. */
  searchable: boolean;
};

/** What was saved, by whom and why. Version 0 is what holds before anybody saved anything. */
export type ReachVersion = Reach & { version: number; at: Instant; personId: Id<'person'>; reason: string };

const administratorOnly = {
  status: 403,
  zh: '电话、夜间和搜索只由管理员定。要改，请找管理员。',
  en: 'Telephone, quiet hours and search are set by administrators only. Ask one.',
} as const;

const deskOnly = {
  status: 403,
  zh: '谁改过什么，只给社区工作人员看。社区电话写在首页。',
  en: 'Who changed what is for the community’s staff. The telephone number stands on the home page.',
} as const;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time-unreadable');
const endOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'time-unreadable');

const telephoneSchema = z.strictObject({
  /** As people read it: 0571-88886666. */
  shown: z.string(),
  /** As a telephone dials it (the path of a `tel:` link). */
  dialled: z.string(),
  days: z.enum(telephoneDays),
  from: timeOfDay,
  until: endOfDay,
});
export type ShownTelephone = z.output<typeof telephoneSchema>;

const reachFields = {
  version: z.int().nonnegative(),
  telephone: telephoneSchema.nullable(),
  quietFrom: timeOfDay,
  quietUntil: timeOfDay,
  searchable: z.boolean(),
};
const reachSchema = z.strictObject(reachFields);
export type ShownReach = z.output<typeof reachSchema>;

const seeReach = operation({
  name: 'reach.see',
  method: 'GET',
  path: '/reach',
  summary:
    'How the community is reached: its telephone and when it is answered, its quiet hours, whether search engines may show it',
  input: z.strictObject({}),
  output: z.strictObject({
    ...reachFields,
    can: z.strictObject({ change: z.union([z.literal(true), z.literal('administrator-only')]) }),
  }),
  refusals: {},
});

const listReachChanges = operation({
  name: 'reach.listChanges',
  method: 'GET',
  path: '/reach/changes',
  summary: 'Who set telephone, quiet hours and search, to what and why, newest first',
  input: z.strictObject({}),
  output: z.strictObject({
    changes: z.array(z.strictObject({ ...reachFields, at: instantText, by: z.string(), reason: z.string() })),
  }),
  refusals: { 'desk-only': deskOnly },
});
export type ReachChange = z.output<typeof listReachChanges.output>['changes'][number];

const setReach = operation({
  name: 'reach.set',
  method: 'POST',
  path: '/reach',
  summary: 'Sets telephone, quiet hours and search anew; `version` is the one that was read before',
  input: z.strictObject({
    version: z.int().nonnegative(),
    /** Null where the community has none: whatever would say "call the community" is left out. */
    telephone: z.string().trim().max(30).nullable().default(null),
    telephoneDays: z.enum(telephoneDays),
    telephoneFrom: timeOfDay,
    telephoneUntil: endOfDay,
    quietFrom: timeOfDay,
    quietUntil: timeOfDay,
    searchable: z.enum(['yes', 'no']),
    reason: z.string().trim().min(1, 'reason-missing').max(200),
  }),
  output: reachSchema,
  refusals: {
    'administrator-only': administratorOnly,
    'reach-changed': {
      status: 409,
      zh: '你打开以后，别的管理员改过了。你写的都在，不一样的地方标了出来，看过再保存。',
      en: 'Another administrator saved while you had this open. What you wrote is here, with what differs; look, then save again.',
    },
    'reach-as-it-is': {
      status: 409,
      zh: '现在就是这样，没有要改的。',
      en: 'It is like that already; nothing was changed.',
    },
    'telephone-of-a-person': {
      status: 409,
      zh: '这是登记在册的一个人的手机号，不能公开。请写值班电话，没有就空着。',
      en: 'This is the number of somebody registered here and must not be public. Enter the desk’s own number, or leave it empty.',
    },
  },
  problems: {
    'time-unreadable': { zh: '时间这样写：08:30', en: 'Write the time like this: 08:30' },
    'telephone-unreadable': {
      zh: '号码这样写：0571-88886666、400-820-8888或12345',
      en: 'Write the number like 0571-88886666, 400-820-8888 or 12345',
    },
    'hours-in-disorder': { zh: '结束要在开始之后', en: 'It ends after it begins' },
    'reason-missing': { zh: '写一下为什么改，以后查得到', en: 'Say why; it is kept with the change' },
  },
  creates: true,
});

export const reachOperations = { seeReach, listReachChanges, setReach };
