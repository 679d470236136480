import type postgres from 'postgres';
import type { z } from 'zod';
import { type CommunityId, isId } from '../kernel/id.ts';
import type { Instant } from '../kernel/time.ts';
import {
  type Destination,
  type Line,
  openPool,
  type Pool,
  type PoolFigures,
  type PoolLimits,
} from './database-pool.ts';
import type { WireTypes } from './database-wire.ts';

export type ConnectionOptions = Destination;

/** What can be said to the database: sql`…`; its parts are sql(list), sql(identifier), sql.json(value), sql`…`. */
export type Sql = postgres.ISql<WireTypes> & { notify: never; file: never; array: never };

/**
 * A pool: each statement goes by itself to whichever connection is free. It is awaited, or stands inside another
 * statement; the driver's modifiers (simple, raw, cursor …) are for transactions.
 */
export type Connection = Sql & {
  begin<T>(work: (sql: Sql) => T | Promise<T>): Promise<T>;
  /** A session of one's own, for what outlives a transaction (locks, settings); it ends with its release. */
  reserve(): Promise<Sql & { release(): void }>;
  /** Waits up to `timeout` seconds for those at work. */
  end(options?: { timeout?: number }): Promise<void>;
};

/**
 * A transaction inside one community: row-level security lets it see and write that community's rows only.
 * Statements still name `community_id = ${tx.community}`: the fence is the second line, not the first.
 */
export type Tx = Sql & {
  readonly community: CommunityId;
  /**
   * A last statement that nobody waits for and nothing in the transaction reads: it travels with the commit, and its
   * failure undoes everything. Several go as one statement, in no settled order: none may rest upon another.
   */
  withCommit: Say;
};

/** A statement that writes, not said yet: whoever has it decides when. */
export type Statement = postgres.PendingQuery<postgres.Row[]>;

/** Says a statement, and gives what has to be waited for. */
export type Say = (statement: Statement) => PromiseLike<unknown> | undefined;

/** Says it now, and waits for it. */
export const atOnce: Say = (statement) => statement;

