import { z } from 'zod';
import { operation } from '../../kernel/operation.ts';
import { idOf, instantText } from '../../kernel/wire.ts';

const administratorOnly = {
  status: 403,
  zh: '运行情况只给管理员看。要看请找社区管理员。',
  en: 'How the installation runs is for administrators only. Ask an administrator of the community.',
} as const;

/** What needs somebody's attention, by code; the numbers fill its text. */
export const warningCodes = [
  'log-damaged',
  'disk-full',
  'disk-nearly-full',
  'jobs-failed',
  'jobs-stuck',
  'ledger-behind',
  'rounds-stopped',
  'clock-jumped',
] as const;
export type WarningCode = (typeof warningCodes)[number];

export const warningSchema = z.strictObject({
  code: z.enum(warningCodes),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Warning = z.output<typeof warningSchema>;

export const failedJobSchema = z.strictObject({
  id: idOf('outbox'),
  kind: z.string(),
  attempts: z.int(),
  lastError: z.string(),
  failedAt: instantText,
});

export const operatorStateSchema = z.strictObject({
  warnings: z.array(warningSchema),
  /** Of this community; what they carry is not shown. */
  jobs: z.array(
    z.strictObject({
      kind: z.string(),
      waiting: z.int(),
      failed: z.int(),
      oldestDueAt: instantText.nullable(),
    }),
  ),
  failed: z.array(failedJobSchema),
  ledger: z.strictObject({ entries: z.int(), waiting: z.int(), oldestAt: instantText.nullable() }),
  disk: z.strictObject({ freeBytes: z.int(), sizeBytes: z.int() }),
  /** The whole database, and the photos and files of this community. */
  databaseBytes: z.int(),
  filesBytes: z.int(),
  versions: z.strictObject({ product: z.string(), database: z.string(), node: z.string() }),
  migration: z.strictObject({ name: z.string(), appliedAt: instantText }),
  startedAt: instantText,
  lastRoundAt: instantText.nullable(),
  can: z.strictObject({ retry: z.union([z.literal(true), z.literal('administrator-only')]) }),
});
export type OperatorState = z.output<typeof operatorStateSchema>;

export const seeOperator = operation({
  name: 'operator.see',
  method: 'GET',
  path: '/operator/state',
  summary:
    'How the installation runs: jobs of this community, ledger, disk, sizes, versions, and what is wrong',
  input: z.strictObject({}),
  output: operatorStateSchema,
  refusals: { 'administrator-only': administratorOnly },
});

export const retryJob = operation({
  name: 'operator.retry',
  method: 'POST',
  path: '/operator/jobs/:jobId/retry',
  summary: 'Puts a job that was given up back into the row, as if it were new',
  input: z.strictObject({ jobId: idOf('outbox') }),
  output: z.strictObject({ jobId: idOf('outbox') }),
  refusals: {
    'administrator-only': administratorOnly,
    'job-not-found': {
      status: 404,
      zh: '没有这项失败的任务，可能别人已经让它重做了。刷新一下再看。',
      en: 'There is no such failed job; somebody may have retried it already. Refresh the page.',
    },
  },
});

export const operatorOperations = { seeOperator, retryJob };
