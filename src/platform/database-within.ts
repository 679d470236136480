import type { CommunityId } from '../kernel/id.ts';
import { type Connection, type Database, inOne, type Sql, type Statement, type Tx } from './database.ts';

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
    end: (last: readonly Statement[]) => Promise<unknown> = released,
  ): Promise<T> {
    const mine = last.then(() => inSavepoint(community, work, end));
    last = mine.catch(() => undefined);
    return mine;
  }

  async function inSavepoint<T>(
    community: CommunityId | '',
    work: (withCommit: Tx['withCommit']) => Promise<T>,
    end: (last: readonly Statement[]) => Promise<unknown>,
  ): Promise<T> {
    const last: Statement[] = [];
    // Executed, not awaited: they go down the line together with the first statement of the work.
    const opened = Promise.all([
      outer`savepoint one_work`.execute(),
      outer`select set_config('app.community', ${community}, true)`.execute(),
    ]);
    opened.catch(() => undefined);
    const withCommit: Tx['withCommit'] = (statement) => {
      last.push(statement);
      return undefined;
    };
    try {
      const said = work(withCommit);
      const [, done] = await Promise.allSettled([opened, said]);
      await opened;
      if (done.status === 'rejected') throw done.reason;
      await end(last);
      return done.value;
    } catch (error) {
      await outer`rollback to savepoint one_work`;
      await outer`release savepoint one_work`;
      throw error;
    }
  }

  function released(last: readonly Statement[]): Promise<unknown> {
    return Promise.all([inOne(outer, last)?.execute(), outer`release savepoint one_work`.execute()]);
  }

  /** What was read is there already: the savepoint goes with what is said next. */
  async function releasedAhead(): Promise<void> {
    outer`release savepoint one_work`.execute().catch(() => undefined);
  }

  const inside =
    (end: typeof released) =>
    <T>(community: CommunityId, work: (tx: Tx) => Promise<T>) =>
      inTurn(community, (withCommit) => work(Object.assign(speechOn(outer), { community, withCommit })), end);
  const global = <T>(work: (sql: Sql) => T | Promise<T>) => inTurn('', async () => work(speechOn(outer)));
  return {
    sql: Object.assign(speechOn(outer), {
      begin: global,
      reserve: () => Promise.reject(new Error('inside a transaction there is no other session')),
      end: () => Promise.resolve(),
    }) as Connection,
    read: inside(releasedAhead),
    write: inside(released),
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
