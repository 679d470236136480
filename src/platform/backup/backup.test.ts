import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Encrypter } from 'age-encryption';
import {
  addPhotosTo,
  aPhoto,
  type CollectServer,
  collectServer,
  submitTo,
} from '../../../test/collect-server.ts';
import { type TestDatabase, testDatabase } from '../../../test/database.ts';
import { roleOf } from '../../app/installation.ts';
import { instant } from '../../kernel/time.ts';
import { sequence } from '../../ledger/entry/entry.service.ts';
import { openConnection, openDatabase } from '../database.ts';
import { folderFileStore } from '../files/file-store.ts';
import { applyMigrations, isMigrated, listMigrations, migrate } from '../migrate.ts';
import { type Part, writeArchive } from './archive.ts';
import { BackupError } from './backup-error.ts';
import { checkArchive } from './check-archive.ts';
import { listFiles } from './folder.ts';
import { type Backup, makeBackup } from './make-backup.ts';
import { type BackupHeader, formatName } from './manifest.ts';
import { type RestoreTarget, restoreBackup } from './restore-backup.ts';
import { finishRestores, hasUnfinishedRestores, putInPlace, stagingName } from './staging.ts';

/** A cheap one: these tests are about everything but guessing. */
const key = { passphrase: 'three unrelated words', workFactor: 4 };
const secret = 'the secret of this installation, long enough';
const now = instant(Date.parse('2026-11-24T02:00:00Z'));

let server: CollectServer;
let folder: string;
let path: string;
let made: Backup;
let photo: string;
/** Where everything is tried that must leave nothing behind. */
let untouched: Empty;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sunshine-backup-'));
  server = await collectServer();
  untouched = await anEmptyPlace();
  const photoIds = await addPhotosTo(server, await aPhoto(1), await aPhoto(2));
  await submitTo(server, { text: '楼道灯\t不亮\n第二行 \\N 反斜杠', photoIds });
  await submitTo(server, { text: '下水道堵了' }, { in: server.there });
  await sequence(server.platform.database, server.here.id, server.platform.clock);
  path = join(folder, 'good.backup');
  made = await makeBackup(path, key, {
    ...sourceOf(server.made, server.dataDir),
    settings: 'SMTP_URL=smtp://x\n',
  });
  photo = (await listFiles(join(server.dataDir, 'files')))[0] ?? assert.fail('no photo was kept');
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

function sourceOf(database: TestDatabase, dataDir: string) {
  return { owner: database.ways.owner, dataDir, secret, settings: '', now };
}

type Empty = { database: TestDatabase; target: RestoreTarget };

/** A database without a table and a folder without a file. */
async function anEmptyPlace(): Promise<Empty> {
  const database = await testDatabase({ migrated: false });
  const dataDir = await mkdtemp(join(folder, 'place-'));
  const { owner, application } = database.ways;
  return {
    database,
    target: { owner, applicationRole: roleOf(application), dataDir, givenSecret: undefined, now },
  };
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => assert.fail('it was not refused'),
    (thrown) => thrown,
  );
  assert.ok(error instanceof BackupError, String(error));
  for (const locale of ['zh', 'en'] as const) assert.doesNotMatch(error.say(locale), /\n|undefined/);
  return error.code;
}

