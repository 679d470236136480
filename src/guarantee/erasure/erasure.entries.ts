import { z } from 'zod';
import { defineEntry } from '../../ledger/entry/entry.contract.ts';
import { erasureAuthors } from './erasure.contract.ts';

/** That somebody's data was erased, and by whose wish; neither whose nor of which matters. */
export const personErased = defineEntry('person.erased', z.strictObject({ askedBy: z.enum(erasureAuthors) }));
