import type { CommunityId } from '../kernel/id.ts';
import type { Tx } from './database.ts';

/** Something of a community that is read often and changes rarely. */
export type Remembered<Value> = {
  /** As it is in this transaction; asked for again, without a statement. */
  get(tx: Tx): Promise<Value>;
  /** For whoever changes it: what this transaction reads from now on is read anew. */
  forget(tx: Tx): void;
};

type Kept<Value> = { version: string; value: Value };

/**
 * Keeps a value for each community from one transaction to the next as long as its version stays the same. The version
 * is asked for once in every transaction, so that all processes see a change with its commit; what tells one version
 * from the next must never come again (a count of rows that are only added, say), or a change could be missed.
 */
export function remember<Value>(
  findVersion: (tx: Tx) => Promise<string>,
  load: (tx: Tx) => Promise<Value>,
): Remembered<Value> {
  const kept = new Map<CommunityId, Kept<Value>>();
  const asked = new WeakMap<Tx, Promise<Value>>();
  /** What they read may yet be rolled back: nobody else may take it for the truth. */
  const changing = new WeakSet<Tx>();

  async function find(tx: Tx): Promise<Value> {
    if (changing.has(tx)) return load(tx);
    const version = await findVersion(tx);
    const known = kept.get(tx.community);
    if (known?.version === version) return known.value;
    const value = await load(tx);
    if (!changing.has(tx)) kept.set(tx.community, { version, value });
    return value;
  }

  return {
    get(tx) {
      const known = asked.get(tx);
      if (known) return known;
      const finding = find(tx);
      asked.set(tx, finding);
      return finding;
    },
    forget(tx) {
      changing.add(tx);
      asked.delete(tx);
    },
  };
}
