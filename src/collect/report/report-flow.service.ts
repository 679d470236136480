import type { Id } from '../../kernel/id.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import type { Call } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { usualLimits } from '../../platform/limits.ts';
import { chargeTallies } from '../../platform/tally.ts';
import { isRestrained } from '../restraint/restraint.service.ts';
import type { Aside, Contact } from './report.contract.ts';
import { normalisePhone } from './report.rules.ts';
import { countedOf, judgeSending } from './report-flow.rules.ts';

type Sent = {
  personId: Id<'person'> | null;
  contact: Contact;
  text: string;
  /** A recording speaks. */
  isSpoken: boolean;
};

/**
 * Counts a report that comes in by itself; gives what is asked next, once it is known whether it speaks of danger:
 * whether it is taken in now, and whether into the queue or aside.
 */
export async function chargeFlow(
  tx: Tx,
  call: Call,
  { personId, contact, text, isSpoken }: Sent,
): Promise<(urgent: boolean) => Outcome<Aside | null, 'reported-too-often'>> {
  const { now, platform, sender } = call;
  const phone = contact.phone === null ? null : normalisePhone(contact.phone);
  const counted = countedOf({ personId, phone, text: isSpoken ? null : text, ...sender });
  const [before, restrained] = await Promise.all([
    chargeTallies(tx, call, counted),
    isRestrained(tx, platform, { personId, phone }, now),
  ]);
  const { times } = platform.limits ?? usualLimits;
  return (urgent) => judgeSending(before, times, { urgent, now, restrained });
}
