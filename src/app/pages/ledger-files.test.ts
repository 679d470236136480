import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { extract } from 'tar-stream';
import { openWorld, type World } from '../../../test/world.ts';
import { reportReceived } from '../../collect/report/report.entries.ts';
import { toHex } from '../../kernel/bytes.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import { appendEntries, sha256 } from '../../ledger/entry/entry.service.ts';
import { openCheckpoint } from '../../ledger/note/checkpoint.ts';
import { parseVkey, verifierOf } from '../../ledger/note/note-key.ts';
import { hashLeaf } from '../../ledger/tree/hashing.ts';
import { rootOf } from '../../ledger/tree/proof.ts';
import { parseBundle, tileHashReader, tilePath } from '../../ledger/tree/tile.ts';
import { verifyLog } from '../../ledger/verify/verify-log.ts';
import { archiveCommunity } from '../../places/community/community.service.ts';

let world: World;
before(async () => {
  world = await openWorld();
  await record(300);
});
after(() => world.stop());

async function record(count: number): Promise<void> {
  const received = draftEntry(reportReceived, {
    ...{ number: '2026-0001', occurredAt: world.clock.now() },
    ...{ facts: { channel: 'form' }, privateValues: { text: '张三的电话是 13812345678' } },
  });
  const drafts = Array<typeof received>(count).fill(received);
  await world.made.database.write(world.here.community.id, (tx) => appendEntries(tx, drafts));
  await world.sequence();
}

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${world.url}/ledger/here/${path}`, { headers });

async function bytes(path: string): Promise<Uint8Array> {
  const answer = await get(path);
  assert.equal(answer.status, 200, path);
  return new Uint8Array(await answer.arrayBuffer());
}

test('verifier: reads the log from its files alone, and comes to the root that was signed', async () => {
  const vkey = await (await get('vkey')).text();
  assert.match(vkey, /^127\.0\.0\.1:\d+\/ledger\/here\+[0-9a-f]{8}\+A[\w+/=]+\n$/);
  const key = parseVkey(vkey.trimEnd());
  assert.ok(key.ok);
  const opened = openCheckpoint(await (await get('checkpoint')).text(), verifierOf(key.value));
  assert.ok(opened.ok);
  const { size, root } = opened.value;
  assert.ok(size >= 300);
  const reader = tileHashReader(sha256, size, (tiles) =>
    Promise.all(tiles.map((tile) => bytes(tilePath(tile)))),
  );
  assert.equal(toHex(await rootOf(sha256, size, reader)), toHex(root));
  const tile = await bytes('tile/0/000');
  const entries = parseBundle(await bytes('tile/entries/000')) ?? [];
  assert.equal(entries.length, 256);
  for (const [i, entry] of entries.entries()) {
    assert.equal(toHex(hashLeaf(sha256, entry)), toHex(tile.subarray(i * 32, (i + 1) * 32)));
    assert.doesNotMatch(Buffer.from(entry).toString(), /张三|13812345678/);
  }
});

test('every file: its type, how long it may be kept, and for pages of other sites too', async () => {
  const expected: [path: string, type: string, cache: RegExp][] = [
    ['checkpoint', 'text/plain; charset=utf-8', /^public, max-age=2$/],
    ['vkey', 'text/plain; charset=utf-8', /^public, max-age=3600$/],
    ['tile/0/000', 'application/octet-stream', /immutable/],
    ['tile/0/001.p/44', 'application/octet-stream', /immutable/],
    ['tile/1/000.p/1', 'application/octet-stream', /immutable/],
    ['tile/entries/000', 'application/octet-stream', /immutable/],
    ['1/checkpoint', 'text/plain; charset=utf-8', /^public, max-age=2$/],
  ];
  for (const [path, type, cache] of expected) {
    const answer = await get(path, { origin: 'https://neighbour.example' });
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get('content-type'), type, path);
    assert.match(answer.headers.get('cache-control') ?? '', cache, path);
    assert.equal(answer.headers.get('access-control-allow-origin'), '*', path);
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin', path);
    assert.equal(answer.headers.get('set-cookie'), null, path);
    const again = await get(path, { 'if-none-match': answer.headers.get('etag') ?? '' });
    assert.equal(again.status, 304, path);
  }
  const packed = await get('tile/entries/000', { 'accept-encoding': 'gzip' });
  assert.equal(packed.headers.get('content-encoding'), 'gzip');
  const plain = await get('tile/entries/000', { 'accept-encoding': 'identity' });
  assert.equal(plain.headers.get('content-encoding'), null);
  assert.deepEqual(await packed.arrayBuffer(), await plain.arrayBuffer());
});

test('a partial tile of a size that was: is still there after the log grew', async () => {
  const before = await bytes('tile/0/001.p/44');
  await record(5);
  assert.deepEqual(await bytes('tile/0/001.p/44'), before);
  assert.equal((await get('tile/0/001.p/49')).status, 200);
});

test('what the log does not have: a plain 404 that nobody keeps', async () => {
  for (const path of [
    ...['tile/0/001', 'tile/0/001.p/200', 'tile/0/002.p/1', 'tile/1/000', 'tile/1/000.p/2', 'tile/2/000.p/1'],
    ...['tile/0/0', 'tile/0/000.p/0', 'tile/0/000.p/256', 'tile/x/000', 'tile/', 'tile/entries/002.p/1'],
    ...['tile/0/%2e%2e/vkey', '2/checkpoint'],
  ]) {
    const answer = await get(path);
    assert.equal(answer.status, 404, path);
    assert.equal(answer.headers.get('cache-control'), 'no-store', path);
    assert.equal(answer.headers.get('access-control-allow-origin'), '*', path);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/, path);
  }
  assert.equal((await fetch(`${world.url}/ledger/nowhere/checkpoint`)).status, 404);
  assert.equal((await fetch(`${world.url}/ledger/here/checkpoint`, { method: 'HEAD' })).status, 200);
});

/** Unpacks a tar in memory: the files by their paths below its one folder. */
async function unpack(archive: Uint8Array): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const reading = extract();
  reading.on('entry', async (header, stream, next) => {
    const parts: Uint8Array[] = [];
    for await (const part of stream as AsyncIterable<Uint8Array>) parts.push(part);
    files.set(header.name.replace(/^[^/]+\//, ''), Uint8Array.from(Buffer.concat(parts)));
    next();
  });
  await pipeline(Readable.from([archive]), reading);
  return files;
}

test('visitor: downloads the whole log as one file, which the verifier accepts without a network', async () => {
  const answer = await get('log.tar');
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'application/x-tar');
  assert.match(
    answer.headers.get('content-disposition') ?? '',
    /^attachment; filename="here-ledger-\d+\.tar"$/,
  );
  const files = await unpack(new Uint8Array(await answer.arrayBuffer()));
  const source = async (path: string) => files.get(path);
  const verified = await verifyLog({ sha256, source, vkey: null, earlier: null });
  assert.ok(verified.ok && verified.value.size >= 300);
  assert.equal((await get('2/log.tar')).status, 404);
  assert.equal((await fetch(`${world.url}/ledger/nowhere/log.tar`)).status, 404);
});

test('archived community: its log is served as before', async () => {
  await archiveCommunity(world.made.database.sql, world.there.community.id);
  await world.sequence(world.there);
  const answer = await fetch(`${world.url}/ledger/there/checkpoint`);
  assert.equal(answer.status, 200);
  assert.match(await answer.text(), /\/ledger\/there\n\d+\n/);
});
