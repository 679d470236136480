import type { Awaited } from '../../people/session/session.contract.ts';
import type { Call } from '../../platform/call.ts';
import { fieldOf } from '../../platform/http/form.ts';
import { ownAddress } from './display.ts';
import type { FormFields } from './page.ts';

/** After signing in: where they wanted to go, else their first page. */
export function leadOn(values: FormFields, home: string): string {
  return orHome(fieldOf(values, '_next'), home);
}

function orHome(wanted: string | undefined, home: string): string {
  const next = ownAddress(wanted);
  return next === '/' ? home : next;
}

/** After what staff showed first: on to what is still owed, and then where they wanted to go. */
export function afterFirstProof(call: Call, awaits: Awaited | null, wanted: string | undefined): string {
  const home = `/c/${call.community.slug}`;
  const next = orHome(wanted, `${home}/start`);
  if (awaits === null) return next;
  const step = awaits === 'code' ? '/sign-in/second-factor' : '/account/second-factor';
  return `${home}${step}?next=${encodeURIComponent(next)}`;
}
