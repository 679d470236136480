import { isId } from '../../kernel/id.ts';
import type { FormValues } from '../../platform/http/input.ts';

/**
 * Whether what a form brought may be shown and sent along again: passwords and one-time codes never stand in a page.
 */
export function mayComeBack(operation: { name: string }, values: FormValues): boolean {
  if (operation.name.startsWith('account.')) return false;
  return !Object.keys(values).some((name) => /password|^code$/i.test(name));
}

/** The fields to send along again; the origin token belongs to the page that is sent. */
export function fieldsToSendAgain(values: FormValues): [name: string, value: string][] {
  return Object.entries(values)
    .filter(([name]) => name !== '_csrf')
    .flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
}

/** What somebody wrote in words, as distinct from choices, ids and what the page itself put in. */
export function wordsIn(values: FormValues): string[] {
  return Object.entries(values)
    .filter(([name]) => !name.startsWith('_'))
    .flatMap(([, value]) => value)
    .filter((value) => !isId(value) && /[^\p{ASCII}]|\S\s+\S/u.test(value));
}

/** As a page writes text down. */
function inHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

const evenly = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** What somebody wrote and a page does not show, though it is the page their form came back to. */
export function wordsMissing(html: string, values: FormValues): string[] {
  const page = evenly(html);
  return wordsIn(values).filter((words) => !page.includes(evenly(inHtml(words))));
}
