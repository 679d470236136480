import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, Transform } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import {
  type Delimiter,
  type Encoding,
  type FileRefusalCode,
  type FileRow,
  type Layout,
  maxRowBytes,
} from './import.contract.ts';
import { applyMap, checkMapping, guessDelimiter, guessMapping } from './import.rules.ts';

/** The file ends the reading: thrown where rows are taken one by one, turned into a refusal by whoever takes them. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
  readonly code: FileRefusalCode;
  readonly facts: Record<string, string | number>;
  constructor(code: FileRefusalCode, facts: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** How much of the beginning is looked at for the delimiter: a line of column names is far shorter. */
const beginningLength = 65_536;

/** Looks at a file, whole, before anything is done with it: its encoding, its delimiter, its columns. */
export async function openFile(
  path: string,
  said: { map: readonly string[]; saidAt: Instant | null },
): Promise<Outcome<Layout, FileRefusalCode>> {
  return refusing(async () => {
    const bytes = await sizeOf(path);
    const { encoding, beginning } = await findEncoding(path);
    const delimiter = guessDelimiter(beginning);
    const headers = await readHeaders(path, encoding, delimiter);
    const mapped = applyMap(said.map, headers, guessMapping(headers));
    if (!mapped.ok) return mapped;
    const checked = checkMapping(mapped.value, headers, said.saidAt);
    if (!checked.ok) return checked;
    const mapping = checked.value;
    return ok({
      path,
      bytes,
      encoding,
      delimiter,
      headers,
      mapping,
      saidAt: mapping.time === undefined ? said.saidAt : null,
    });
  });
}

/** Does work that reads a file; what makes the file unreadable becomes a refusal. */
export async function refusing<Value>(
  work: () => Promise<Outcome<Value, FileRefusalCode>>,
): Promise<Outcome<Value, FileRefusalCode>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnreadableFile) return refuse(error.code, error.facts);
    throw error;
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw new UnreadableFile('file-not-plain');
    return found.size;
  } catch (error) {
    throw asUnreadable(error);
  }
}

/** The rows below the column names, one by one; never more than one row and one piece of the file in memory. */
export async function* readRows(
  layout: Pick<Layout, 'path' | 'encoding' | 'delimiter'>,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<FileRow> {
  let row = 0;
  for await (const cells of records(layout, onBytes)) {
    row += 1;
    const isBlank = cells.every((cell) => cell.trim() === '');
    if (row > 1 && !isBlank) yield { row, cells };
  }
}

async function readHeaders(path: string, encoding: Encoding, delimiter: Delimiter): Promise<string[]> {
  for await (const cells of records({ path, encoding, delimiter }, () => undefined)) return cells;
  throw new UnreadableFile('file-empty');
}

async function* records(
  { path, encoding, delimiter }: Pick<Layout, 'path' | 'encoding' | 'delimiter'>,
  onBytes: (bytes: number) => void,
): AsyncGenerator<string[]> {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: maxRowBytes,
    // A quote in the middle of a cell is a character of it: many exports write them so.
    relax_quotes: true,
    // Rows of another length are told one by one.
    relax_column_count: true,
  });
  pipeline(createReadStream(path), decoding(encoding, onBytes), parser, () => undefined);
  try {
    for await (const record of parser) yield record as string[];
  } catch (error) {
    throw asUnreadable(error);
  }
}

/** Turns the file's bytes into UTF-8; a byte that cannot be one of this encoding ends it. */
function decoding(encoding: Encoding, onBytes: (bytes: number) => void): Transform {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let bytes = 0;
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      onBytes(bytes);
      try {
        done(null, decoder.decode(piece, { stream: true }));
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        done(null, decoder.decode());
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

/**
 * UTF-8 if every byte of the file fits, else GB18030, which Chinese spreadsheets write and which holds GBK and
 * GB 2312; UTF-16 only where its mark stands in front. A file with the character 0 is no text.
 */
async function findEncoding(path: string): Promise<{ encoding: Encoding; beginning: string }> {
  const start = await readStart(path);
  if (start.length === 0) throw new UnreadableFile('file-empty');
  if (start.subarray(0, 4).toString('latin1') === 'PK\x03\x04' || start.readUInt32BE(0) === 0xd0cf11e0)
    throw new UnreadableFile('file-is-workbook');
  const candidates: Encoding[] = start[0] === 0xff && start[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of candidates) {
    const beginning = await decodeAll(path, encoding);
    if (beginning !== undefined) return { encoding, beginning };
  }
  throw new UnreadableFile('file-encoding-unknown');
}

async function readStart(path: string): Promise<Buffer> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of createReadStream(path, { end: 7 })) pieces.push(piece as Buffer);
  } catch (error) {
    throw asUnreadable(error);
  }
  const start = Buffer.concat(pieces);
  return start.length > 0 && start.length < 4 ? Buffer.concat([start, Buffer.alloc(4, 10)]) : start;
}

/** The beginning of the file in an encoding; undefined if any byte of the file does not fit it. */
async function decodeAll(path: string, encoding: Encoding): Promise<string | undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let beginning = '';
  for await (const piece of createReadStream(path)) {
    const text = decoded(decoder, piece as Buffer);
    if (text === undefined) return undefined;
    if (text.includes('\0')) throw new UnreadableFile('file-is-binary');
    if (beginning.length < beginningLength) beginning += text;
  }
  return decoded(decoder, undefined) === undefined ? undefined : beginning;
}

function decoded(decoder: TextDecoder, piece: Buffer | undefined): string | undefined {
  try {
    return decoder.decode(piece, { stream: piece !== undefined });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** What the operator can mend about a file becomes a refusal; anything else stays the defect it is. */
function asUnreadable(error: unknown): unknown {
  if (error instanceof CsvError) {
    const line = Number(error.lines);
    if (error.code === 'CSV_MAX_RECORD_SIZE') return new UnreadableFile('row-too-large', { line });
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new UnreadableFile('quote-not-closed', { line });
  }
  if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return new UnreadableFile('file-encoding-unknown');
  if (error instanceof Error && 'code' in error) {
    const codes: Record<string, FileRefusalCode> = {
      ENOENT: 'file-missing',
      ENOTDIR: 'file-missing',
      EACCES: 'file-forbidden',
    };
    const code = codes[String(error.code)];
    if (code !== undefined) return new UnreadableFile(code);
  }
  return error;
}
