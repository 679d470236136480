import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { UnreadableTable } from './unreadable-table.ts';

/**
 * One file of an archive, by the archive's own list of contents and checked against the file itself: what a list
 * says of sizes is a claim (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16).
 */
export type ZipEntry = {
  name: string;
  method: number;
  /** Where its head begins, and where its bytes do. */
  headAt: number;
  from: number;
  packedBytes: number;
  bytes: number;
};

const endSize = 22;
const listedSize = 46;
const localSize = 30;
/** A descriptor may follow a file's bytes; nothing else may lie between two files. */
const maxGapBytes = 24;

const broken = () => new UnreadableTable('workbook-broken');

/** The files of an archive, in the order they lie there; refuses one whose list and whose contents disagree. */
export async function listZip(path: string): Promise<ZipEntry[]> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const { count, at, bytes } = await readEnd(handle, size);
    const list = await readAt(handle, at, bytes);
    const entries: ZipEntry[] = [];
    let offset = 0;
    for (let i = 0; i < count; i++) {
      const { entry, next } = await readEntry(handle, list, offset);
      entries.push(entry);
      offset = next;
    }
    checkOrder(entries, at);
    return entries;
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  if (bytesRead !== length) throw broken();
  return buffer;
}

/** Where the list of contents is: told at the very end, before a comment of at most 65,535 bytes. */
async function readEnd(
  handle: FileHandle,
  size: number,
): Promise<{ count: number; at: number; bytes: number }> {
  const length = Math.min(size, endSize + 65_535);
  const tail = await readAt(handle, size - length, length);
  const found = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  if (found === -1 || found + endSize > tail.length) throw broken();
  const [count, bytes, at] = [
    tail.readUInt16LE(found + 10),
    tail.readUInt32LE(found + 12),
    tail.readUInt32LE(found + 16),
  ];
  if (at + bytes > size - (length - found)) throw broken();
  return { count, at, bytes };
}

async function readEntry(
  handle: FileHandle,
  list: Buffer,
  offset: number,
): Promise<{ entry: ZipEntry; next: number }> {
  if (offset + listedSize > list.length || list.readUInt32LE(offset) !== 0x02014b50) throw broken();
  const [flags, method] = [list.readUInt16LE(offset + 8), list.readUInt16LE(offset + 10)];
  const [packedBytes, bytes] = [list.readUInt32LE(offset + 20), list.readUInt32LE(offset + 24)];
  const nameLength = list.readUInt16LE(offset + 28);
  const name = list.subarray(offset + listedSize, offset + listedSize + nameLength).toString();
  if (flags & 1) throw new UnreadableTable('workbook-locked');
  const local = list.readUInt32LE(offset + 42);
  const head = await readAt(handle, local, localSize + nameLength);
  const isSame =
    head.readUInt32LE(0) === 0x04034b50 &&
    head.readUInt16LE(8) === method &&
    head.subarray(localSize).toString() === name;
  // A file written in one go says 0 here and its sizes behind its bytes.
  const sizes = [
    [head.readUInt32LE(18), packedBytes],
    [head.readUInt32LE(22), bytes],
  ];
  if (!isSame || sizes.some(([said, listed]) => said !== 0 && said !== listed)) throw broken();
  const from = local + localSize + nameLength + head.readUInt16LE(28);
  const extras = list.readUInt16LE(offset + 30) + list.readUInt16LE(offset + 32);
  return {
    entry: { name, method, headAt: local, from, packedBytes, bytes },
    next: offset + listedSize + nameLength + extras,
  };
}

/** The files fill the archive: whoever reads it from its beginning finds the same as whoever reads its list. */
function checkOrder(entries: ZipEntry[], end: number): void {
  entries.sort((a, b) => a.from - b.from);
  let at = 0;
  for (const { headAt, from, packedBytes } of entries) {
    if (headAt < at || headAt - at > maxGapBytes) throw broken();
    at = from + packedBytes;
  }
  if (at > end) throw broken();
}

/** Unpacks one file in passing; gives how many bytes it has, and breaks off beyond `maxBytes`. */
export async function measureEntry(
  path: string,
  { method, from, packedBytes, bytes: claimed }: ZipEntry,
  maxBytes: number,
  onPiece: (piece: Buffer) => void,
): Promise<number> {
  if (method !== 0 && method !== 8) throw broken();
  if (packedBytes === 0) return 0;
  const packed = createReadStream(path, { start: from, end: from + packedBytes - 1 });
  const unpacked = method === 8 ? pipeline(packed, createInflateRaw(), () => undefined) : packed;
  let bytes = 0;
  try {
    for await (const piece of unpacked) {
      bytes += (piece as Buffer).length;
      if (bytes > maxBytes) throw new UnreadableTable('workbook-too-large');
      onPiece(piece as Buffer);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw broken();
    throw error;
  }
  if (bytes !== claimed) throw broken();
  return bytes;
}
