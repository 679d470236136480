import { type Asker, holdsPost } from '../../kernel/asker.ts';

/** The desk and the administrator see how somebody signs in: it is they who are asked when that no longer works. */
export function mayReadAccountOf(asker: Asker): true | 'desk-only' {
  return asker.kind === 'system' || holdsPost(asker, 'desk') || holdsPost(asker, 'administrator')
    ? true
    : 'desk-only';
}

export type RecoveryRefusal = 'administrator-only' | 'own-account' | 'no-staff-account' | 'account-elsewhere';

/**
 * A new password or second factor is the administrator's to give, never to oneself, and only where the account opens
 * nothing of another community: there it would carry the power of one administrator over the fence.
 */
export function mayRecover(
  asker: Asker,
  account: { isOwn: boolean; isStaff: boolean; isElsewhere: boolean },
): true | RecoveryRefusal {
  if (asker.kind !== 'system' && !holdsPost(asker, 'administrator')) return 'administrator-only';
  if (account.isOwn) return 'own-account';
  if (!account.isStaff) return 'no-staff-account';
  return account.isElsewhere ? 'account-elsewhere' : true;
}
