import { z } from 'zod';

/*
 * A backup is a tar (POSIX ustar) inside an age file (age-encryption.org/v1, passphrase). Its parts, in this order:
 *   backup.json          what it is: the header below
 *   secret               the installation's secret
 *   settings.env         the settings of its environment that are not of its machine
 *   tables/<name>/<n>    PostgreSQL's COPY in text form, gzip, cut into pieces; no schema, migrations make that
 *   files/<path>         the folder of files as it is
 *   manifest.json        what has to be there: the manifest below. Without it the backup is cut short
 */

export const formatName = 'sunshine-pavilion-backup';
export const formatVersion = 1;

export const partNames = {
  header: 'backup.json',
  secret: 'secret',
  settings: 'settings.env',
  tables: 'tables/',
  files: 'files/',
  manifest: 'manifest.json',
} as const;

const tableName = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);

/** The first part: enough to say whether this program can read the rest. */
export const header = z.object({
  format: z.literal(formatName),
  version: z.number().int().min(1),
  id: z.uuid(),
  madeAt: z.number().int(),
  product: z.string(),
  migrations: z.array(z.string().regex(/^\d{12}-[a-z0-9-]+\.sql$/)),
  tables: z.array(z.object({ name: tableName, columns: z.array(tableName) })),
  /** The last value each sequence gave out. */
  sequences: z.array(z.object({ name: tableName, last: z.number().int() })),
});
export type BackupHeader = z.output<typeof header>;

const count = z.number().int().min(0);

/** The last part: each part before it, in order, and what they come to. */
export const manifest = z.object({
  parts: z.array(z.object({ name: z.string(), bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
  rows: z.record(tableName, count),
  files: z.object({ count, bytes: count }),
});
export type BackupManifest = z.output<typeof manifest>;
