import { fixedLimits } from '../../../clocks/deadline/deadline.rules.ts';
import { limitName, sayLimit } from '../../../clocks/deadline/deadline.text.ts';
import type { Say } from '../../../kernel/text.ts';
import { webText } from '../../../web/web.text.ts';
import type { Category } from '../category.contract.ts';
import { categoriesText as text } from './categories.text.ts';

/** How soon somebody is heard of: on site where there is danger, else by a first contact. */
export function contactWords(say: Say, { limit }: Pick<Category, 'limit'>): string {
  return limit === 'U2h' ? say(text.contactOnSite) : sayLimit(say, fixedLimits['first-contact']);
}

/** What of a category differs from another row of it, each as one line. */
export function differences(say: Say, before: Category, after: Category): string[] {
  const state = ({ open }: Category) => say(open ? text.open : text.closed);
  const pairs: [string, string, string][] = [
    [say(text.name), say(before.name), say(after.name)],
    [say(text.tier), say(webText.tiers[before.tier]), say(webText.tiers[after.tier])],
    [say(text.limit), say(limitName[before.limit]), say(limitName[after.limit])],
    [say(text.state), state(before), state(after)],
  ];
  return pairs
    .filter(([, was, will]) => was !== will)
    .map(([what, was, will]) => say(text.was, what, was, will));
}
