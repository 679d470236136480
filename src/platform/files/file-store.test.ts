import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import type { CommunityId } from '../../kernel/id.ts';
import { dayMs, instant } from '../../kernel/time.ts';
import { newId } from '../ids.ts';
import { type FileStore, folderFileStore } from './file-store.ts';

const place = await mkdtemp(join(tmpdir(), 'sunshine-files-'));
after(() => rm(place, { recursive: true, force: true }));

const lanjin = newId<CommunityId>();
const donghu = newId<CommunityId>();

async function newFolder(): Promise<string> {
  return mkdtemp(join(place, 'store-'));
}

async function putOrFail(store: FileStore, content: Parameters<FileStore['put']>[1]): Promise<string> {
  const put = await store.put(lanjin, content, 'jpg');
  assert.ok(put.ok, JSON.stringify(put));
  return put.value.name;
}

async function readBack(store: FileStore, community: CommunityId, name: string): Promise<Buffer> {
  const opened = await store.open(community, name);
  assert.ok(opened.ok, JSON.stringify(opened));
  const bytes = await buffer(opened.value.stream);
  assert.equal(bytes.length, opened.value.bytes);
  return bytes;
}

async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test('file store: bytes, a stream and a file give the same name and come back as they were', async () => {
  const folder = await newFolder();
  const store = folderFileStore(join(folder, 'not', 'there', 'yet'));
  const bytes = randomBytes(300_000);
  const path = join(folder, 'source');
  await writeFile(path, bytes);

  const name = await putOrFail(store, bytes);
  assert.equal(name, `${sha256(bytes)}.jpg`);
  const chunks = [bytes.subarray(0, 1), bytes.subarray(1, 200_000), bytes.subarray(200_000)];
  assert.equal(await putOrFail(store, Readable.from(chunks)), name);
  assert.equal(await putOrFail(store, { path }), name);

  assert.deepEqual(await readBack(store, lanjin, name), bytes);
  const kept = await filesIn(join(folder, 'not'));
  assert.deepEqual(kept, [join(folder, 'not', 'there', 'yet', lanjin, name.slice(0, 2), name)]);
});

test('file store: the same content put many times at once is kept once', async () => {
  const folder = await newFolder();
  const store = folderFileStore(folder);
  const bytes = randomBytes(50_000);
  const names = await Promise.all(Array.from({ length: 12 }, () => putOrFail(store, bytes)));
  assert.equal(new Set(names).size, 1);
  assert.equal((await filesIn(folder)).length, 1);
});

test('file store: another community does not see the file', async () => {
  const store = folderFileStore(await newFolder());
  const name = await putOrFail(store, randomBytes(10));
  assert.deepEqual(await store.open(donghu, name), { ok: false, refusal: { code: 'file-missing' } });
  assert.deepEqual(await store.remove(donghu, name), { ok: true, value: false });
  assert.equal((await readBack(store, lanjin, name)).length, 10);
});

test('file store: a removed file is gone, and removing it again says so', async () => {
  const folder = await newFolder();
  const store = folderFileStore(folder);
  const name = await putOrFail(store, randomBytes(10));
  assert.deepEqual(await store.remove(lanjin, name), { ok: true, value: true });
  assert.deepEqual(await store.remove(lanjin, name), { ok: true, value: false });
  assert.deepEqual(await store.open(lanjin, name), { ok: false, refusal: { code: 'file-missing' } });
  assert.deepEqual(await filesIn(folder), []);
});

