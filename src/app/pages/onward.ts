import type { Call } from '../../platform/call.ts';
import { fieldOf } from '../../platform/http/form.ts';
import { ownAddress } from './display.ts';
import type { FormFields } from './page.ts';

/** Where a form's page said to go on (`_next`), with the code of what was done for one short line there. */
export function onward(call: Call, values: FormFields, done: string, otherwise: string): string {
  const next = ownAddress(fieldOf(values, '_next'));
  return withQuery(next === '/' ? `/c/${call.community.slug}${otherwise}` : next, { done });
}

/** An address with these values in its query, instead of those it had by the same names. */
export function withQuery(address: string, values: Record<string, string>): string {
  const url = new URL(address, 'http://page.invalid');
  for (const name of ['done', 'seen']) url.searchParams.delete(name);
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, value);
  return `${url.pathname}${url.search}`;
}
