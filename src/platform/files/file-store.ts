import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { constants, type FileHandle, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { type CommunityId, isId } from '../../kernel/id.ts';
import { type Outcome, ok, type Refusal, refuse } from '../../kernel/outcome.ts';
import { dayMs, type Instant, instant } from '../../kernel/time.ts';

/** What can be put: bytes, a stream of bytes, or a file that lies elsewhere on this machine. */
export type FileContent = Uint8Array | AsyncIterable<Uint8Array> | { path: string };

/** `name` is `<SHA-256 in hex>.<extension>`: the same content has the same name, so it never changes. */
export type StoredFile = { name: string; bytes: number };

/** An open file. Read `stream` to its end or destroy it: it holds the file open. */
export type OpenFile = { bytes: number; stream: Readable };

/** A part of some content, first and last byte included. */
export type ByteRange = { start: number; end: number };

export type StorageRefusal = 'storage-full' | 'storage-unavailable';

/** Where files are kept, apart for each community. Small, so that an object store can stand in for the folder. */
export type FileStore = {
  /**
   * Keeps content; putting it twice keeps it once. Once it answers ok, the file outlives kill -9 and power loss.
   * Refuses when the disk is full or broken, and then nothing of the file is there.
   * An error of the content's own source (an upload broken off) is thrown on.
   */
  put(
    community: CommunityId,
    content: FileContent,
    extension: string,
  ): Promise<Outcome<StoredFile, StorageRefusal>>;
  /** Opens a file of this community, or a part of it; any other name is `file-missing`. `bytes` is the whole's size. */
  open(
    community: CommunityId,
    name: string,
    range?: ByteRange,
  ): Promise<Outcome<OpenFile, 'file-missing' | 'storage-unavailable'>>;
  /**
   * Removes a file and says whether it was there. Equal photos of one community are one file:
   * the caller removes it when nothing names it any more.
   */
  remove(community: CommunityId, name: string): Promise<Outcome<boolean, StorageRefusal>>;
  /** A community's files that were put before an instant, some at a time; unreadable folders end it with an error. */
  listOlder(community: CommunityId, before: Instant): AsyncIterable<string[]>;
  /** How many bytes a community's files take up. */
  size(community: CommunityId): Promise<number>;
  /** Clears away what broken-off puts left more than a day before `now`; answers how many files that were. */
  sweep(now: Instant): Promise<Outcome<number, StorageRefusal>>;
};

const fileName = /^[0-9a-f]{64}\.[a-z0-9]{1,8}$/;
const fileExtension = /^[a-z0-9]{1,8}$/;
const abandonedAfterMs = dayMs;

/** A file store in a folder: `<dir>/<community>/<aa>/<sha256>.<ext>`, unfinished files in `<dir>/incoming`. */
export function folderFileStore(dir: string): FileStore {
  const root = resolve(dir);
  const incoming = join(root, 'incoming');
  const makeFolder = durableFolders(root);

  function pathOf(community: CommunityId, name: string): string {
    return join(root, community, name.slice(0, 2), name);
  }

  /** Names come from outside. Community and name are matched whole, so that neither can climb out. */
  function findPath(community: CommunityId, name: string): string | undefined {
    return isId(community) && fileName.test(name) ? pathOf(community, name) : undefined;
  }

  async function keep(community: CommunityId, content: FileContent, extension: string): Promise<StoredFile> {
    await makeFolder(incoming);
    const unfinished = join(incoming, randomUUID());
    try {
      const { sha256, bytes } = await writeThrough(unfinished, content);
      const name = `${sha256}.${extension}`;
      const finished = pathOf(community, name);
      await makeFolder(dirname(finished));
      if ((await sizeOf(finished)) !== bytes) await onDisk(rename(unfinished, finished));
      // Also when it was there already: whoever put it first may not have come to this line yet.
      await syncFolder(dirname(finished));
      return { name, bytes };
    } finally {
      // Nothing to remove after the rename. When even this fails, `sweep` comes by.
      await rm(unfinished, { force: true }).catch(() => undefined);
    }
  }

  return {
    async put(community, content, extension) {
      if (!isId(community) || !fileExtension.test(extension)) {
        throw new TypeError('files are kept for a community id and a plain extension');
      }
      return orRefused(keep(community, content, extension));
    },

    async open(community, name, range) {
      const path = findPath(community, name);
      if (path === undefined) return refuse('file-missing');
      try {
        return ok(await openFile(path, range));
      } catch (error) {
        return errnoOf(error) === 'ENOENT' ? refuse('file-missing') : unavailable(error);
      }
    },

    async remove(community, name) {
      const path = findPath(community, name);
      return path === undefined ? ok(false) : orRefused(removeFile(path));
    },

    listOlder: (community, before) => listFolder(join(root, community), before),

    size: (community) => sizeOfFolder(join(root, community)),

    async sweep(now) {
      return orRefused(sweepFolder(incoming, instant(now - abandonedAfterMs)));
    },
  };
}

/** A fault of the disk under the store, as distinct from one of the content's source. */
class DiskFault extends Error {
  readonly errno: string;
  constructor(errno: string, cause: unknown) {
    super(`the disk answered ${errno}`, { cause });
    this.errno = errno;
  }
}

async function onDisk<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    const errno = errnoOf(error);
    throw errno === undefined ? error : new DiskFault(errno, error);
  }
}