test('file store: no name and no community leads out of the folder', async () => {
  const folder = await newFolder();
  const store = folderFileStore(join(folder, 'files'));
  const hash = sha256(Buffer.from('x'));
  await putOrFail(store, Buffer.from('y'));
  await writeFile(join(folder, 'secret'), 'secret');
  const names = [
    '../../secret',
    '..',
    '',
    `../${hash}.jpg`,
    `${hash}.jpg/../../../../secret`,
    `${hash}.jpg\0`,
    `${hash}.jpg\n`,
    `${hash}.JPG`,
    `${hash.toUpperCase()}.jpg`,
    `${hash}./jpg`,
    `${hash}`,
    '%2e%2e%2fsecret',
    'C:\\secret',
  ];
  for (const name of names) {
    assert.deepEqual(await store.open(lanjin, name), { ok: false, refusal: { code: 'file-missing' } }, name);
    assert.deepEqual(await store.remove(lanjin, name), { ok: true, value: false }, name);
  }
  for (const community of ['..', '', '.', 'incoming', `${lanjin}/..`, `../files/${lanjin}`]) {
    const opened = await store.open(community as CommunityId, `${hash}.jpg`);
    assert.deepEqual(opened, { ok: false, refusal: { code: 'file-missing' } }, community);
    await assert.rejects(store.put(community as CommunityId, Buffer.from('x'), 'jpg'), TypeError);
  }
  for (const extension of ['', '../jpg', 'jpg/x', 'j.pg', 'JPG', 'jpg\0', 'averylongone']) {
    await assert.rejects(store.put(lanjin, Buffer.from('x'), extension), TypeError, extension);
  }
  assert.equal(await readFile(join(folder, 'secret'), 'utf8'), 'secret');
});

test('file store: does not follow a link that was planted in its folder', async () => {
  const folder = await newFolder();
  const store = folderFileStore(folder);
  const name = `${sha256(Buffer.from('x'))}.jpg`;
  await mkdir(join(folder, lanjin, name.slice(0, 2)), { recursive: true });
  await symlink('/etc/hostname', join(folder, lanjin, name.slice(0, 2), name));
  const opened = await store.open(lanjin, name);
  assert.equal(!opened.ok && opened.refusal.code, 'storage-unavailable');
});

test('file store: an upload broken off leaves nothing, and its own error is told', async () => {
  const folder = await newFolder();
  const store = folderFileStore(folder);
  async function* brokenOff(): AsyncGenerator<Uint8Array> {
    yield randomBytes(70_000);
    // What Node's sockets throw looks like a system error too; it is not one of the disk.
    throw Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });
  }
  await assert.rejects(store.put(lanjin, brokenOff(), 'jpg'), /ECONNRESET/);
  await assert.rejects(store.put(lanjin, { path: join(folder, 'none') }, 'jpg'), /ENOENT/);
  assert.deepEqual(await filesIn(folder), []);
});

test('file store: a folder that cannot be used is refused as unavailable', async () => {
  const folder = await newFolder();
  const path = join(folder, 'a-file');
  await writeFile(path, '');
  const store = folderFileStore(join(path, 'files'));
  const refused = { ok: false, refusal: { code: 'storage-unavailable', facts: { errno: 'ENOTDIR' } } };
  assert.deepEqual(await store.put(lanjin, randomBytes(10), 'jpg'), refused);
  assert.deepEqual(await store.open(lanjin, `${sha256(Buffer.from('x'))}.jpg`), refused);
  assert.deepEqual(await store.remove(lanjin, `${sha256(Buffer.from('x'))}.jpg`), refused);
});

test('file store: sweeping takes what was left over a day ago and nothing else', async () => {
  const folder = await newFolder();
  const store = folderFileStore(folder);
  const now = instant(Date.now());
  assert.deepEqual(await store.sweep(now), { ok: true, value: 0 });

  const name = await putOrFail(store, randomBytes(10));
  for (const [left, daysAgo] of Object.entries({ old: 1.1, fresh: 0.9 })) {
    await writeFile(join(folder, 'incoming', left), 'half');
    const at = new Date(now - daysAgo * dayMs);
    await utimes(join(folder, 'incoming', left), at, at);
  }
  assert.deepEqual(await store.sweep(now), { ok: true, value: 1 });
  assert.deepEqual((await filesIn(folder)).map((path) => basename(path)).sort(), [name, 'fresh'].sort());
});

/** A disk of one megabyte, or why there cannot be one here. */
async function smallDisk(): Promise<{ at: string } | { skip: string }> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return { skip: 'mounting a small disk needs Linux and root' };
  const at = await newFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'sunshine-test', at], { stdio: 'pipe' });
    return { at };
  } catch (error) {
    return { skip: `mount is not allowed here: ${error instanceof Error ? error.message : error}` };
  }
}

