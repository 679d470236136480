import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { dateOf, type LocalDate } from '../../kernel/time.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import { type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { type Inhabitants, inhabitantsOperations, type ShownCount } from './inhabitants.contract.ts';
import { maySetInhabitants } from './inhabitants.policy.ts';
import { decideCount, entryOfCount, inhabitantsOn, showCount } from './inhabitants.rules.ts';
import * as store from './inhabitants.store.ts';

type Handlers = HandlersOf<typeof inhabitantsOperations>;

/** How many people lived here on a day, as far as anybody counted; null where nobody did. */
export async function findInhabitants(tx: Tx, day: LocalDate): Promise<Inhabitants | null> {
  return inhabitantsOn(await store.selectCounts(tx), day);
}

const listCounts: Handlers['listCounts'] = async (call) => {
  const counts = await call.read(store.selectCounts);
  return ok({ counts: counts.map(showCount), can: { set: maySetInhabitants(call.asker) } });
};

const setCount: Handlers['setCount'] = async (call, input) => {
  const { asker, now } = call;
  if (maySetInhabitants(asker) !== true || asker.kind !== 'person') return refuse('administrator-only');
  const said = { ...input, countedOn: input.countedOn as LocalDate };
  type Refused = 'inhabitants-changed' | 'inhabitants-as-it-is' | 'counted-ahead';
  return call.write<Outcome<ShownCount, Refused>>(async (tx) => {
    const decided = decideCount(await store.selectCounts(tx), said, dateOf(now));
    if (!decided.ok) return decided;
    const kept = { ...decided.value, at: now, personId: asker.personId };
    if (!(await store.insertCount(tx, kept))) return refuse('inhabitants-changed');
    await appendEntries(tx, [entryOfCount(kept)]);
    return ok(showCount(kept));
  });
};

export const inhabitantsHandlers = implement(inhabitantsOperations, { listCounts, setCount });
