import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Connection, Sql } from '../database.ts';
import type { Part } from './archive.ts';
import type { BackupHeader } from './manifest.ts';

/** A session of one's own, as `reserve` gives it. */
export type Session = Awaited<ReturnType<Connection['reserve']>>;

export type CopiedTable = BackupHeader['tables'][number] & { isFenced: boolean };

/** So many bytes of a packed table make one part: little enough to be held, enough to be few. */
const pieceBytes = 1024 * 1024;

/**
 * Every table of the product with the columns that hold something of their own: what is generated is generated again.
 * Of the migrations the names travel, in the header.
 */
export async function listTables(sql: Sql): Promise<CopiedTable[]> {
  return sql<CopiedTable[]>`
    select c.relname::text as name, c.relrowsecurity as is_fenced,
      array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and c.relname <> 'migrations'
    group by c.oid order by c.relname`;
}

/** Each sequence that has given something out, with the last it gave. */
export async function listSequences(sql: Sql): Promise<BackupHeader['sequences']> {
  return sql<{ name: string; last: number }[]>`
    select sequencename::text as name, last_value as last from pg_sequences
    where schemaname = 'public' and last_value is not null order by 1`;
}

/** How the text form of values is written and read, whatever the server's own settings are. */
export async function speakPlainly(sql: Sql): Promise<void> {
  await sql.unsafe(`set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
    set local timezone = 'UTC'; set local extra_float_digits = 1; set local bytea_output = 'hex';
    set local client_encoding = 'UTF8'; set local search_path = public, pg_catalog`);
}

/**
 * The rows of one table as parts `tables/<name>/<n>`, packed. Behind the fence between communities each one's rows are
 * read in its name: the tables' owner is held by it, too.
 */
export async function* copyOut(
  session: Session,
  table: CopiedTable,
  communities: readonly string[],
  onRows: (rows: number) => void,
): AsyncGenerator<Part> {
  let number = 0;
  for await (const piece of piecesOf(packed(rowsOf(session, table, communities, onRows)))) {
    yield { name: `tables/${table.name}/${number}`, bytes: piece.byteLength, content: [piece] };
    number += 1;
  }
}

async function* rowsOf(
  session: Session,
  { name, columns, isFenced }: CopiedTable,
  communities: readonly string[],
  onRows: (rows: number) => void,
): AsyncGenerator<Buffer> {
  const list = columns.map(quoted).join(', ');
  const each = isFenced ? communities : [undefined];
  let rows = 0;
  for (const community of each) {
    const where = community === undefined ? '' : ` where community_id = '${community}'`;
    if (community !== undefined) await session`select set_config('app.community', ${community}, true)`;
    const said = session.unsafe(`copy (select ${list} from ${quoted(name)}${where}) to stdout`);
    const stream: Readable = await said.readable();
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      // In the text form a line is a row: what breaks lines inside a value is written as \\n.
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1;
      yield chunk;
    }
    // The driver holds its socket while nobody reads, and forgets to let it go where that was at the very end.
    stream._read(0);
  }
  onRows(rows);
}

async function* packed(rows: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gzip = createGzip({ level: 3 });
  const filling = pipeline(rows, gzip);
  filling.catch(() => undefined);
  for await (const chunk of gzip) yield chunk;
  await filling;
}

async function* piecesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    bytes += chunk.byteLength;
    if (bytes < pieceBytes) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

/** One table being filled: packed pieces go in, in order; `done` says how many rows came of them. */
export type Filling = { take(piece: AsyncIterable<Uint8Array>): Promise<void>; done(): Promise<number> };

/** Begins to fill a table from the pieces `copyOut` made. */
export async function copyIn(session: Session, table: BackupHeader['tables'][number]): Promise<Filling> {
  const list = table.columns.map(quoted).join(', ');
  const said = session.unsafe(`copy ${quoted(table.name)} (${list}) from stdin`);
  const stream: Writable = await said.writable();
  // What the server refuses after the last byte the driver tells the statement alone, which was answered long ago.
  Object.assign(said, { reject: (error: Error) => stream.destroy(error) });
  const gunzip = createGunzip();
  const filling = pipeline(gunzip, stream);
  filling.catch(() => undefined);
  let failure: unknown;
  filling.catch((error: unknown) => {
    failure = error;
  });
  return {
    async take(piece) {
      for await (const chunk of piece) {
        if (failure !== undefined) throw failure;
        if (!gunzip.write(chunk)) await Promise.race([once(gunzip, 'drain'), filling]);
      }
    },
    async done() {
      gunzip.end();
      await filling;
      const [row] = await session.unsafe<{ count: number }[]>(
        `select count(*) as count from ${quoted(table.name)}`,
      );
      return row?.count ?? 0;
    },
  };
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
