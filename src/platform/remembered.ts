import { z } from 'zod';
import type { CommunityId } from '../kernel/id.ts';
import { oneRow, type Tx } from './database.ts';

/** Something of a community that is read often and changes rarely. */
export type Remembered<Value> = {
  /** As it is in this transaction; asked for again, without a statement. */
  get(tx: Tx): Promise<Value>;
  /** For whoever changes it: what this transaction reads from now on is read anew. */
  forget(tx: Tx): void;
};

type Kept<Value> = { version: string; value: Value };

/** The version of each kind of thing; who has never changed has none. */
type Versions = Readonly<Record<string, string>>;

const versionsAsked = new WeakMap<Tx, Promise<Versions>>();

/** Asked for once in every transaction, whatever it goes on to read: then all processes see a change with its commit. */
function versionsIn(tx: Tx): Promise<Versions> {
  const known = versionsAsked.get(tx);
  if (known) return known;
  const asking = askVersions(tx);
  versionsAsked.set(tx, asking);
  return asking;
}

const versionsRow = z.strictObject({ versions: z.record(z.string(), z.string()).nullable() });

async function askVersions(tx: Tx): Promise<Versions> {
  const { versions } = await oneRow(
    versionsRow,
    tx`
      select json_object_agg(what, version) as versions from (
        select what, version from versions where community_id = ${tx.community}
        union all select what, version from global_versions) as kept`,
  );
  return versions ?? {};
}

/**
 * Keeps a value for each community from one transaction to the next as long as what it is made of has the same
 * versions. Triggers on the tables give them (`note_change`): a table without one is not to be read here.
 */
export function remember<Value>(
  what: readonly string[],
  load: (tx: Tx) => Promise<Value>,
): Remembered<Value> {
  return rememberBy<Value, CommunityId>((tx) => tx.community, what, load);
}

/** The same for what belongs to no community: kept once for all of them. */
export function rememberForAll<Value>(
  what: readonly string[],
  load: (tx: Tx) => Promise<Value>,
): Remembered<Value> {
  return rememberBy<Value, 'all'>(() => 'all', what, load);
}

function rememberBy<Value, Key>(
  keyOf: (tx: Tx) => Key,
  what: readonly string[],
  load: (tx: Tx) => Promise<Value>,
): Remembered<Value> {
  const kept = new Map<Key, Kept<Value>>();
  const asked = new WeakMap<Tx, Promise<Value>>();
  const versionIn = (versions: Versions) => what.map((one) => versions[one] ?? 'never changed').join(' ');

  async function find(tx: Tx): Promise<Value> {
    const known = kept.get(keyOf(tx));
    if (known && known.version === versionIn(await versionsIn(tx))) return known.value;
    // Right before it is read, so that what this transaction itself has changed meanwhile is never kept under the
    // version from before; under its own, nobody finds it unless it is committed.
    const version = versionIn(await askVersions(tx));
    const value = await load(tx);
    kept.set(keyOf(tx), { version, value });
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
      asked.delete(tx);
      versionsAsked.delete(tx);
    },
  };
}
