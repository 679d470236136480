import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Part, syncFolder } from './archive.ts';
import { errnoOf } from './backup-error.ts';
import { partNames } from './manifest.ts';

/** As the file store names them: community, two first digits, SHA-256 of the content, extension. */
export const storedFile = /^[0-9a-f-]{36}\/([0-9a-f]{2})\/((\1[0-9a-f]{62})\.[a-z0-9]{1,8})$/;

/** Every file of the file store as a part. One that is removed meanwhile is left out: nothing names it any more. */
export async function* filesIn(folder: string): AsyncGenerator<Part> {
  for (const name of await listFiles(folder)) {
    const path = join(folder, name);
    const size = await sizeOf(path);
    if (size === undefined) continue;
    yield { name: `${partNames.files}${name}`, bytes: size, content: createReadStream(path) };
  }
}

/** The names of a file store's files, without those that are being written. */
export async function listFiles(folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const community of await entriesOf(folder)) {
    for (const part of await entriesOf(join(folder, community))) {
      for (const file of await entriesOf(join(folder, community, part))) {
        const name = `${community}/${part}/${file}`;
        if (storedFile.test(name)) names.push(name);
      }
    }
  }
  return names;
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return [];
    throw error;
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Writes a new file, for its owner alone, and returns once the disk has it. */
export async function writeFileThrough(
  path: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of content) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes the names of a whole tree of folders out. */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await syncTree(join(folder, entry.name));
  }
  await syncFolder(folder);
}