function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const fullDisk: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

async function orRefused<Value>(work: Promise<Value>): Promise<Outcome<Value, StorageRefusal>> {
  try {
    return ok(await work);
  } catch (error) {
    if (!(error instanceof DiskFault)) throw error;
    return refuse(fullDisk.has(error.errno) ? 'storage-full' : 'storage-unavailable', { errno: error.errno });
  }
}

function unavailable(error: unknown): { ok: false; refusal: Refusal<'storage-unavailable'> } {
  const errno = errnoOf(error);
  if (errno === undefined) throw error;
  return refuse('storage-unavailable', { errno });
}

/** Writes content to a new file and returns once the disk has it. */
async function writeThrough(path: string, content: FileContent): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await onDisk(open(path, 'wx', 0o600));
  try {
    for await (const chunk of chunksOf(content)) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      await onDisk(file.writeFile(chunk));
    }
    await onDisk(file.sync());
  } finally {
    await onDisk(file.close());
  }
  return { sha256: hash.digest('hex'), bytes };
}

function chunksOf(content: FileContent): Iterable<Uint8Array> | AsyncIterable<Uint8Array> {
  if (content instanceof Uint8Array) return [content];
  return 'path' in content && typeof content.path === 'string'
    ? createReadStream(content.path)
    : asStream(content);
}

function asStream(content: FileContent): AsyncIterable<Uint8Array> {
  if (Symbol.asyncIterator in content) return content;
  throw new TypeError('content is bytes, a stream of bytes or a path');
}

async function openFile(path: string, range?: ByteRange): Promise<OpenFile> {
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const { size } = await file.stat();
    return { bytes: size, stream: file.createReadStream(range) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    return onDisk(Promise.reject(error));
  }
}

async function removeFile(path: string): Promise<boolean> {
  try {
    await unlink(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    return onDisk(Promise.reject(error));
  }
  await syncFolder(dirname(path));
  return true;
}

async function sweepFolder(folder: string, before: Instant): Promise<number> {
  let swept = 0;
  for (const name of await onDisk(readdir(folder).catch(nothingYet))) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined); // finished meanwhile
    if (found === undefined || found.mtimeMs >= before) continue;
    await onDisk(rm(path, { force: true }));
    swept += 1;
  }
  return swept;
}

async function* listFolder(folder: string, before: Instant): AsyncIterable<string[]> {
  for (const part of await readdir(folder).catch(nothingYet)) {
    const older: string[] = [];
    for (const name of await readdir(join(folder, part))) {
      // One that was removed meanwhile is no file any more.
      const found = await stat(join(folder, part, name)).catch(() => undefined);
      if (found && found.mtimeMs < before && fileName.test(name)) older.push(name);
    }
    if (older.length > 0) yield older;
  }
}

async function sizeOfFolder(folder: string): Promise<number> {
  let bytes = 0;
  for (const part of await readdir(folder).catch(nothingYet)) {
    for (const name of await readdir(join(folder, part))) {
      // One that was removed meanwhile takes up nothing.
      bytes += (await sizeOf(join(folder, part, name))) ?? 0;
    }
  }
  return bytes;
}

function nothingYet(error: unknown): string[] {
  if (errnoOf(error) === 'ENOENT') return [];
  throw error;
}

/**
 * Makes folders that outlive power loss: a new folder is on disk only once its parent is written out (fsync(2)).
 * `settled` spares that on every later put; it is filled after the writing out, so that of two puts
 * into a new folder neither trusts the other.
 */
function durableFolders(root: string): (folder: string) => Promise<void> {
  const settled = new Set<string>();
  return async function makeFolder(folder) {
    const made = await onDisk(mkdir(folder, { recursive: true, mode: 0o700 }));
    if (made === undefined && settled.has(folder)) return;
    const highest = made !== undefined && made.length < root.length ? made : root;
    for (let at = folder; at.length >= highest.length; at = dirname(at)) await syncFolder(dirname(at));
    settled.add(folder);
  };
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders for writing out; its file system journals renames itself.
  if (process.platform === 'win32') return;
  const handle: FileHandle = await onDisk(open(folder, constants.O_RDONLY));
  try {
    await onDisk(handle.sync());
  } finally {
    await handle.close();
  }
}
