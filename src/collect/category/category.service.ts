import { readFile } from 'node:fs/promises';
import { ok } from '../../kernel/outcome.ts';
import { dateOf, type Instant, type LocalDate } from '../../kernel/time.ts';
import { type Handler, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { remember } from '../../platform/remembered.ts';
import {
  type Category,
  type CategoryGroup,
  categoryOperations,
  categorySeedSchema,
  type listCategories as listCategoriesOperation,
  type suggestCategory as suggestCategoryOperation,
} from './category.contract.ts';
import { categoriesAt, categoryAt, speaksOfDanger, suggestCategories } from './category.rules.ts';
import { insertCategories, insertGroups, selectCategories, selectGroups } from './category.store.ts';

export const listCategories: Handler<typeof listCategoriesOperation> = async (call) =>
  ok(await call.read((tx) => getCatalogue(tx, dateOf(call.now))));

export const suggestCategory: Handler<typeof suggestCategoryOperation> = async (call, input) => {
  const { categories } = await call.read((tx) => getCatalogue(tx, dateOf(call.now)));
  const offered = categories.filter(({ open }) => open);
  return ok({ suggestions: suggestCategories(input.text, offered) });
};

/** Kept between calls. Who changes the catalogue (`category-keeping`) reads the tables themselves, as they are then. */
const catalogues = remember(['categories'], async (tx) => {
  const [groups, all] = await Promise.all([selectGroups(tx), selectCategories(tx)]);
  return { groups, all, lastAskedFor: { on: '', categories: [] as Category[] } };
});

/** The catalogue in force on a day, with what is closed for new things: older matters still need its names. */
export async function getCatalogue(
  tx: Tx,
  on: LocalDate,
): Promise<{ groups: CategoryGroup[]; categories: Category[] }> {
  const kept = await catalogues.get(tx);
  // Nearly always the same day: the same list is given, so that what is worked out from it can be kept with it.
  if (kept.lastAskedFor.on !== on) kept.lastAskedFor = { on, categories: categoriesAt(kept.all, on) };
  return { groups: kept.groups, categories: kept.lastAskedFor.categories };
}

/** Whether a report may be about danger, by the catalogue in force. */
export async function isUrgent(
  tx: Tx,
  { text, categoryGuess, now }: { text: string; categoryGuess: string | null; now: Instant },
): Promise<boolean> {
  const { categories } = await getCatalogue(tx, dateOf(now));
  return speaksOfDanger(text, categoryGuess, categories);
}

/** The category of a code as it is offered for new matters on a day. */
export async function findCategory(tx: Tx, code: string, on: LocalDate): Promise<Category | undefined> {
  const found = categoryAt((await catalogues.get(tx)).all, code, on);
  return found?.open ? found : undefined;
}

/** Gives a community the 72 categories it starts with; what it already has stays as it is. */
export async function seedCategories(tx: Tx): Promise<void> {
  const text = await readFile(new URL('./category.seed.json', import.meta.url), 'utf8');
  catalogues.forget(tx);
  const seed = categorySeedSchema.parse(JSON.parse(text));
  await insertGroups(tx, seed.groups);
  await insertCategories(tx, seed.categories);
}

export const categoryHandlers = implement(categoryOperations, { listCategories, suggestCategory });
