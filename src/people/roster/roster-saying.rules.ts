import { type Locale, sayIn } from '../../kernel/text.ts';
import type { Occupancy } from '../household/household.contract.ts';
import { householdText } from '../household/household.text.ts';
import type { RosterChange, RosterProblem } from './roster.contract.ts';
import { rosterText as text } from './roster.text.ts';

/** Where a row stands, as people look for it. */
export function sayRow({ sheet, row }: Pick<RosterProblem, 'sheet' | 'row'>, locale: Locale): string {
  return sayIn(locale)(text.at, sheet ?? '', row);
}

/** What is wrong with a row, its column named first. */
export function sayRosterProblem({ field, code, found }: RosterProblem, locale: Locale): string {
  const say = sayIn(locale);
  return `${say(text.fields[field])}${locale === 'zh' ? '：' : ': '}${say(text.problems[code], found)}`;
}

/** One change in words: 面积 88.00㎡ → 89.50㎡. */
export function sayChange({ kind, from, to }: RosterChange, locale: Locale): string {
  const say = sayIn(locale);
  const what = say(text.changes[kind]);
  switch (kind) {
    case 'home-new':
      return what;
    case 'person-new':
    case 'person-joins':
    case 'person-leaves':
      return say(text.of, what, to ?? from ?? '');
    case 'area':
      return say(text.becomes, what, sayArea(from, locale), sayArea(to, locale));
    case 'use': {
      const uses = (from ?? '').split(' ').filter((one) => one !== '');
      return say(
        text.becomes,
        what,
        uses.map((use) => sayUse(use, locale)).join(' '),
        sayUse(to ?? '', locale),
      );
    }
    default:
      return say(text.becomes, what, from ?? '', to ?? '');
  }
}

function sayArea(areaDm2: string | null, locale: Locale): string {
  return areaDm2 === null ? '' : sayIn(locale)(text.area, (Number(areaDm2) / 100).toFixed(2));
}

function sayUse(use: string, locale: Locale): string {
  return use in householdText.occupancy ? sayIn(locale)(householdText.occupancy[use as Occupancy]) : use;
}
