import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '../../kernel/time.ts';
import { type ConnectionOptions, openConnection, type Sql } from '../database.ts';
import { listMigrations, lockMigrations, unlockMigrations } from '../migrate.ts';
import type { ReadPart } from './archive.ts';
import { BackupError, errnoOf, isFullDisk } from './backup-error.ts';
import { checkArchive, readText, type WalkedArchive, walkArchive } from './check-archive.ts';
import { listFiles, storedFile, syncTree, writeFileThrough } from './folder.ts';
import { beginLoading, bringUpToDate, type Loading } from './load-tables.ts';
import { partNames } from './manifest.ts';
import { finishRestores, putInPlace, stagingName } from './staging.ts';
import type { Session } from './table-copy.ts';

export type RestoreTarget = {
  owner: ConnectionOptions;
  applicationRole: string;
  dataDir: string;
  /** The secret the operator set outright, which then has to be the backup's. */
  givenSecret: string | undefined;
  now: Instant;
  /** What else has to be settled in the transaction that loads everything, once it is up to date. */
  settle?: (sql: Sql, secret: string) => Promise<void>;
};

/**
 * Fills an empty database and an empty folder from a backup: all of it, or nothing. The backup is read through once
 * before anything is touched; then rows go into one transaction and files into a folder beside their place, which is
 * moved there when the transaction has been committed. A process killed in between is taken up by `finishRestores`.
 */
export async function restoreBackup(
  path: string,
  passphrase: string,
  target: RestoreTarget,
): Promise<WalkedArchive & { hasSettings: boolean }> {
  const checked = await checkArchive(path, passphrase);
  await requireKnown(path, checked);
  if ((await listFiles(join(target.dataDir, 'files'))).length > 0) {
    throw new BackupError('files-not-empty', [join(target.dataDir, 'files')]);
  }
  const connection = openConnection(target.owner, { max: 1 });
  const id = randomUUID();
  const staging = join(target.dataDir, stagingName(id));
  try {
    const session = await connection.reserve();
    try {
      await lockMigrations(session);
      // One that was killed before: what it left is cleared away, or completed, and then this place is not empty.
      await finishRestores(session, target.dataDir);
      await mkdir(staging, { mode: 0o700 });
      await load(session, path, passphrase, { target, checked, staging, id });
      await putInPlace(target.dataDir, id);
      await session.unsafe('analyze');
      await unlockMigrations(session);
    } finally {
      session.release();
    }
    const settings = checked.manifest.parts.find(({ name }) => name === partNames.settings);
    return { ...checked, hasSettings: (settings?.bytes ?? 0) > 0 };
  } finally {
    await connection.end({ timeout: 5 });
  }
}

async function requireKnown(path: string, { header }: WalkedArchive): Promise<void> {
  const known = await listMigrations();
  if (header.migrations.every((name) => known.includes(name))) return;
  throw new BackupError('newer', [path, header.product]);
}

type Work = { target: RestoreTarget; checked: WalkedArchive; staging: string; id: string };

async function load(session: Session, path: string, passphrase: string, work: Work): Promise<void> {
  const { target, checked, staging, id } = work;
  const { header } = checked;
  try {
    await session.unsafe('begin');
    const loading = await beginLoading(session, header);
    await walkArchive(path, passphrase, (part) => takePart(part, path, loading, work));
    const rows = await loading.finish();
    for (const { name } of header.tables) {
      if (rows[name] !== (checked.manifest.rows[name] ?? 0)) throw new BackupError('damaged', [path]);
    }
    await syncTree(staging);
    await bringUpToDate(session, header, target.applicationRole);
    await target.settle?.(session, (await readFile(join(staging, partNames.secret), 'utf8')).trim());
    await session`insert into restores (id, backup_id, backup_made_at, restored_at)
      values (${id}, ${header.id}, ${header.madeAt}, ${target.now})`;
    await session.unsafe('commit');
  } catch (error) {
    await session.unsafe('rollback').catch(() => undefined);
    await rm(staging, { recursive: true, force: true });
    throw asRestoreError(error);
  }
}

async function takePart(part: ReadPart, path: string, loading: Loading, work: Work): Promise<void> {
  const { staging, target } = work;
  if (part.name.startsWith(partNames.tables)) return loading.take(part);
  if (part.name.startsWith(partNames.files)) {
    const name = part.name.slice(partNames.files.length);
    if (!storedFile.test(name)) throw new BackupError('damaged', [path]);
    return writeFileThrough(join(staging, 'files', name), part.content);
  }
  const text = await readText(part, path);
  if (part.name === partNames.secret) {
    if (target.givenSecret !== undefined && target.givenSecret !== text)
      throw new BackupError('secret-differs');
    await writeFileThrough(join(staging, partNames.secret), [Buffer.from(`${text}\n`)]);
  } else if (part.name === partNames.settings) {
    if (text !== '') await writeFileThrough(join(staging, partNames.settings), [Buffer.from(text)]);
  } else throw new BackupError('damaged', [path]);
}

function asRestoreError(error: unknown): unknown {
  if (error instanceof BackupError || !(error instanceof Error)) return error;
  if (isFullDisk(error)) return new BackupError('disk-full-restoring', [], { cause: error });
  const errno = errnoOf(error);
  if (errno !== undefined) return error;
  // Five characters: the database's own word for what it refuses.
  if ('code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)) {
    return new BackupError('database-refused', [error.message], { cause: error });
  }
  return error;
}
