import { z } from 'zod';
import { defineEntry } from '../../ledger/entry/entry.contract.ts';
import { abuseReasons } from './abuse.contract.ts';

/** A report left the desk's queue as abusive, or came back into it: why by its code, the desk's words only committed to. */
export const abuseEntries = {
  setAside: defineEntry('report.set-aside', z.strictObject({ reason: z.enum(abuseReasons) }), ['words']),
  putBack: defineEntry('report.put-back', z.strictObject({})),
} as const;
