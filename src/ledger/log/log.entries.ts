import { z } from 'zod';
import { defineEntry } from '../entry/entry.contract.ts';

/** What a log says of itself: which one it follows, and how many leaves of that one are known here. */
export const logEntries = {
  followed: defineEntry(
    'log.followed',
    z.strictObject({ log: z.int().positive(), size: z.int().nonnegative() }),
    [],
  ),
} as const;
