import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';

export type PersonId = Id<'person'>;
export type AccountId = Id<'account'>;

export const personIdSchema = z.uuid() as unknown as z.ZodType<PersonId, PersonId>;
export const accountIdSchema = z.uuid() as unknown as z.ZodType<AccountId, AccountId>;

/** A Chinese mobile number in E.164, the one form in which numbers are stored and compared. */
export const phoneSchema = z.string().regex(/^\+861[3-9]\d{9}$/);

export const languageSchema = z.enum(['zh', 'en']);

/** Somebody of this community, whether or not they ever sign in. */
export type Person = {
  id: PersonId;
  accountId: AccountId | null;
  displayName: string;
  phone: string | null;
  language: 'zh' | 'en';
};