export type Database = {
  sql: Connection;
  /** Reads in one community; the transaction is read-only, whatever the work tries. */
  read<T>(community: CommunityId, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Writes in one community: all of it or nothing. Throwing rolls back. */
  write<T>(community: CommunityId, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A transaction over the global tables only (accounts, sessions, codes): no community's row is visible. */
  global<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** How busy its connections are. */
  figures(): PoolFigures;
  close(): Promise<void>;
};

export type ConnectionOverrides = Partial<PoolLimits>;

const defaultWaitMs = 10_000;
/** Longer than any statement of ours takes; shorter than a person or a proxy waits. */
const defaultSilenceMs = 30_000;

/** Opens a pool. Instants cross as milliseconds, days as YYYY-MM-DD, columns as camelCase. */
export function openConnection(
  options: ConnectionOptions,
  { max = 10, silenceMs = 0, waitMs = defaultWaitMs }: ConnectionOverrides = {},
): Connection {
  return connectionOn(openPool(options, { max, silenceMs, waitMs }));
}

function connectionOn(pool: Pool): Connection {
  const alone = async (say: (line: Line) => PromiseLike<unknown>): Promise<unknown> => {
    const line = await pool.lease();
    pool.endReading(line);
    try {
      return await say(line);
    } finally {
      pool.release(line);
    }
  };
  const { scribe } = pool;
  const speak = (first: never, ...rest: never[]): unknown => {
    const part: unknown = scribe(first, ...rest);
    return isTemplate(first) ? runAwaited(part, () => alone((line) => line.sql`${part as never}`)) : part;
  };
  const unsafe = (text: string, ...rest: never[]): unknown =>
    runAwaited(scribe.unsafe(text, ...rest), () => alone((line) => line.sql.unsafe(text, ...rest)));
  const { json, types, typed } = scribe;
  return Object.assign(speak, {
    ...{ unsafe, json, types, typed },
    begin: (work: (sql: Sql) => unknown) => transact(pool, { begin: 'begin' }, work),
    async reserve() {
      const line = await pool.lease();
      pool.endReading(line);
      line.isClean = false;
      const speech = speechOn(line);
      const release = () => {
        speech.end();
        pool.release(line);
      };
      return Object.assign(speech.sql, { release });
    },
    end: ({ timeout = 60 }: { timeout?: number } = {}) => pool.close(timeout * 1000),
  }) as unknown as Connection;
}

function isTemplate(first: object | string): boolean {
  return typeof first === 'object' && 'raw' in first;
}

/** The driver's own statement, which may stand inside another; only when it is awaited does it go to a line. */
function runAwaited(part: unknown, start: () => Promise<unknown>): unknown {
  let running: Promise<unknown> | undefined;
  const run = () => {
    running ??= start();
    return running;
  };
  return Object.assign(part as object, {
    // biome-ignore lint/suspicious/noThenProperty: awaiting it is what runs it, as it is with the driver.
    then: (...then: Parameters<Promise<unknown>['then']>) => run().then(...then),
    catch: (...then: Parameters<Promise<unknown>['catch']>) => run().catch(...then),
    finally: (...then: Parameters<Promise<unknown>['finally']>) => run().finally(...then),
  });
}

/** Wraps a pool of the application role; refuses one that row-level security would not hold. */
export async function openDatabase(
  options: ConnectionOptions,
  { max = 10, silenceMs = defaultSilenceMs, waitMs = defaultWaitMs }: ConnectionOverrides = {},
): Promise<Database> {
  const pool = openPool(options, { max, silenceMs, waitMs });
  const sql = connectionOn(pool);
  try {
    await refuseBypassingRole(sql);
  } catch (error) {
    await sql.end({ timeout: 1 });
    throw error;
  }
  const inside =
    (begin: Opening['begin']) =>
    <T>(community: CommunityId, work: (tx: Tx) => Promise<T>) =>
      transact(pool, { begin, community }, (said, withCommit) =>
        work(Object.assign(said, { community, withCommit })),
      );
  return {
    sql,
    read: inside('begin read only'),
    write: inside('begin'),
    global: (work) => transact(pool, { begin: 'begin' }, work),
    figures: () => pool.figures(),
    close: () => sql.end({ timeout: 5 }),
  };
}

type Opening = { begin: 'begin' | 'begin read only'; community?: CommunityId };

/** Does work in a transaction on a line of its own, and leaves the line without one, or leaves no line. */
async function transact<T>(
  pool: Pool,
  opening: Opening,
  work: (sql: Sql, withCommit: Say) => T | Promise<T>,
): Promise<T> {
  const line = await pool.lease();
  const speech = speechOn(line);
  const last: Statement[] = [];
  const withCommit: Say = (statement) => {
    last.push(statement);
    return undefined;
  };
  try {
    line.isClean = false;
    const opened = open(line, opening, pool.takeReading(line));
    opened.catch(() => undefined);
    // What opens it goes down the line together with its first statement. Were it not opened, what is said behind the
    // fence of a community would find none; what goes to the global tables waits.
    if (opening.community === undefined) await opened;
    const said = (async () => work(speech.sql, withCommit))();
    said.catch(() => undefined).finally(speech.end);
    const [, done] = await Promise.allSettled([opened, said]);
    await opened;
    if (done.status === 'rejected') throw done.reason;
    if (opening.begin === 'begin') await commit(line, last);
    else pool.leaveOpen(line);
    line.isClean = true;
    return done.value;
  } catch (error) {
    speech.end();
    if (!line.isClean) await rollBack(line);
    throw error;
  } finally {
    pool.release(line);
  }
}

async function commit(line: Line, last: readonly Statement[]): Promise<void> {
  // Executed, not awaited: the driver sends in the order in which it is asked, and an await asks a moment later.
  const said = inOne(line.sql as unknown as Sql, last)?.execute();
  const [{ command }] = await Promise.all([line.sql`commit`.execute(), said]);
  // PostgreSQL's answer to committing what has failed: the work swallowed the error of a statement.
  if (command === 'ROLLBACK') throw new Error('a statement failed, so nothing of its transaction was kept');
}

/** The texts between so many statements in one; the driver knows a statement by them, so they are made once. */
const framesOfMany: TemplateStringsArray[] = [];

/** Several statements that write, as one: the database answers once instead of as often as there are statements. */
export function inOne(sql: Sql, statements: readonly Statement[]): Statement | undefined {
  if (statements.length <= 1) return statements[0];
  const frame = framesOfMany[statements.length] ?? frameOf(statements.length);
  framesOfMany[statements.length] = frame;
  return sql(frame, ...statements) as Statement;
}

function frameOf(count: number): TemplateStringsArray {
  const names = Array.from({ length: count }, (_, index) => `last_${index} as (`);
  const texts = [...names.map((name, index) => `${index === 0 ? 'with ' : '), '}${name}`), ') select'];
  return Object.assign(texts, { raw: texts });
}

/**
 * Opens a transaction by one message without parameters, which the database answers once; `ending` what was left open
 * before it.
 */
async function open(line: Line, { begin, community }: Opening, ending: boolean): Promise<void> {
  const words: string[] = ending ? ['commit', begin] : [begin];
  if (community !== undefined) {
    // It stands in the text of the statement: only what can be nothing else goes there.
    if (!isId(community)) throw new TypeError('a community is named by its id');
    words.push(`select set_config('app.community', '${community}', true)`);
  }
  await line.sql.unsafe(words.join('; ')).execute();
}

async function rollBack(line: Line): Promise<void> {
  if (line.isLost) return;
  try {
    await line.sql`rollback`;
    line.isClean = true;
  } catch {
    // The line is not clean: releasing it cuts it, and the server rolls back.
  }
}

/** Speech on a line for a while: what comes after its end would be heard in somebody else's transaction. */
function speechOn({ sql: driver }: Line): { sql: Sql; end(): void } {
  let isOver = false;
  const still = () => {
    if (isOver) throw new Error('this transaction is over: its work went on after it returned or failed');
    return driver;
  };
  const speak = (first: never, ...rest: never[]): unknown => still()(first, ...rest);
  const unsafe = (text: string, ...rest: never[]): unknown => still().unsafe(text, ...rest);
  const { json, types, typed } = driver;
  return {
    sql: Object.assign(speak, { unsafe, json, types, typed }) as unknown as Sql,
    end() {
      isOver = true;
    },
  };
}

/** Thrown at start-up: the database would let the application past the fence between communities. */
export class UnsafeRoleError extends Error {
  override name = 'UnsafeRoleError';
}

async function refuseBypassingRole(sql: Connection): Promise<void> {
  const [role] = await sql<{ name: string; bypasses: boolean; owns: boolean }[]>`
    select current_user as name,
      (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as bypasses,
      exists (
        select from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
          and pg_has_role(c.relowner, 'USAGE')) as owns`;
  if (!role) throw new Error('the database did not say who we are');
  if (role.bypasses) {
    throw new UnsafeRoleError(
      `DATABASE_URL connects as "${role.name}", which bypasses row-level security (superuser or BYPASSRLS). ` +
        'Give the application a plain role of its own.',
    );
  }
  if (role.owns) {
    throw new UnsafeRoleError(
      `DATABASE_URL connects as "${role.name}", which owns the tables. Migrations run as the owner ` +
        '(DATABASE_OWNER_URL); the application needs another role.',
    );
  }
}

/** Rows are checked against their schema in tests and development, and trusted in production. */
const checksRows = process.env.NODE_ENV !== 'production';

/** Runs a statement and gives its rows, each held against the schema the store declares for it. */
export async function rows<Row extends z.ZodType>(
  schema: Row,
  statement: PromiseLike<readonly unknown[]>,
): Promise<z.output<Row>[]> {
  const found = await statement;
  if (!checksRows) return found as z.output<Row>[];
  return found.map((row) => schema.parse(row));
}

/** Like `rows`, for a statement that finds one row or none. */
export async function maybeRow<Row extends z.ZodType>(
  schema: Row,
  statement: PromiseLike<readonly unknown[]>,
): Promise<z.output<Row> | undefined> {
  const [first] = await rows(schema, statement);
  return first;
}

/** Like `rows`, for a statement that always finds exactly one row; anything else is a defect. */
export async function oneRow<Row extends z.ZodType>(
  schema: Row,
  statement: PromiseLike<readonly unknown[]>,
): Promise<z.output<Row>> {
  const found = await rows(schema, statement);
  if (found.length !== 1 || found[0] === undefined)
    throw new Error(`expected one row, found ${found.length}`);
  return found[0];
}

/** The next number of a community and year; the row stays locked until the transaction ends. */
export function nextNumber(tx: Tx, year: number): Promise<number> {
  return nextNumbers(tx, year, 1);
}

/** The first of the next `count` numbers in a row, all of them taken. */
export async function nextNumbers(tx: Tx, year: number, count: number): Promise<number> {
  const [row] = await tx<{ last: number }[]>`
    insert into number_series (community_id, year, last) values (${tx.community}, ${year}, ${count})
    on conflict (community_id, year) do update set last = number_series.last + excluded.last
    returning last`;
  if (!row) throw new Error('no number was given');
  return row.last - count + 1;
}

export type { Instant };
