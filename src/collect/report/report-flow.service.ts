import type { Id } from '../../kernel/id.ts';
import type { Outcome } from '../../kernel/outcome.ts';
import { dateOf } from '../../kernel/time.ts';
import type { Call } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { usualLimits } from '../../platform/limits.ts';
import { chargeTallies } from '../../platform/tally.ts';
import { speaksOfDanger } from '../category/category.rules.ts';
import { getCatalogue } from '../category/category.service.ts';
import { listRecordings } from '../recording/recording.service.ts';
import { isRestrained } from '../restraint/restraint.service.ts';
import type { Aside, Contact } from './report.contract.ts';
import { normalisePhone } from './report.rules.ts';
import { countedOf, judgeSending } from './report-flow.rules.ts';

type Sent = {
  personId: Id<'person'> | null;
  contact: Contact;
  text: string;
  categoryGuess: string | null;
  draftId: Id<'draft'> | null;
};

/** Counts a report that comes in by itself: whether it is taken in now, and whether into the queue or aside. */
export async function chargeFlow(
  tx: Tx,
  call: Call,
  { personId, contact, text, categoryGuess, draftId }: Sent,
): Promise<Outcome<Aside | null, 'reported-too-often'>> {
  const { now, platform, sender } = call;
  const phone = contact.phone === null ? null : normalisePhone(contact.phone);
  const isSpoken = draftId !== null && (await listRecordings(tx, 'draft', [draftId])).size > 0;
  const counted = countedOf({ personId, phone, text: isSpoken ? null : text, ...sender });
  const [{ categories }, restrained, before] = await Promise.all([
    getCatalogue(tx, dateOf(now)),
    isRestrained(tx, platform, { personId, phone }, now),
    chargeTallies(tx, call, counted),
  ]);
  const urgent = speaksOfDanger(text, categoryGuess, categories);
  return judgeSending(before, (platform.limits ?? usualLimits).times, { urgent, now, restrained });
}
