import { z } from 'zod';
import { defineEntry } from '../../ledger/entry/entry.contract.ts';
import { publicationParts, withdrawReasons } from './publication.contract.ts';

/** Words or a photo of a matter became public, or are not any more: which part and why, never what they say. */
export const publicationEntries = {
  published: defineEntry(
    'publication.published',
    z.strictObject({ part: z.enum(publicationParts), again: z.boolean() }),
    ['content'],
  ),
  withdrawn: defineEntry(
    'publication.withdrawn',
    z.strictObject({ part: z.enum(publicationParts), reason: z.enum([...withdrawReasons, 'source-gone']) }),
  ),
} as const;
