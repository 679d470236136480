import { type Asker, holdsPost } from '../../kernel/asker.ts';

/**
 * Who looked at personal data is audited by the administrator and by the council's chair, who has no part in the daily
 * work (Personal Information Protection Law, art. 54: regular audits of how personal data is handled).
 */
export function mayReadLooks(asker: Asker): true | 'auditors-only' {
  return holdsPost(asker, 'administrator') || holdsPost(asker, 'chair') || 'auditors-only';
}

/** Everybody signed in sees who looked at their own data (Personal Information Protection Law, art. 44 and 45). */
export function mayReadOwnLooks(asker: Asker): true | 'sign-in-first' {
  return asker.kind === 'person' ? true : 'sign-in-first';
}
