import { z } from 'zod';
import { defineEntry } from '../../ledger/entry/entry.contract.ts';
import { reportChannels } from './report.contract.ts';

/**
 * Somebody said something, and through which channel. The words are only committed to; where it is stays with the
 * entry that accepts it, since nobody knows yet whether it is sensitive, and what the ledger says it says for ever.
 */
export const reportReceived = defineEntry(
  'report.received',
  z.strictObject({ channel: z.enum(reportChannels) }),
  ['text'],
);

/** Its reporter took it back before anybody had decided on it. */
export const reportWithdrawn = defineEntry('report.withdrawn', z.strictObject({}));
