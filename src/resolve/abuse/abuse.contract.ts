import { z } from 'zod';
import { operation, type RefusalDeclaration } from '../../kernel/operation.ts';
import { idOf, instantText } from '../../kernel/wire.ts';
import { pickRefusals } from '../matter/matter.refusals.contract.ts';

/** Why a report is marked as abusive (滥用): never for what it complains of, nor for how often it is right. */
export const abuseReasons = ['insult', 'false', 'flood', 'advertising', 'other'] as const;
export type AbuseReason = (typeof abuseReasons)[number];

export const maxAbuseWords = 500;

export const abuseRefusals = {
  'abuse-keepers-only': {
    status: 403,
    zh: '标记滥用由值班台和管理员来做。觉得有问题，请跟他们说。',
    en: 'Marking a report as abusive is for the desk and the administrator. Tell them what you noticed.',
  },
  'abuse-marked-already': {
    status: 409,
    zh: '这条已经标过了。要改原因，先撤销再标。',
    en: 'This report is marked already. To change the reason, lift the mark first.',
  },
  'abuse-not-marked': {
    status: 409,
    zh: '这条没有标记，不用撤销。刷新一下就能看到。',
    en: 'This report is not marked, so there is nothing to lift. Load the page again.',
  },
  'report-became-matter': {
    status: 409,
    zh: '这条已经受理，在办了，不能再标成滥用。办的时候发现不对，写在经过里。',
    en: 'This report was accepted and is being handled; it cannot be marked any more. Write what is wrong into the matter.',
  },
} as const satisfies Record<string, RefusalDeclaration>;

const may = z.union([z.literal(true), z.string()]);

export const abuseSchema = z.strictObject({
  reportId: idOf('report'),
  mark: z
    .strictObject({
      reason: z.enum(abuseReasons),
      words: z.string(),
      at: instantText,
      /** Until when whoever sent it sends less. */
      until: instantText,
    })
    .nullable(),
  /** Nobody is held back where the report holds neither person nor number. */
  senderKnown: z.boolean(),
  can: z.strictObject({ mark: may, lift: may }),
});
export type Abuse = z.infer<typeof abuseSchema>;

const oneReport = { reportId: idOf('report') };
const finding = {
  'report-not-found': pickRefusals('report-not-found')['report-not-found'],
  'abuse-keepers-only': abuseRefusals['abuse-keepers-only'],
};

export const getAbuse = operation({
  name: 'abuse.get',
  method: 'GET',
  path: '/reports/:reportId/abuse',
  summary: 'Whether a report is marked as abusive, why, and until when its sender sends less',
  input: z.strictObject(oneReport),
  output: abuseSchema,
  refusals: finding,
});

export const markAbusive = operation({
  name: 'abuse.mark',
  method: 'POST',
  path: '/reports/:reportId/abuse',
  summary: 'Mark a report as abusive: it waits aside, its sender sends less for seven days and is told why',
  input: z.strictObject({
    ...oneReport,
    reason: z.enum(abuseReasons, 'reason-missing'),
    words: z.string().trim().min(1, 'words-missing').max(maxAbuseWords, 'words-too-long'),
  }),
  output: abuseSchema,
  refusals: {
    ...finding,
    'abuse-marked-already': abuseRefusals['abuse-marked-already'],
    'report-became-matter': abuseRefusals['report-became-matter'],
  },
  problems: {
    'reason-missing': { zh: '选一下为什么', en: 'Choose why' },
    'words-missing': { zh: '写一句，反映人会读到', en: 'Say why in a sentence; the reporter reads it' },
    'words-too-long': { zh: '最多500字', en: 'At most 500 characters' },
  },
});

export const liftAbuse = operation({
  name: 'abuse.lift',
  method: 'POST',
  path: '/reports/:reportId/abuse/lift',
  summary: 'Take the mark back: the report stands in the queue again, its sender sends as before and is told',
  input: z.strictObject(oneReport),
  output: abuseSchema,
  refusals: { ...finding, 'abuse-not-marked': abuseRefusals['abuse-not-marked'] },
});

export const abuseOperations = { getAbuse, markAbusive, liftAbuse };
