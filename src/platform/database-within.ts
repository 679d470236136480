import type { CommunityId } from '../kernel/id.ts';
import type { Connection, Database, Sql, Tx } from './database.ts';

type Speak = (first: never, ...rest: never[]) => unknown;

/**
 * A database inside one open transaction: each of its transactions is a savepoint of that one, one after the
 * other, so that any number of operations, each whole or not done, stand together or not at all. Unlike the real
 * one, a work that opens another and waits for it would wait for ever.
 */
export function databaseWithin(outer: Sql): Database {
  let last: Promise<unknown> = Promise.resolve();

  /** One at a time: savepoints nest, they cannot run side by side. */
  function inTurn<T>(
    community: CommunityId | '',
    work: (withCommit: Tx['withCommit']) => Promise<T>,
  ): Promise<T> {
    const mine = last.then(() => inSavepoint(community, work));
    last = mine.catch(() => undefined);
    return mine;
  }

  async function inSavepoint<T>(
    community: CommunityId | '',
    work: (withCommit: Tx['withCommit']) => Promise<T>,
  ): Promise<T> {
    const last: PromiseLike<unknown>[] = [];
    await outer`savepoint one_work`;
    try {
      await outer`select set_config('app.community', ${community}, true)`;
      const done = await work((statement) => last.push(statement));
      for (const statement of last) await statement;
      await outer`release savepoint one_work`;
      return done;
    } catch (error) {
      await outer`rollback to savepoint one_work`;
      await outer`release savepoint one_work`;
      throw error;
    }
  }

  const inside = <T>(community: CommunityId, work: (tx: Tx) => Promise<T>) =>
    inTurn(community, (withCommit) => work(Object.assign(speechOn(outer), { community, withCommit })));
  const global = <T>(work: (sql: Sql) => T | Promise<T>) => inTurn('', async () => work(speechOn(outer)));
  return {
    sql: Object.assign(speechOn(outer), {
      begin: global,
      reserve: () => Promise.reject(new Error('inside a transaction there is no other session')),
      end: () => Promise.resolve(),
    }) as Connection,
    read: inside,
    write: inside,
    global,
    // One line, which is the caller's.
    figures: () => ({ open: 1, idle: 0, waiting: 0, max: 1 }),
    close: () => Promise.resolve(),
  };
}

/** The same speech under a name of its own, since a community is noted on it. */
function speechOn(outer: Sql): Sql {
  const speak: Speak = (first, ...rest) => (outer as unknown as Speak)(first, ...rest);
  const { unsafe, json, types, typed } = outer;
  return Object.assign(speak, { unsafe, json, types, typed }) as unknown as Sql;
}