async function assertNothingThere({ database, target }: Empty): Promise<void> {
  const [row] = await database.owner<{ count: number }[]>`
    select count(*) as count from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
  assert.equal(row?.count, 0);
  assert.deepEqual(await readdir(target.dataDir), []);
}

describe('operator: a backup restored elsewhere', () => {
  let place: Empty;
  let again: Backup;
  before(async () => {
    place = await anEmptyPlace();
    await restoreBackup(path, key.passphrase, place.target);
    again = await makeBackup(
      join(folder, 'again.backup'),
      key,
      sourceOf(place.database, place.target.dataDir),
    );
  });

  test('holds every row and every byte of every table, and says so by itself', () => {
    const ownRow = { ...made.manifest.rows, restores: 1 };
    assert.deepEqual(again.manifest.rows, ownRow);
    const ours = new Set(['backup.json', 'secret', 'settings.env', 'tables/restores/0']);
    const rest = (backup: Backup) => backup.manifest.parts.filter(({ name }) => !ours.has(name));
    assert.deepEqual(rest(again), rest(made));
    assert.ok((made.manifest.rows.reports ?? 0) === 2 && (made.manifest.rows.ledger_entries ?? 0) > 0);
    assert.deepEqual(again.header.sequences, made.header.sequences);
  });

  test('holds the files, the secret and, beside it, the settings', async () => {
    const { dataDir } = place.target;
    const before = await readFile(join(server.dataDir, 'files', photo));
    assert.deepEqual(await readFile(join(dataDir, 'files', photo)), before);
    const store = folderFileStore(join(dataDir, 'files'));
    assert.ok((await store.open(server.here.id, photo.split('/')[2] ?? '')).ok);
    assert.equal(await readFile(join(dataDir, 'secret'), 'utf8'), `${secret}\n`);
    assert.equal(await readFile(join(dataDir, 'restored-settings.env'), 'utf8'), 'SMTP_URL=smtp://x\n');
    assert.deepEqual((await readdir(dataDir)).sort(), ['files', 'restored-settings.env', 'secret']);
  });

  test('is fenced, keyed and guarded as a new one is', async () => {
    const shape = (sql: TestDatabase['owner']) => sql`
      select conrelid::regclass::text as place, pg_get_constraintdef(oid) as what from pg_constraint
        where connamespace = 'public'::regnamespace
      union all select relname, relrowsecurity::text || relforcerowsecurity::text from pg_class
        where relnamespace = 'public'::regnamespace and relkind = 'r'
      union all select tgrelid::regclass::text, tgname::text || tgenabled::text from pg_trigger where not tgisinternal
      union all select table_name, privilege_type from information_schema.role_table_grants
        where table_schema = 'public' and grantee = ${roleOf(place.database.ways.application)}
      order by 1, 2`;
    const fresh = await testDatabase();
    assert.deepEqual(await shape(place.database.owner), await shape(fresh.owner));
  });

  test('lets the application at its own community, and goes on numbering where it was', async () => {
    const database = await openDatabase(place.database.ways.application);
    const reports = await database.read(
      server.here.id,
      (tx) => tx<{ text: string }[]>`select text from reports`,
    );
    assert.deepEqual([...reports], [{ text: '楼道灯\t不亮\n第二行 \\N 反斜杠' }]);
    await database.close();
  });

  test('refuses to be filled twice', async () => {
    await rm(join(place.target.dataDir, 'files'), { recursive: true });
    assert.equal(await refusalOf(restoreBackup(path, key.passphrase, place.target)), 'database-not-empty');
    await mkdir(join(place.target.dataDir, 'files'));
  });
});

test('operator: rows written while a backup is made are in it whole or not at all', async () => {
  const [report, backup] = await Promise.all([
    submitTo(server, { text: '正在备份时说的' }),
    makeBackup(join(folder, 'busy.backup'), key, sourceOf(server.made, server.dataDir)),
  ]);
  assert.ok(report.number);
  const { rows } = backup.manifest;
  const told = (rows.reports ?? 0) - (made.manifest.rows.reports ?? 0);
  const clocks = (rows.deadlines ?? 0) - (made.manifest.rows.deadlines ?? 0);
  assert.equal(told, clocks);
});

test('operator: a database that was brought up to date and never used counts as empty', async () => {
  const place = await anEmptyPlace();
  const owner = openConnection(place.target.owner, { max: 1 });
  await migrate(owner, place.target.applicationRole);
  await owner.end();
  await restoreBackup(path, key.passphrase, place.target);
  assert.ok(await isMigrated(place.database.database.sql));
});

test('operator: a database that somebody else lives in is left alone', async () => {
  const place = await anEmptyPlace();
  await place.database.owner`create table visitors (name text)`;
  assert.equal(await refusalOf(restoreBackup(path, key.passphrase, place.target)), 'database-not-empty');
  assert.equal(
    (await place.database.owner`select to_regclass('visitors')::text as name`)[0]?.name,
    'visitors',
  );
});

test('operator: a folder with files in it is left alone', async () => {
  const place = await anEmptyPlace();
  const name = join(place.target.dataDir, 'files', photo);
  await mkdir(join(name, '..'), { recursive: true });
  await writeFile(name, 'mine');
  assert.equal(await refusalOf(restoreBackup(path, key.passphrase, place.target)), 'files-not-empty');
  assert.equal(await readFile(name, 'utf8'), 'mine');
});

test('operator: a backup of an older version is brought up to date', async () => {
  const older = await testDatabase({ migrated: false });
  const names = (await listMigrations()).slice(0, 30);
  const session = await older.owner.reserve();
  await applyMigrations(session, names);
  const id = randomUUID();
  await session`insert into communities (id, slug, name, created_at) values (${id}, 'old', '老社区', ${now})`;
  session.release();
  const old = join(folder, 'old.backup');
  const { header } = await makeBackup(old, key, sourceOf(older, join(folder, 'no-files')));
  assert.deepEqual(header.migrations, names);

  const place = await anEmptyPlace();
  await restoreBackup(old, key.passphrase, place.target);
  assert.ok(await isMigrated(place.database.database.sql));
  assert.deepEqual([...(await place.database.owner`select slug from communities`)], [{ slug: 'old' }]);
});

/** An archive as somebody else, or a later version, would write it. */
async function written(name: string, parts: readonly [string, string | Buffer][]): Promise<string> {
  const target = join(folder, name);
  async function* all(): AsyncGenerator<Part> {
    for (const [part, text] of parts) {
      const bytes = Buffer.from(text);
      yield { name: part, bytes: bytes.byteLength, content: [bytes] };
    }
  }
  await writeArchive(target, key, all, async () => undefined);
  return target;
}

const headerOf = (change: Partial<Record<keyof BackupHeader, unknown>>) =>
  JSON.stringify({
    ...{ format: formatName, version: 1, id: randomUUID(), madeAt: now, product: '9.0.0', migrations: [] },
    ...{ tables: [], sequences: [], ...change },
  });

async function changed(name: string, change: (bytes: Buffer) => Buffer): Promise<string> {
  const target = join(folder, name);
  await writeFile(target, change(await readFile(path)));
  return target;
}

const flipped = (at: number) => (bytes: Buffer) => {
  const place = at < 0 ? bytes.length + at : at;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  return bytes;
};

async function encrypted(name: string, content: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(key.passphrase);
  encrypter.setScryptWorkFactor(4);
  await writeFile(join(folder, name), await encrypter.encrypt(content));
  return join(folder, name);
}

const damages: [what: string, code: string, make: () => Promise<string>, passphrase?: string][] = [
  ['that is not there', 'file-missing', async () => join(folder, 'nowhere.backup')],
  ['that is a folder', 'file-unusable', async () => folder],
  ['with another passphrase', 'wrong-passphrase', async () => path, 'three other words'],
  ['that is some text', 'foreign', async () => join(import.meta.dirname, 'backup.test.ts')],
  ['that is empty', 'foreign', () => changed('empty', () => Buffer.alloc(0))],
  ['that is an age file with a letter in it', 'damaged', () => encrypted('letter', '亲爱的邻居')],
  ['that is somebody else’s tar', 'foreign', () => written('tar', [['photo.jpg', 'not a header']])],
  ['cut after its head', 'damaged', () => changed('cut-head', (bytes) => bytes.subarray(0, 60))],
  [
    'cut after its first part',
    'damaged',
    () => changed('cut-half', (bytes) => bytes.subarray(0, bytes.length >> 1)),
  ],
  ['short of one byte', 'damaged', () => changed('cut-one', (bytes) => bytes.subarray(0, -1))],
  ['with a byte more', 'damaged', () => changed('more', (bytes) => Buffer.concat([bytes, Buffer.from('x')]))],
  ['with one bit flipped in the middle', 'damaged', () => changed('flip', flipped(9000))],
  ['with one bit flipped at its end', 'damaged', () => changed('flip-end', flipped(-1))],
  ['whose manifest is missing', 'damaged', () => written('open', [['backup.json', headerOf({})]])],
  [
    'whose manifest names other parts',
    'damaged',
    () =>
      written('lies', [
        ['backup.json', headerOf({})],
        ['manifest.json', JSON.stringify({ parts: [], rows: {}, files: { count: 0, bytes: 0 } })],
      ]),
  ],
  [
    'in a later form',
    'newer',
    () => written('later', [['backup.json', headerOf({ version: 2, tables: 'other' })]]),
  ],
];

for (const [what, code, make, passphrase = key.passphrase] of damages) {
  test(`operator: a backup ${what} is refused as ${code}, and nothing is changed`, async () => {
    const damaged = await make();
    assert.equal(await refusalOf(restoreBackup(damaged, passphrase, untouched.target)), code);
    assert.equal(await refusalOf(checkArchive(damaged, passphrase)), code);
    await assertNothingThere(untouched);
  });
}

test('operator: a backup with steps this version does not know is newer, and nothing is changed', async () => {
  const header = headerOf({ migrations: ['209901010000-build-tower.sql'] });
  const sha256 = createHash('sha256').update(header).digest('hex');
  const parts = [{ name: 'backup.json', bytes: Buffer.byteLength(header), sha256 }];
  const manifest = JSON.stringify({ parts, rows: {}, files: { count: 0, bytes: 0 } });
  const newer = await written('steps', [
    ['backup.json', header],
    ['manifest.json', manifest],
  ]);
  assert.equal(await refusalOf(restoreBackup(newer, key.passphrase, untouched.target)), 'newer');
  await assertNothingThere(untouched);
});

test('operator: another SUNSHINE_SECRET than the backup’s is told before anything is changed', async () => {
  const target = { ...untouched.target, givenSecret: 'another secret that is long enough, too' };
  assert.equal(await refusalOf(restoreBackup(path, key.passphrase, target)), 'secret-differs');
  await assertNothingThere(untouched);
});

test('operator: a backup that fails leaves the one that was there', async () => {
  const kept = join(folder, 'kept.backup');
  await writeFile(kept, 'yesterday');
  const source = { ...sourceOf(server.made, server.dataDir), owner: { ...brokenWay } };
  await assert.rejects(makeBackup(kept, key, source));
  assert.equal(await readFile(kept, 'utf8'), 'yesterday');
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith('.unfinished')),
    [],
  );
  assert.equal(
    await refusalOf(
      makeBackup(join(folder, 'no', 'such', 'folder'), key, sourceOf(server.made, server.dataDir)),
    ),
    'file-unusable',
  );
});
const brokenWay = { host: '/nonexistent', port: 5432, database: 'x', username: 'x' };

describe('operator: a restore killed', () => {
  test('before its commit is cleared away', async () => {
    const { database, target } = untouched;
    await mkdir(join(target.dataDir, stagingName(randomUUID()), 'files'), { recursive: true });
    assert.ok(await hasUnfinishedRestores(target.dataDir));
    assert.equal(await finishRestores(database.owner, target.dataDir), false);
    assert.deepEqual(await readdir(target.dataDir), []);
  });

  test('after its commit is completed, as often as it takes', async () => {
    const { target } = untouched;
    const id = randomUUID();
    await server.made.owner`insert into restores (id, backup_id, backup_made_at, restored_at)
      values (${id}, ${randomUUID()}, ${now}, ${now})`;
    const staging = join(target.dataDir, stagingName(id));
    await mkdir(join(staging, 'files', 'here'), { recursive: true });
    await mkdir(join(target.dataDir, 'files', 'incoming'), { recursive: true });
    await writeFile(join(staging, 'secret'), 'restored');
    await writeFile(join(target.dataDir, 'secret'), 'fresh');
    assert.equal(await finishRestores(server.made.owner, target.dataDir), true);
    await putInPlace(target.dataDir, id);
    assert.deepEqual((await readdir(target.dataDir)).sort(), ['files', 'secret']);
    assert.deepEqual(await readdir(join(target.dataDir, 'files')), ['here']);
    assert.equal(await readFile(join(target.dataDir, 'secret'), 'utf8'), 'restored');
  });
});
