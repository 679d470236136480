import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readUtf8, utf8Bytes } from '../../kernel/bytes.ts';
import { findLog, newestCheckpoint, readTilePart } from '../../ledger/log/log.service.ts';
import { parseCheckpoint } from '../../ledger/note/checkpoint.ts';
import { parseNote } from '../../ledger/note/note.ts';
import { formatVkey } from '../../ledger/note/note-key.ts';
import { parseTilePath, partsSince, tilePath } from '../../ledger/tree/tile.ts';
import type { LogSource } from '../../ledger/verify/log-walk.ts';
import { cosignedNote, findAgreed, listWitnessKeys } from '../../ledger/witness/witnessing.service.ts';
import type { Community, Platform } from '../../platform/call.ts';
import { CommandError } from './command.ts';

/** How long one file of a log is waited for. */
const patienceMs = 30_000;

/** A log's files at an address or in a folder. */
export function sourceAt(place: string): LogSource {
  return /^https?:\/\//.test(place) ? sourceAtAddress(place.replace(/\/+$/, '')) : sourceInFolder(place);
}

function sourceAtAddress(address: string): LogSource {
  return async (path) => {
    const answer = await fetch(`${address}/${path}`, { signal: AbortSignal.timeout(patienceMs) }).catch(
      (error: unknown) => {
        const why = error instanceof Error ? error.message : 'no answer';
        throw new CommandError(`${address}/${path} cannot be read, so nothing is known of it: ${why}.`);
      },
    );
    if (answer.status === 404) return undefined;
    if (!answer.ok) throw new CommandError(`${address}/${path} cannot be read: it answers ${answer.status}.`);
    return new Uint8Array(await answer.arrayBuffer());
  };
}

function sourceInFolder(folder: string): LogSource {
  return async (path) => {
    try {
      return new Uint8Array(await readFile(join(folder, path)));
    } catch (error) {
      if (error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code)))
        return undefined;
      throw error;
    }
  };
}

/** The files of a community's newest log in this installation. */
export function sourceInDatabase({ database }: Pick<Platform, 'database'>, community: Community): LogSource {
  return (path) =>
    database.read(community.id, async (tx) => {
      const log = await findLog(tx);
      if (!log) return undefined;
      if (path === 'vkey') return utf8Bytes(`${formatVkey(log.key)}\n`);
      if (path === 'witnesses') {
        return utf8Bytes((await listWitnessKeys(tx)).map((vkey) => `${vkey}\n`).join(''));
      }
      if (path === 'checkpoint' || path === 'cosigned') {
        const found = await (path === 'cosigned' ? findAgreed(tx, log) : newestCheckpoint(tx, log));
        return found && utf8Bytes(await cosignedNote(tx, log, found));
      }
      const part = parseTilePath(path);
      return part && readTilePart(tx, log, part);
    });
}

/**
 * Copies a log into a folder, laid out as it is served, the checkpoint last: what is there is whole even if the copy
 * was broken off. A folder that holds an older copy of the same log is brought up to date. Gives the size.
 */
export async function copyLog(
  source: LogSource,
  folder: string,
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  const [vkey, checkpoint] = [await source('vkey'), await source('checkpoint')];
  const size = checkpoint && sizeOf(checkpoint);
  if (!vkey || !checkpoint || size === undefined) throw new CommandError('There is no log to copy.');
  const target = sourceInFolder(folder);
  const before = await target('vkey');
  if (before && readUtf8(before) !== readUtf8(vkey)) {
    throw new CommandError(`${folder} holds a copy of another log. Choose another folder.`);
  }
  const older = await target('checkpoint');
  const parts = partsSince((older && sizeOf(older)) ?? 0, size);
  for (const [done, part] of parts.entries()) {
    const path = tilePath(part);
    const bytes = await source(path);
    if (!bytes) throw new CommandError(`The log has no ${path}: it is not whole.`);
    await write(folder, path, bytes);
    onProgress(done + 1, parts.length);
  }
  await write(folder, 'vkey', vkey);
  for (const path of ['witnesses', 'cosigned']) {
    const bytes = await source(path);
    if (bytes) await write(folder, path, bytes);
  }
  await write(folder, 'checkpoint', checkpoint);
  return size;
}

function sizeOf(note: Uint8Array): number | undefined {
  const parsed = parseNote(readUtf8(note) ?? '');
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : undefined;
  return checkpoint?.ok ? checkpoint.value.size : undefined;
}

async function write(folder: string, path: string, bytes: Uint8Array): Promise<void> {
  const whole = join(folder, path);
  await mkdir(dirname(whole), { recursive: true });
  await writeFile(`${whole}.part`, bytes);
  await rename(`${whole}.part`, whole);
}
