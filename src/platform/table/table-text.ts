import { createReadStream } from 'node:fs';
import { pipeline, Transform } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import {
  type Delimiter,
  delimiters,
  type Encoding,
  maxRowBytes,
  type TableRow,
  type TextForm,
} from './table.contract.ts';
import { asUnreadable, UnreadableTable } from './unreadable-table.ts';

/** How much of the beginning is looked at for the delimiter: a line of column names is far shorter. */
const beginningLength = 65_536;

/** Looks at a text file, whole, before anything is done with it: its encoding and its delimiter. */
export async function findTextForm(path: string, start: Buffer): Promise<TextForm> {
  const { encoding, beginning } = await findEncoding(path, start);
  return { kind: 'text', encoding, delimiter: guessDelimiter(beginning) };
}

/** The rows of a text file, one by one; never more than one row and one piece of the file in memory. */
export async function* readTextRows(
  path: string,
  form: TextForm,
  onBytes: (bytes: number) => void,
): AsyncGenerator<TableRow> {
  let row = 0;
  for await (const cells of records(path, form, onBytes)) {
    row += 1;
    yield { row, cells };
  }
}

async function* records(
  path: string,
  { encoding, delimiter }: TextForm,
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
    throw asUnreadableText(error);
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
async function findEncoding(path: string, start: Buffer): Promise<{ encoding: Encoding; beginning: string }> {
  const candidates: Encoding[] = start[0] === 0xff && start[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of candidates) {
    const beginning = await decodeAll(path, encoding);
    if (beginning !== undefined) return { encoding, beginning };
  }
  throw new UnreadableTable('file-encoding-unknown');
}

/** The beginning of the file in an encoding; undefined if any byte of the file does not fit it. */
async function decodeAll(path: string, encoding: Encoding): Promise<string | undefined> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let beginning = '';
  for await (const piece of createReadStream(path)) {
    const text = decoded(decoder, piece as Buffer);
    if (text === undefined) return undefined;
    if (text.includes('\0')) throw new UnreadableTable('file-is-binary');
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

/** What the operator can mend about a text becomes a refusal; anything else stays the defect it is. */
function asUnreadableText(error: unknown): unknown {
  if (error instanceof CsvError) {
    const line = Number(error.lines);
    if (error.code === 'CSV_MAX_RECORD_SIZE') return new UnreadableTable('row-too-large', { line });
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') return new UnreadableTable('quote-not-closed', { line });
  }
  if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return new UnreadableTable('file-encoding-unknown');
  return asUnreadable(error);
}

/** What separates the cells: whichever stands most often in the first line, outside quotes; a comma if none does. */
export function guessDelimiter(start: string): Delimiter {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of start) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const [most] = [...delimiters].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return most ?? ',';
}
