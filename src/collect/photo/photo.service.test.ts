import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { aPhoto, aReport, type CollectServer, collectServer } from '../../../test/collect-server.ts';
import { dayMs } from '../../kernel/time.ts';
import type { ReceivedFile } from '../../platform/call.ts';
import { sweepStale } from '../../platform/files/kept-files.ts';
import { keepPhotos, photoKeeper } from './photo.service.ts';

let server: CollectServer;
before(async () => {
  server = await collectServer();
});
after(() => server.stop());

async function add(...photos: Buffer[]): Promise<string[]> {
  const { status, body } = await server.send('/photos', {}, photos);
  assert.equal(status, 200, JSON.stringify(body));
  return (body.photos as { photoId: string }[]).map(({ photoId }) => photoId);
}

const sweep = () => sweepStale(server.platform, server.here, [photoKeeper]);

function filesOf(ids: string[]): Promise<string[]> {
  return server.made.database.read(server.here.id, async (tx) => {
    const found = await tx<
      { largeFile: string }[]
    >`select large_file from photos where id = any(${ids}::uuid[])`;
    return found.map(({ largeFile }) => largeFile);
  });
}

async function isKept(file: string | undefined): Promise<boolean> {
  const opened = await server.platform.files.open(server.here.id, file ?? '');
  if (opened.ok) opened.value.stream.destroy();
  return opened.ok;
}

test('photos: behind twenty waiting ones the next is asked to come again, and then is looked at', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'photos-'));
  const path = join(folder, 'no-photo');
  await writeFile(path, 'no photo');
  const { platform, here: community } = server;
  const keep = async (count: number) => {
    const files = Array.from({ length: count }, () => ({ path }) as ReceivedFile);
    const { refused } = await keepPhotos({ platform, community, files });
    return refused.map(({ code }) => code);
  };
  const codes = await keep(23);
  assert.equal(codes.filter((code) => code === 'storage-unavailable').length, 1);
  assert.deepEqual(await keep(1), ['photo-format-unknown']);
  await rm(folder, { recursive: true });
});

test('stranger: sends photos and hears their sizes', async () => {
  const { body } = await server.send('/photos', {}, [await aPhoto(1), await aPhoto(2)]);
  const photos = body.photos as { width: number; height: number }[];
  assert.deepEqual(
    photos.map(({ width, height }) => [width, height]),
    [
      [640, 480],
      [640, 480],
    ],
  );
});

for (const [what, files, code] of [
  ['no file', [], 'photo-missing'],
  ['a web page', [Buffer.from('<html><script>alert(1)</script>')], 'photo-format-unknown'],
  ['a photo cut off', [Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex')], 'photo-unreadable'],
] as const) {
  test(`stranger: is told that ${what} is no photo, and nothing is kept`, async () => {
    const rows = () => server.made.database.read(server.here.id, (tx) => tx`select from photos`);
    const before = (await rows()).length;
    const { status, body } = await server.send('/photos', {}, files);
    assert.deepEqual([status, body.code], [422, code]);
    assert.ok(String(body.detail).length > 10);
    assert.equal((await rows()).length, before);
  });
}

test('stranger: a tenth file at once is refused', async () => {
  const { body } = await server.send(
    '/photos',
    {},
    await Promise.all(Array.from({ length: 10 }, () => aPhoto(3))),
  );
  assert.equal(body.code, 'body-too-large');
});

test('photo: unused it goes after a day, with its file; used it stays', async () => {
  const [unused = '', used = ''] = await add(await aPhoto(10), await aPhoto(11));
  const [file, kept] = [(await filesOf([unused]))[0], (await filesOf([used]))[0]];
  assert.equal((await server.post('/reports', aReport({ photoIds: [used] }))).status, 200);
  server.platform.clock.advance(dayMs);
  await sweep();
  assert.ok(await isKept(file));
  server.platform.clock.advance(1);
  assert.ok((await sweep()) > 0);
  assert.equal(await isKept(file), false);
  assert.ok(await isKept(kept));
  assert.equal((await server.post('/reports', aReport({ photoIds: [unused] }))).body.code, 'photo-unknown');
});

test('photo: an equal one, used, keeps the file that both share', async () => {
  const [unused = ''] = await add(await aPhoto(12));
  server.platform.clock.advance(dayMs + 1);
  const [used = ''] = await add(await aPhoto(12));
  assert.deepEqual(await filesOf([unused]), await filesOf([used]));
  await sweep();
  assert.deepEqual(await filesOf([unused]), []);
  assert.ok(await isKept((await filesOf([used]))[0]));
});

test('photo: sent again while an equal one is swept, it is never a name without a file', async () => {
  for (let round = 0; round < 5; round++) {
    await add(await aPhoto(13));
    server.platform.clock.advance(dayMs + 1);
    const [[again = '']] = await Promise.all([add(await aPhoto(13)), sweep()]);
    assert.ok(await isKept((await filesOf([again]))[0]));
  }
});
