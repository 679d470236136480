import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { Decrypter, Encrypter } from 'age-encryption';
import { extract, type Header, type Pack, pack } from 'tar-stream';
import { BackupError, errnoOf, isFullDisk } from './backup-error.ts';

/** One part of an archive; its size is known before its bytes flow. */
export type Part = { name: string; bytes: number; content: AsyncIterable<Uint8Array> | Iterable<Uint8Array> };

export type PartSum = { name: string; bytes: number; sha256: string };

/** Gives the parts one after the other; it is handed the sums of those that are written. */
export type Parts = (sums: readonly PartSum[]) => AsyncIterable<Part>;

export type ArchiveKey = {
  passphrase: string;
  /** Cost of guessing the passphrase, as a power of two (age's usual one if not given). */
  workFactor?: number;
};

/**
 * Writes parts into an encrypted archive beside its place and moves it there once it is whole, on disk and checked: what
 * stood there before is replaced by a whole archive or not at all.
 */
export async function writeArchive(
  path: string,
  key: ArchiveKey,
  parts: Parts,
  check: (unfinished: string) => Promise<void>,
): Promise<void> {
  const unfinished = join(dirname(path), `.${basename(path)}.${randomUUID()}.unfinished`);
  try {
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await fill(file, key, parts);
      await file.sync();
    } finally {
      await file.close();
    }
    await check(unfinished);
    await rename(unfinished, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(unfinished, { force: true });
    if (isFullDisk(error)) throw new BackupError('disk-full-writing', [path], { cause: error });
    const errno = errnoOf(error);
    if (errno === 'EFBIG') throw new BackupError('file-too-large', [path], { cause: error });
    if (errno !== undefined) throw new BackupError('file-unusable', [path, errno], { cause: error });
    throw error;
  }
}

async function fill(file: FileHandle, key: ArchiveKey, parts: Parts): Promise<void> {
  const tar = pack();
  // Whoever reads or fills it is told by what they wait for.
  tar.on('error', () => undefined);
  const encrypter = new Encrypter();
  encrypter.setPassphrase(key.passphrase);
  if (key.workFactor !== undefined) encrypter.setScryptWorkFactor(key.workFactor);
  const writing = encrypter.encrypt(webStream(bytesOf(tar))).then((bytes) => writeAll(file, bytes));
  // Where the disk takes no more, nobody reads the tar any more, and packing would wait for ever.
  const broken = writing.then(() => new Promise<never>(() => undefined));
  broken.catch(() => undefined);
  const packing = packAll(tar, parts, broken).catch((error: unknown) => {
    tar.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  });
  const [packed, written] = await Promise.allSettled([packing, writing]);
  // Packing fails with the writing's error where that was first; the other way round the writing only knows a broken pipe.
  if (packed.status === 'rejected') throw packed.reason;
  if (written.status === 'rejected') throw written.reason;
}

async function writeAll(file: FileHandle, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of bytes) await file.writeFile(chunk);
}

async function packAll(tar: Pack, parts: Parts, broken: Promise<never>): Promise<void> {
  const sums: PartSum[] = [];
  for await (const part of parts(sums)) sums.push(await packOne(tar, part, broken));
  tar.finalize();
}

async function packOne(tar: Pack, { name, bytes, content }: Part, broken: Promise<never>): Promise<PartSum> {
  const hash = createHash('sha256');
  let finish: (error?: Error | null) => void = () => undefined;
  const finished = new Promise<void>((resolve, reject) => {
    finish = (error) => (error ? reject(error) : resolve());
  });
  finished.catch(() => undefined);
  const entry = tar.entry({ name, size: bytes, mode: 0o600, mtime: new Date(0) }, (error) => finish(error));
  entry.once('error', finish);
  for await (const chunk of content) {
    hash.update(chunk);
    if (entry.write(chunk)) continue;
    const drained = new Promise<void>((resolve) => void entry.once('drain', resolve));
    await Promise.race([drained, finished, broken]);
  }
  entry.end(undefined);
  await Promise.race([finished, broken]);
  return { name, bytes, sha256: hash.digest('hex') };
}

/** A part as it is read back; `content` has to be read to its end before the next one. */
export type ReadPart = { name: string; bytes: number; content: AsyncIterable<Uint8Array> };

/**
 * Opens an archive and gives its parts in order. Throws BackupError for a file that is none, a passphrase that does not
 * open it, and one that is damaged or cut short (which shows at any part; each is decrypted only as it is read). `path`
 * is what the operator calls the file.
 */
export async function* readArchive(
  file: string,
  passphrase: string,
  path: string = file,
): AsyncGenerator<ReadPart> {
  let bytes: ReadStream | undefined;
  try {
    if (!(await isAge(file))) throw new BackupError('foreign', [path]);
    bytes = createReadStream(file, { highWaterMark: 256 * 1024 });
    const plain = Readable.from(await decrypt(path, bytes, passphrase));
    const tar = extract();
    // An error of the one ends the other; the loop below is told.
    plain.once('error', (error) => tar.destroy(error));
    plain.pipe(tar);
    for await (const entry of tar) yield toPart(path, entry);
  } catch (error) {
    throw asBackupError(path, error);
  } finally {
    bytes?.destroy();
  }
}

type Entry = AsyncIterable<unknown> & { header: Header };

function toPart(path: string, entry: Entry): ReadPart {
  return { name: entry.header.name, bytes: entry.header.size, content: contentOf(path, entry) };
}

/** What breaks while a part is read shows where it is read, and has to be told the same way. */
async function* contentOf(path: string, entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    yield* bytesOf(entry);
  } catch (error) {
    throw asBackupError(path, error);
  }
}

/** The first line of every age file (https://age-encryption.org/v1, "Header"). */
const ageLine = Buffer.from('age-encryption.org/v1\n');

async function isAge(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(ageLine.length), 0, ageLine.length, 0);
    return bytesRead === ageLine.length && buffer.equals(ageLine);
  } finally {
    await file.close();
  }
}

async function decrypt(
  path: string,
  file: AsyncIterable<Uint8Array>,
  passphrase: string,
): Promise<AsyncIterable<Uint8Array>> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(webStream(file));
  } catch (error) {
    if (errnoOf(error) !== undefined || !(error instanceof Error)) throw error;
    if (/no identity matched/.test(error.message))
      throw new BackupError('wrong-passphrase', [path], { cause: error });
    throw new BackupError('damaged', [path], { cause: error });
  }
}

function asBackupError(path: string, error: unknown): unknown {
  if (error instanceof BackupError) return error;
  const errno = errnoOf(error);
  if (errno === 'ENOENT') return new BackupError('file-missing', [path], { cause: error });
  if (errno !== undefined) return new BackupError('file-unusable', [path, errno], { cause: error });
  // What the libraries for age and tar throw has no type of its own: past the file itself, all of it is damage.
  return new BackupError('damaged', [path], { cause: error });
}

/** What comes out of the tar's streams, which do not say what they carry. */
async function* bytesOf(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a tar is bytes');
    yield chunk;
  }
}

/** The form the encryption takes and gives; pulled, so that nothing piles up. */
function webStream(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return?.();
    },
  });
}

/** Writes a folder's names out, where the system can. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
