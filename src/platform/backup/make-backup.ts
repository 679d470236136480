import { join } from 'node:path';
import type { Instant } from '../../kernel/time.ts';
import { type ConnectionOptions, openConnection } from '../database.ts';
import { newId } from '../ids.ts';
import { productVersion } from '../vitals.ts';
import { type ArchiveKey, type Part, type PartSum, writeArchive } from './archive.ts';
import { checkArchive } from './check-archive.ts';
import { filesIn } from './folder.ts';
import { type BackupHeader, type BackupManifest, formatName, formatVersion, partNames } from './manifest.ts';
import { copyOut, listSequences, listTables, type Session, speakPlainly } from './table-copy.ts';

/** What a backup is made of. The database's owner reads every table; the application may go on meanwhile. */
export type BackupSource = {
  owner: ConnectionOptions;
  dataDir: string;
  secret: string;
  /** Settings that are not of one machine, as lines of an environment file. */
  settings: string;
  now: Instant;
};

export type Backup = { header: BackupHeader; manifest: BackupManifest };

/**
 * Writes everything into one encrypted file: all tables as they were at one moment, then the files, which are never
 * changed and outlive the rows that name them by a while. Reads the whole of it back before it counts.
 */
export async function makeBackup(path: string, key: ArchiveKey, source: BackupSource): Promise<Backup> {
  const connection = openConnection(source.owner, { max: 1 });
  try {
    const session = await connection.reserve();
    let checked: Backup | undefined;
    try {
      const parts = (sums: readonly PartSum[]) => partsOf(session, source, sums);
      await writeArchive(path, key, parts, async (unfinished) => {
        checked = await checkArchive(unfinished, key.passphrase, path);
      });
    } finally {
      session.release();
    }
    if (!checked) throw new Error('an archive was written without being checked');
    return checked;
  } finally {
    await connection.end({ timeout: 5 });
  }
}

async function* partsOf(
  session: Session,
  source: BackupSource,
  sums: readonly PartSum[],
): AsyncGenerator<Part> {
  const rows: Record<string, number> = {};
  await session.unsafe('begin isolation level repeatable read read only');
  await speakPlainly(session);
  const tables = await listTables(session);
  const communities = (await session<{ id: string }[]>`select id from communities order by id`).map(
    ({ id }) => id,
  );
  yield textPart(partNames.header, JSON.stringify(await headerOf(session, source.now, tables)));
  yield textPart(partNames.secret, source.secret);
  yield textPart(partNames.settings, source.settings);
  for (const table of tables) {
    yield* copyOut(session, table, communities, (count) => {
      rows[table.name] = count;
    });
  }
  await session.unsafe('commit');
  const files = { count: 0, bytes: 0 };
  for await (const part of filesIn(join(source.dataDir, 'files'))) {
    files.count += 1;
    files.bytes += part.bytes;
    yield part;
  }
  const whole: BackupManifest = { parts: [...sums], rows, files };
  yield textPart(partNames.manifest, JSON.stringify(whole));
}

async function headerOf(
  session: Session,
  now: Instant,
  tables: BackupHeader['tables'],
): Promise<BackupHeader> {
  const migrations = await session<{ name: string }[]>`select name from migrations order by name`;
  return {
    format: formatName,
    version: formatVersion,
    id: newId(),
    madeAt: now,
    product: productVersion(),
    migrations: migrations.map(({ name }) => name),
    tables: tables.map(({ name, columns }) => ({ name, columns })),
    sequences: await listSequences(session),
  };
}

function textPart(name: string, text: string): Part {
  const bytes = Buffer.from(text, 'utf8');
  return { name, bytes: bytes.byteLength, content: [bytes] };
}
