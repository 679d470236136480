import { z } from 'zod';
import { reportRefusals } from '../../collect/report/report.refusals.contract.ts';
import { operation, type RefusalDeclaration } from '../../kernel/operation.ts';
import { idOf, instantText } from '../../kernel/wire.ts';
import { entryNumber } from '../../ledger/entry/entry.contract.ts';

export const proofRefusals = {
  'report-not-found': reportRefusals['report-not-found'],
  'receipt-not-found': {
    status: 404,
    zh: '没有这一条的回执。回到这件事的页面，从那里下载。',
    en: 'There is no such receipt. Go back to the report’s page and download it from there.',
  },
  'receipt-pending': {
    status: 409,
    zh: '这一条还没封存，一般几秒钟就好。刷新一下再下载。',
    en: 'This entry is not sealed yet; it takes a few seconds as a rule. Reload, then download it.',
  },
  'receipt-broken': {
    status: 409,
    zh: '这一条和账本对不上，开不出回执。请打社区电话说一声，手上有旧回执的留好。',
    en: 'This entry does not fit the ledger, so no receipt can be made. Please call the community, and keep any older receipt.',
    telephone: true,
  },
} as const satisfies Record<string, RefusalDeclaration>;

const index = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

/** How the server found an entry when it checked just now: in its place under the newest seal, not signed yet, or wrong. */
export const checkedStates = ['fits', 'unsigned', 'broken'] as const;
export type CheckedState = (typeof checkedStates)[number];

const recordedSchema = z.strictObject({
  /** Its place among the community's entries. */
  index,
  /** Which of the community's logs it stands in, by the log's name, and where in it. */
  origin: z.string(),
  leaf: index,
  type: z.string(),
  occurredAt: instantText,
  recordedAt: instantText,
  /** The leaf, letter for letter what was hashed. */
  envelope: z.string(),
  checked: z.enum(checkedStates),
});
export type RecordedEntry = z.output<typeof recordedSchema>;

const waitingSchema = z.strictObject({ type: z.string(), occurredAt: instantText });

export const listLedgerEntries = operation({
  name: 'proof.entries',
  method: 'GET',
  path: '/public/ledger/entries',
  summary: 'What the public ledger holds under a number, each entry with its place and whether it fits',
  input: z.strictObject({ number: entryNumber }),
  output: z.strictObject({
    entries: z.array(recordedSchema),
    waiting: z.array(waitingSchema),
  }),
  refusals: {
    'number-not-in-ledger': {
      status: 404,
      zh: '账本里没有这个编号。看看有没有写错；刚提交的，过几秒再查。',
      en: 'The ledger holds nothing under this number. Look whether it is right; what was sent just now takes a few seconds.',
    },
  },
});
export type LedgerEntries = z.output<(typeof listLedgerEntries)['output']>;

const logSchema = z.strictObject({
  origin: z.string(),
  vkey: z.string(),
  /** Below which its files are served, from the root of the site. */
  path: z.string(),
});

export const getSeal = operation({
  name: 'proof.seal',
  method: 'GET',
  path: '/public/ledger/seal',
  summary: 'What the public ledger signed last, with its keys',
  input: z.strictObject({}),
  output: z.strictObject({
    /** The one that goes on first, then those before it. */
    logs: z.array(logSchema),
    newest: z
      .strictObject({
        size: index,
        /** Hexadecimal. */
        root: z.string(),
        signedAt: instantText,
        /** How many entries were added since the day began. */
        today: index,
        checkpoint: z.string(),
      })
      .nullable(),
  }),
  refusals: {},
});
export type Seal = z.output<(typeof getSeal)['output']>;

const ownStep = z.strictObject({ number: entryNumber, type: z.string(), at: instantText });

export const listReceipts = operation({
  name: 'proof.receipts',
  method: 'GET',
  path: '/reports/:reportId/receipts',
  summary: 'The receipts of a report and of what became of it: what is sealed, and what is about to be',
  input: z.strictObject({ reportId: idOf('report') }),
  output: z.strictObject({
    /** Oldest first. */
    sealed: z.array(ownStep.extend({ index, leaf: index })),
    pending: z.array(ownStep),
  }),
  refusals: { 'report-not-found': proofRefusals['report-not-found'] },
});
export type Receipts = z.output<(typeof listReceipts)['output']>;

export const getReceipt = operation({
  name: 'proof.receipt',
  method: 'GET',
  path: '/reports/:reportId/receipts/:index',
  summary: 'One receipt as a file: a proof that the entry stands in the ledger (C2SP tlog-proof)',
  input: z.strictObject({ reportId: idOf('report'), index }),
  output: z.strictObject({ fileName: z.string(), text: z.string() }),
  refusals: proofRefusals,
});

export const proofOperations = { listLedgerEntries, getSeal, listReceipts, getReceipt };
