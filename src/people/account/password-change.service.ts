import { ok, refuse } from '../../kernel/outcome.ts';
import type { Handler } from '../../platform/call.ts';
import { mayChangeSignIn } from '../session/session.policy.ts';
import { endSessionsOf, findOwnSession } from '../session/session.service.ts';
import type { changePassword as changePasswordOperation } from './account.contract.ts';
import { checkPassword } from './account.rules.ts';
import * as store from './account.store.ts';
import { noteEvent } from './account-event.service.ts';
import { hashPassword } from './password.ts';
import { provePassword } from './password-proof.service.ts';

export const changePassword: Handler<typeof changePasswordOperation> = async (call, { current, chosen }) => {
  const { asker, platform } = call;
  const own = await platform.database.global((sql) => findOwnSession(sql, call));
  const may = mayChangeSignIn(asker, own?.kind ?? null);
  if (may !== true) return refuse(may);
  if (asker.kind !== 'person') return refuse('not-signed-in');
  const { accountId } = asker;
  const proved = await provePassword(platform, { accountId }, current, call.now);
  if (proved === null) return refuse('password-wrong');
  const account = await platform.database.global((sql) => store.findAccount(sql, accountId));
  const strong = checkPassword(chosen, account?.username ?? '');
  if (!strong.ok) return strong;
  const passwordHash = await hashPassword(chosen);
  return call.write(async (tx) => {
    await store.updatePassword(tx, accountId, passwordHash);
    await endSessionsOf(tx, accountId, call.sessionToken);
    await noteEvent(tx, accountId, 'password-changed', 'self', call.now);
    return ok({});
  });
};
