import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { type ArchivedFile, zipArchive } from './archive.ts';

async function* of(...files: ArchivedFile[]): AsyncGenerator<ArchivedFile> {
  yield* files;
}

async function bytesOf(files: AsyncIterable<ArchivedFile>): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of zipArchive(files, new Date('2026-11-23T08:00:00Z'))) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}

test('archive: holds each file whole under its name, Chinese ones too, packed or not', async () => {
  const words = new TextEncoder().encode('楼道灯不亮'.repeat(1000));
  const picture = Buffer.alloc(300_000, 7);
  const found = unzipSync(
    await bytesOf(
      of(
        { path: '说明.txt', content: [words], isPacked: false },
        { path: 'photos/1.jpg', content: [picture.subarray(0, 99), picture.subarray(99)], isPacked: true },
        { path: 'empty', content: [], isPacked: true },
      ),
    ),
  );
  assert.deepEqual(Object.keys(found), ['说明.txt', 'photos/1.jpg', 'empty']);
  assert.deepEqual(Buffer.from(found['说明.txt'] ?? []), Buffer.from(words));
  assert.deepEqual(Buffer.from(found['photos/1.jpg'] ?? []), picture);
  assert.equal(found.empty?.length, 0);
});

test('archive: a file that breaks off breaks it off', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(3);
    throw new Error('gone');
  }
  await assert.rejects(bytesOf(of({ path: 'x', content: broken(), isPacked: true })), /gone/);
});