test('file store: a full disk is refused, nothing is half-written, and it goes on once there is space', async (t) => {
  const disk = await smallDisk();
  if ('skip' in disk) return t.skip(disk.skip);
  t.after(() => execFileSync('umount', [disk.at]));
  const store = folderFileStore(disk.at);
  const first = await putOrFail(store, randomBytes(600_000));
  const second = randomBytes(600_000);

  const full = { ok: false, refusal: { code: 'storage-full', facts: { errno: 'ENOSPC' } } };
  assert.deepEqual(await store.put(lanjin, second, 'jpg'), full);
  assert.deepEqual(await store.put(lanjin, Readable.from([second, second]), 'jpg'), full);
  assert.deepEqual(
    (await filesIn(disk.at)).map((path) => basename(path)),
    [first],
  );

  assert.deepEqual(await store.remove(lanjin, first), { ok: true, value: true });
  const name = await putOrFail(store, second);
  assert.deepEqual(await readBack(store, lanjin, name), second);

  execFileSync('mount', ['-o', 'remount,ro', disk.at]);
  const refused = { ok: false, refusal: { code: 'storage-unavailable', facts: { errno: 'EROFS' } } };
  assert.deepEqual(await store.put(lanjin, randomBytes(10), 'jpg'), refused);
  assert.deepEqual(await store.remove(lanjin, name), refused);
  assert.deepEqual(await readBack(store, lanjin, name), second);
});

/** Another process with the store in `folder`; `body` is what it does. It prints one line for each thing done. */
function startWriter(
  folder: string,
  body: string,
): { lines: AsyncIterableIterator<string>; kill: () => Promise<void> } {
  const script = `
    import { randomBytes } from 'node:crypto';
    import { writeSync } from 'node:fs';
    import { folderFileStore } from ${JSON.stringify(new URL('./file-store.ts', import.meta.url).href)};
    const store = folderFileStore(${JSON.stringify(folder)});
    const say = (line) => writeSync(1, line + '\\n');
    ${body}`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  return {
    lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

test('file store: kill -9 in the middle of a put leaves no visible file, and the put can be done again', async () => {
  const folder = await newFolder();
  const writer = startWriter(
    folder,
    `async function* halfway() {
      yield Buffer.alloc(100_000, 1);
      say('halfway');
      await new Promise((never) => setTimeout(never, 2 ** 30));
    }
    await store.put('${lanjin}', halfway(), 'jpg');`,
  );
  assert.equal((await writer.lines.next()).value, 'halfway');
  await writer.kill();

  const left = await filesIn(folder);
  assert.deepEqual(
    left.map((path) => basename(join(path, '..'))),
    ['incoming'],
  );
  const store = folderFileStore(folder);
  const whole = Buffer.alloc(200_000, 1);
  const name = await putOrFail(store, whole);
  assert.deepEqual(await readBack(store, lanjin, name), whole);
  assert.deepEqual(await store.sweep(instant(Date.now() + 2 * dayMs)), { ok: true, value: 1 });
  assert.equal((await filesIn(folder)).length, 1);
});

test('file store: after kill -9 among many puts every acknowledged file is there and every file is whole', async () => {
  const folder = await newFolder();
  const writer = startWriter(
    folder,
    `async function putOn() {
      for (;;) say((await store.put('${lanjin}', randomBytes(40_000), 'jpg')).value.name);
    }
    await Promise.all([putOn(), putOn(), putOn(), putOn()]);`,
  );
  const acknowledged: string[] = [];
  while (acknowledged.length < 60) acknowledged.push(String((await writer.lines.next()).value));
  await writer.kill();
  for await (const line of writer.lines) acknowledged.push(line);

  const kept = await filesIn(join(folder, lanjin));
  for (const path of kept) assert.equal(`${sha256(await readFile(path))}.jpg`, basename(path));
  const names = new Set(kept.map((path) => basename(path)));
  assert.deepEqual(
    acknowledged.filter((name) => !names.has(name)),
    [],
  );
});
