import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, refuse } from '../../kernel/outcome.ts';
import type { Say } from '../../kernel/text.ts';
import { fieldOf } from '../../platform/http/form.ts';
import type { Frame } from '../../web/frame.ts';
import { ownAddress } from './display.ts';
import type { FormFields } from './page.ts';

/** An address of this site with the code of what was just done. */
export function withDone(address: string, code: string): string {
  const url = new URL(address, 'http://page.invalid');
  url.searchParams.set('done', code);
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Back to the page a form stood on, which then says what was done. */
export function backWith(values: FormFields, code: string): string {
  return withDone(ownAddress(fieldOf(values, '_from')), code);
}

/** The line for what was just done; nothing for a code nobody gave. */
export function flashOf(
  say: Say,
  done: Frame['done'],
  texts: Record<string, { zh: string; en: string }>,
): string | undefined {
  const text = done !== undefined && Object.hasOwn(texts, done) ? texts[done] : undefined;
  return text && say(text);
}

/** What a page cannot show without: to whom it is refused, there is no such page. */
export function orNotFound<Value>(outcome: Outcome<Value>): Outcome<Value> {
  return outcome.ok ? outcome : refuse('not-found');
}

/** The answer of a part a page can do without. */
export function orElse<Value>(outcome: Outcome<Value>, otherwise: Value): Value {
  return outcome.ok ? outcome.value : otherwise;
}

/** Pages nobody comes to but staff, who sign in by user name. */
const staffPages =
  /^\/(desk|tasks|people|residence-requests|flags|messages|phrases|absences|settings|operator|reports\/on-behalf)(?=[/?#]|$)/;

/** Where somebody signs in and comes back from: residents by telephone, whoever wants a page of the staff's as staff. */
export function signInFor(slug: string, path: string): string {
  const home = `/c/${slug}`;
  const door = staffPages.test(path) ? '/sign-in/staff' : '/sign-in';
  return `${home}${door}?next=${encodeURIComponent(home + path)}`;
}

/** The report whose private link the visitor opened, if any. */
export function reportIdOf(asker: Asker): Id<'report'> | undefined {
  return asker.kind === 'follower' || asker.kind === 'person' ? asker.reportId : undefined;
}
