import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Platform } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { deriveKey, tagOf } from '../../platform/secrets.ts';
import { knownBy, type Sender } from './restraint.rules.ts';
import * as store from './restraint.store.ts';

type Keyed = Pick<Platform, 'secret'>;

/** Neither a number nor a person can be read from what is kept of them. */
function hashesOf(tx: Tx, { secret }: Keyed, sender: Sender): string[] {
  const key = deriveKey(secret, 'restraints');
  return knownBy(sender).map((known) => tagOf(key, JSON.stringify([tx.community, known])).slice(0, 32));
}

/** Whoever sent a report sends less until then; whoever is not known by it does not. */
export async function restrainSender(
  tx: Tx,
  platform: Keyed,
  of: { reportId: Id<'report'>; sender: Sender; until: Instant },
): Promise<void> {
  const { reportId, until } = of;
  await store.insertRestraints(tx, { reportId, hashes: hashesOf(tx, platform, of.sender), until });
}

/** What one report brought about ends; what another brought goes on. */
export function liftRestraints(tx: Tx, reportId: Id<'report'>): Promise<void> {
  return store.deleteOf(tx, reportId);
}

/** Whether somebody sends less now, by who they are or by the number they leave. */
export async function isRestrained(tx: Tx, platform: Keyed, sender: Sender, now: Instant): Promise<boolean> {
  const hashes = hashesOf(tx, platform, sender);
  return hashes.length > 0 && store.isAnyRestrained(tx, hashes, now);
}

/** For those who send text messages: whether a number gets no news for now. */
export function isNumberRestrained(
  platform: Keyed,
): (tx: Tx, phone: string, now: Instant) => Promise<boolean> {
  return (tx, phone, now) => isRestrained(tx, platform, { personId: null, phone }, now);
}

/** Forgets whom nothing holds back any more; gives how many. */
export function forgetRestraints(tx: Tx, now: Instant): Promise<number> {
  return store.deleteEnded(tx, now);
}
