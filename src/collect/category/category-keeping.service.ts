import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { dateOf, formatInstant, localDate } from '../../kernel/time.ts';
import type { EntryDraft } from '../../ledger/entry/entry.contract.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import { getPersonNames } from '../../people/person/person.service.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { Category } from './category.contract.ts';
import { categoryKeepingOperations } from './category.operations.contract.ts';
import { mayChangeCategories, mayReviewCategories } from './category.policy.ts';
import { categoryAt } from './category.rules.ts';
import {
  type CategoryChange,
  deleteCategory,
  insertChange,
  lockCatalogue,
  selectCategories,
  selectChanges,
  selectGroups,
  updateEnd,
  upsertCategory,
} from './category.store.ts';
import { entryOfPromise, entryOfWithdrawal } from './category-entry.rules.ts';
import {
  type CategorySaid,
  decideAddition,
  decideChange,
  decideWithdrawal,
  limitsOf,
} from './category-keeping.rules.ts';

type Handlers = HandlersOf<typeof categoryKeepingOperations>;

const shownChanges = 50;

const reviewCategories: Handlers['reviewCategories'] = async (call) => {
  const may = mayReviewCategories(call.asker);
  if (may !== true) return refuse(may);
  const today = dateOf(call.now);
  return call.read(async (tx) => {
    const [groups, rows] = [await selectGroups(tx), await selectCategories(tx)];
    const codes = [...new Set(rows.map(({ code }) => code))];
    return ok({
      groups,
      categories: codes.flatMap((code) => {
        const planned = rows.filter((row) => row.code === code && row.effectiveFrom > today);
        const row = categoryAt(rows, code, today) ?? planned[0];
        return row ? [{ code, row, planned, limits: limitsOf(row) }] : [];
      }),
      can: { change: mayChangeCategories(call.asker) },
    });
  });
};

const readHistory: Handlers['readHistory'] = async (call, { code }) => {
  const may = mayReviewCategories(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => {
    const rows = (await selectCategories(tx)).filter((row) => row.code === code);
    const last = rows.at(-1);
    if (!last) return refuse('category-not-found');
    const changes = await selectChanges(tx, code, shownChanges);
    const names = await getPersonNames(
      tx,
      changes.map(({ personId }) => personId),
    );
    return ok({
      rows,
      limits: limitsOf(last),
      changes: changes.map(({ id, at, personId, kind, effectiveFrom, reason }) => ({
        ...{ id, at: formatInstant(at), by: names.get(personId) ?? '', kind, effectiveFrom, reason },
      })),
      can: { change: mayChangeCategories(call.asker) },
    });
  });
};

type SaidOnWire = Pick<CategorySaid, 'tier' | 'limit'> & {
  from: string;
  nameZh: string;
  nameEn: string;
  open: 'yes' | 'no';
};

function readSaid({ from, nameZh, nameEn, tier, limit, open }: SaidOnWire): CategorySaid {
  return { from: localDate(from), name: { zh: nameZh, en: nameEn }, tier, limit, open: open === 'yes' };
}

const previewChange: Handlers['previewChange'] = async (call, input) => {
  const may = mayChangeCategories(call.asker);
  if (may !== true) return refuse(may);
  const rows = await call.read(selectCategories);
  return decideChange(rows, input.code, readSaid(input), dateOf(call.now));
};

/** Decides on the catalogue as nobody else is changing it, writes, and records who did it and why. */
async function keep<Code extends string>(
  call: Call,
  reason: string,
  decideAndWrite: (
    tx: Tx,
    rows: readonly Category[],
  ) => Promise<Outcome<{ category: Category; kind: CategoryChange['kind']; entry: EntryDraft }, Code>>,
): Promise<Outcome<{ category: Category }, Code | 'administrator-only'>> {
  if (mayChangeCategories(call.asker) !== true || call.asker.kind !== 'person') {
    return refuse('administrator-only');
  }
  const { personId } = call.asker;
  return call.write(async (tx): Promise<Outcome<{ category: Category }, Code>> => {
    await lockCatalogue(tx);
    const kept = await decideAndWrite(tx, await selectCategories(tx));
    if (!kept.ok) return kept;
    const { category, kind, entry } = kept.value;
    const { code, effectiveFrom } = category;
    const id = newId<Id<'category-change'>>();
    await insertChange(tx, { id, at: call.now, personId, code, kind, effectiveFrom, reason });
    await appendEntries(tx, [entry]);
    return ok({ category });
  });
}

const changeCategory: Handlers['changeCategory'] = (call, input) =>
  keep(call, input.reason, async (tx, rows) => {
    const decided = decideChange(rows, input.code, readSaid(input), dateOf(call.now));
    if (!decided.ok) return decided;
    const { before, after } = decided.value;
    if (before.effectiveFrom !== after.effectiveFrom) await updateEnd(tx, before, after.effectiveFrom);
    await upsertCategory(tx, after);
    const entry = entryOfPromise('changed', after, input.reason, call.now);
    return ok({ category: after, kind: 'changed', entry });
  });

const withdrawChange: Handlers['withdrawChange'] = async (call, { code, from, reason }) => {
  const done = await keep(call, reason, async (tx, rows) => {
    const decided = decideWithdrawal(rows, code, localDate(from), dateOf(call.now));
    if (!decided.ok) return decided;
    const { planned, before } = decided.value;
    await deleteCategory(tx, planned);
    if (before) await updateEnd(tx, before, planned.effectiveTo);
    const entry = entryOfWithdrawal(planned, reason, call.now);
    return ok({ category: planned, kind: 'withdrawn', entry });
  });
  return done.ok ? ok({ code: done.value.category.code }) : done;
};

const addCategory: Handlers['addCategory'] = (call, input) =>
  keep(call, input.reason, async (tx, rows) => {
    const { group, handlerZh, handlerEn, keywords } = input;
    const said = { ...readSaid({ ...input, open: 'yes' }), handler: { zh: handlerZh, en: handlerEn } };
    const groups = await selectGroups(tx);
    const decided = decideAddition({ groups, rows }, { ...said, group, keywords }, dateOf(call.now));
    if (!decided.ok) return decided;
    await upsertCategory(tx, decided.value);
    const entry = entryOfPromise('added', decided.value, input.reason, call.now);
    return ok({ category: decided.value, kind: 'added', entry });
  });

export const categoryKeepingHandlers = implement(categoryKeepingOperations, {
  ...{ reviewCategories, readHistory, previewChange },
  ...{ changeCategory, withdrawChange, addCategory },
});
