import { type CategoryLimit, categoryLimits } from '../../clocks/deadline/deadline.contract.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addDays, type LocalDate } from '../../kernel/time.ts';
import { type Category, type CategoryGroup, categoryFlag, type Tier } from './category.contract.ts';
import { categoryAt } from './category.rules.ts';

/** So far ahead promises are planned. */
const reachDays = 400;

/**
 * The limits a category may have. Dangers stay at two hours on site. Complaints about the property company are
 * answered within ten days (杭州市物业管理条例 第五十条), of which seven working days are left. The vote of the owners is
 * waited for only where the law leaves the matter to them (民法典 第二百七十八条). Nothing takes longer than fifteen
 * working days, the longest that 12345 hotlines allow themselves.
 */
export function limitsOf({ flags }: Pick<Category, 'flags'>): CategoryLimit[] {
  if (flags.includes(categoryFlag.emergency)) return ['U2h'];
  const withoutVote = categoryLimits.filter((limit) => limit !== 'vote');
  if (flags.includes(categoryFlag.replyInTenDays)) return withoutVote.filter((limit) => limit !== 'W15');
  return flags.some((flag) => flag.startsWith('vote278')) ? [...categoryLimits] : withoutVote;
}

export type CategorySaid = {
  from: LocalDate;
  name: { zh: string; en: string };
  tier: Tier;
  limit: CategoryLimit;
  open: boolean;
};

type ChangeRefusal =
  | 'category-not-found'
  | 'change-too-soon'
  | 'change-too-far'
  | 'category-as-it-is'
  | 'limit-not-allowed'
  | 'danger-stays-open';

/**
 * The row a change begins, and the one that ends with it. It holds until the next change that is planned already; in
 * the place of one planned for the same day it stands alone.
 */
export function decideChange(
  rows: readonly Category[],
  code: string,
  said: CategorySaid,
  today: LocalDate,
): Outcome<{ before: Category; after: Category }, ChangeRefusal> {
  const before = categoryAt(rows, code, said.from);
  if (!before) return refuse('category-not-found');
  if (said.from <= today) return refuse('change-too-soon');
  const until = addDays(today, reachDays);
  if (said.from > until) return refuse('change-too-far', { until });
  if (!limitsOf(before).includes(said.limit)) return refuse('limit-not-allowed');
  if (!said.open && before.flags.includes(categoryFlag.emergency)) return refuse('danger-stays-open');
  const { from, ...content } = said;
  const after: Category = { ...before, ...content, effectiveFrom: from };
  return isSame(before, after) ? refuse('category-as-it-is') : ok({ before, after });
}

function isSame(a: Category, b: Category): boolean {
  const sameName = a.name.zh === b.name.zh && a.name.en === b.name.en;
  return sameName && a.tier === b.tier && a.limit === b.limit && a.open === b.open;
}

/** The planned row that goes, and the one before it that then holds as long as it would have. */
export function decideWithdrawal(
  rows: readonly Category[],
  code: string,
  from: LocalDate,
  today: LocalDate,
): Outcome<{ planned: Category; before: Category | undefined }, 'change-not-planned'> {
  const planned = rows.find((row) => row.code === code && row.effectiveFrom === from);
  if (!planned || from <= today) return refuse('change-not-planned');
  return ok({ planned, before: rows.find((row) => row.code === code && row.effectiveTo === from) });
}

export type AdditionSaid = CategorySaid & {
  group: string;
  handler: { zh: string; en: string };
  keywords: string;
};

/** A category of the community's own, under the next number of its group; nobody was promised anything by it yet. */
export function decideAddition(
  { groups, rows }: { groups: readonly CategoryGroup[]; rows: readonly Category[] },
  said: AdditionSaid,
  today: LocalDate,
): Outcome<
  Category,
  'group-not-found' | 'group-full' | 'addition-too-soon' | 'change-too-far' | 'limit-not-allowed'
> {
  const { from, group, keywords, ...content } = said;
  if (!groups.some(({ code }) => code === group)) return refuse('group-not-found');
  if (from < today) return refuse('addition-too-soon');
  const until = addDays(today, reachDays);
  if (from > until) return refuse('change-too-far', { until });
  if (!limitsOf({ flags: [] }).includes(said.limit)) return refuse('limit-not-allowed');
  const numbers = rows.filter((row) => row.group === group).map((row) => Number(row.code.slice(3)));
  const next = Math.max(0, ...numbers) + 1;
  if (next > 99) return refuse('group-full');
  return ok({
    ...{ ...content, group, code: `${group}${String(next).padStart(2, '0')}` },
    ...{ flags: [], keywords: [...new Set(keywords.split(/[\s,，、;；]+/).filter((word) => word !== ''))] },
    ...{ effectiveFrom: from, effectiveTo: null },
  });
}
