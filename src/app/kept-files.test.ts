import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { aPhoto, type CollectServer, collectServer } from '../../test/collect-server.ts';
import { dayMs } from '../kernel/time.ts';
import type { Platform } from '../platform/call.ts';
import { folderFileStore } from '../platform/files/file-store.ts';
import { sweepUnnamed } from '../platform/files/kept-files.ts';
import { fileKeepers } from './workers.ts';

let server: CollectServer;
let folder: string;
let platform: Platform;
before(async () => {
  server = await collectServer();
});
after(() => server.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-files-'));
  platform = { ...server.platform, files: folderFileStore(folder) };
});
afterEach(() => rm(folder, { recursive: true }));

/** A file that was put so long ago, as if its process had died before the row was written. */
async function put(content: Buffer, extension: string, ageMs: number): Promise<string> {
  const file = await platform.files.put(server.here.id, content, extension);
  assert.ok(file.ok);
  const { name } = file.value;
  const at = (platform.clock.now() - ageMs) / 1000;
  await utimes(join(folder, server.here.id, name.slice(0, 2), name), at, at);
  return name;
}

async function isThere(name: string): Promise<boolean> {
  const opened = await platform.files.open(server.here.id, name);
  if (opened.ok) opened.value.stream.destroy();
  return opened.ok;
}

const sweep = () => sweepUnnamed(platform, server.here, fileKeepers);

test('files that no row names: go when they are older than a day, photos and recordings alike', async () => {
  const [photo, recording] = [
    await put(randomBytes(100), 'jpg', dayMs + 1000),
    await put(randomBytes(100), 'webm', dayMs + 1000),
  ];
  const young = await put(randomBytes(100), 'jpg', dayMs - 1000);
  assert.equal(await sweep(), 2);
  assert.deepEqual([await isThere(photo), await isThere(recording)], [false, false]);
  assert.ok(await isThere(young), 'a form may still be under way');
  assert.equal(await sweep(), 0);
});

test('files that a row names, or that nobody here answers for: stay, however old', async () => {
  const { body } = await server.send('/photos', {}, [await aPhoto(21)]);
  const [{ photoId = '' } = {}] = body.photos as { photoId: string }[];
  const [row] = await server.made.database.read(
    server.here.id,
    (tx) => tx<{ largeFile: string; smallFile: string }[]>`
      select large_file, small_file from photos where id = ${photoId}`,
  );
  assert.ok(row);
  for (const file of [row.largeFile, row.smallFile]) {
    const kept = await server.platform.files.open(server.here.id, file);
    assert.ok(kept.ok);
    const bytes = await buffer(kept.value.stream);
    assert.equal(await put(bytes, 'jpg', 30 * dayMs), file);
  }
  const foreign = await put(randomBytes(100), 'bak', 30 * dayMs);
  assert.equal(await sweep(), 0);
  assert.ok((await isThere(row.largeFile)) && (await isThere(row.smallFile)) && (await isThere(foreign)));
});

test('files: whoever keeps them answers for them when they are swept', async () => {
  const keeping: string[] = [];
  const sources = await readdir('src', { recursive: true });
  for (const path of sources.filter((name) => name.endsWith('.service.ts'))) {
    if ((await readFile(join('src', path), 'utf8')).includes('files.put(')) keeping.push(path);
  }
  assert.equal(keeping.length, fileKeepers.length, keeping.join(' '));
});
