import { z } from 'zod';
import { defineEntry, fact } from '../../ledger/entry/entry.contract.ts';
import { reportChannels } from './report.contract.ts';

/** Somebody said something: through which channel and about which building. The words are only committed to. */
export const reportReceived = defineEntry(
  'report.received',
  z.strictObject({ channel: z.enum(reportChannels), building: fact.building.nullable() }),
  ['text'],
);

/** Its reporter took it back before anybody had decided on it. */
export const reportWithdrawn = defineEntry('report.withdrawn', z.strictObject({}));
