import type { Id } from '../../kernel/id.ts';
import { addMs, minuteMs } from '../../kernel/time.ts';
import type { Call } from '../../platform/call.ts';
import { seal, unseal } from '../../platform/secrets.ts';

/** Long enough to write ten codes down, too short for an address in a history to be of use. */
const shownMs = 10 * minuteMs;

/**
 * Takes what is kept nowhere from the form that made it to the page that shows it: sealed in the address, for one
 * person, for a few minutes.
 */
export function handOver(call: Call, purpose: string, person: Id<'person'>, text: string): string {
  return seal(call.platform.secret, purpose, JSON.stringify([person, addMs(call.now, shownMs), text]));
}

/** What was handed over to the person who asks; undefined for anybody else, and when its time is over. */
export function takeOver(call: Call, purpose: string, sealed: string | undefined): string | undefined {
  const opened = unseal(call.platform.secret, purpose, sealed ?? '');
  if (opened === undefined || call.asker.kind !== 'person') return undefined;
  const [person, until, text] = JSON.parse(opened) as [Id<'person'>, number, string];
  return person === call.asker.personId && call.now < until ? text : undefined;
}
