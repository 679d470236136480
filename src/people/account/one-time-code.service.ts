import { randomInt } from 'node:crypto';
import { type Outcome, ok } from '../../kernel/outcome.ts';
import { addMs, hourMs } from '../../kernel/time.ts';
import type { Call } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { usualLimits } from '../../platform/limits.ts';
import { deriveKey, sameSecret, tagOf } from '../../platform/secrets.ts';
import { chargeTallies } from '../../platform/tally.ts';
import { codeCountsOf, isCodeUsable, mayRequestAnother, mayRequestFromHere } from './account.rules.ts';
import * as store from './account.store.ts';

/** Makes six digits for a phone, within the limits of the phone, of where it is asked from and of the community; whoever asks sends them. */
export async function issueCode(
  tx: Tx,
  call: Call,
  use: store.CodeUse,
): Promise<Outcome<string, 'code-too-soon' | 'code-limit-reached' | 'codes-from-here' | 'codes-used-up'>> {
  const { phone } = use;
  await store.lockPhone(tx, phone);
  const sentAt = await store.findCodeTimes(tx, phone, addMs(call.now, -hourMs));
  const may = mayRequestAnother(sentAt, call.now);
  if (!may.ok) return may;
  const before = await chargeTallies(tx, call, codeCountsOf(use.purpose, call.sender));
  const mayHere = mayRequestFromHere(before, call.platform.limits ?? usualLimits, call.now);
  if (!mayHere.ok) return mayHere;
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const codeHash = hashCode(call, use, code);
  await store.insertCode(tx, { ...use, id: newId<store.CodeId>(), codeHash }, call.now);
  return ok(code);
}

/** Whether this is the code; in a transaction of its own, so that a wrong try counts although it is refused. */
export function redeemCode(call: Call, use: store.CodeUse, typed: string): Promise<boolean> {
  const code = typed.normalize('NFKC').replace(/\s/g, '');
  return call.platform.database.global(async (sql) => {
    const latest = await store.lockLatestCode(sql, use);
    if (!latest || !isCodeUsable(latest, call.now)) return false;
    const matches = sameSecret(latest.codeHash, hashCode(call, use, code));
    await store.updateCode(sql, latest.id, {
      tries: latest.tries + 1,
      usedAt: matches ? call.now : null,
    });
    return matches;
  });
}

/** Six digits are soon guessed from a plain hash: only with the server's secret can one be checked at all. */
function hashCode(call: Call, { phone, purpose, subject }: store.CodeUse, code: string): string {
  return tagOf(deriveKey(call.platform.secret, 'one-time codes'), `${purpose} ${subject} ${phone} ${code}`);
}
