import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { joinBytes, toHex } from '../../kernel/bytes.ts';
import { formatCheckpoint } from '../note/checkpoint.ts';
import { formatLogProof, parseLogProof, verifyLogProof } from '../note/log-proof.ts';
import { signNote } from '../note/note.ts';
import { logSigner, verifierKeyOf, verifierOf } from '../note/note-key.ts';
import { emptyRoot, hashChildren, hashLeaf } from './hashing.ts';
import {
  type HashReader,
  proveConsistency,
  proveInclusion,
  rootOf,
  verifyConsistency,
  verifyInclusion,
} from './proof.ts';
import {
  formatBundle,
  parseBundle,
  parseTilePath,
  rootOver,
  type Tile,
  tileHashReader,
  tilePath,
  tilesSince,
  tileWidth,
  WrongTileError,
  widthIn,
} from './tile.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());

/** MTH of RFC 6962, 2.1, word for word: slow, and nothing in common with what is tested. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return sha256(new Uint8Array(0));
  if (leaves.length === 1) return only;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  const [left, right] = [naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k))];
  return sha256(Buffer.concat([Uint8Array.of(1), left, right]));
}

const leavesOf = (size: number) => Array.from({ length: size }, (_, i) => sha256(Buffer.from(`leaf ${i}`)));

const naiveReader =
  (leaves: readonly Uint8Array[]): HashReader =>
  async (nodes) =>
    nodes.map(({ level, index }) => naiveRoot(leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)));

describe('RFC 6962', () => {
  // The reference vectors of the Certificate Transparency project.
  const inputs = [
    ...['', '00', '10', '2021', '3031', '40414243', '5051525354555657'],
    '606162636465666768696a6b6c6d6e6f',
  ];
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const leaves = inputs.map((input) => hashLeaf(sha256, Buffer.from(input, 'hex')));
  for (const [size, root] of roots.entries()) {
    test(`reference tree of ${size}: its root`, async () => {
      const found = await rootOf(sha256, size, naiveReader(leaves.slice(0, size)));
      assert.equal(toHex(found), root);
    });
  }

  test('reference path of leaf 5 in a tree of 8', async () => {
    assert.deepEqual((await proveInclusion(sha256, 5, 8, naiveReader(leaves))).map(toHex), [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  test('reference consistency of 6 with 8', async () => {
    assert.deepEqual((await proveConsistency(sha256, 6, 8, naiveReader(leaves))).map(toHex), [
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });
});

describe('proof', () => {
  const size = fc.integer({ min: 1, max: 70 });

  test('every leaf of every small tree: proved, and for no other leaf, index, size or root', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), fc.nat(), async (size, a, b) => {
        const leaves = leavesOf(size);
        const index = a % size;
        const root = naiveRoot(leaves);
        const hashes = await proveInclusion(sha256, index, size, naiveReader(leaves));
        const leafHash = leaves[index] ?? root;
        const claim = { index, size, root, leafHash, hashes };
        assert.ok(verifyInclusion(sha256, claim));
        assert.ok(!verifyInclusion(sha256, { ...claim, leafHash: sha256(leafHash) }));
        assert.ok(!verifyInclusion(sha256, { ...claim, root: sha256(root) }));
        assert.ok(!verifyInclusion(sha256, { ...claim, index: size }));
        assert.ok(!verifyInclusion(sha256, { ...claim, hashes: [...hashes, root] }));
        const otherIndex = b % size;
        assert.ok(otherIndex === index || !verifyInclusion(sha256, { ...claim, index: otherIndex }));
        if (hashes.length > 0) {
          assert.ok(!verifyInclusion(sha256, { ...claim, hashes: hashes.slice(1) }));
          const swapped = hashes.map((hash, i) => (i === b % hashes.length ? sha256(hash) : hash));
          assert.ok(!verifyInclusion(sha256, { ...claim, hashes: swapped }));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('every tree and every earlier one: consistent, and with no other tree', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.nat(), async (size, a) => {
        const leaves = leavesOf(size);
        const oldSize = a % (size + 1);
        const [oldRoot, root] = [naiveRoot(leaves.slice(0, oldSize)), naiveRoot(leaves)];
        const hashes = await proveConsistency(sha256, oldSize, size, naiveReader(leaves));
        const claim = { oldSize, oldRoot, size, root, hashes };
        assert.ok(verifyConsistency(sha256, claim));
        assert.ok(!verifyConsistency(sha256, { ...claim, oldRoot: sha256(oldRoot) }));
        // Anything begins with the empty tree, so only there the later root says nothing.
        assert.ok(oldSize === 0 || !verifyConsistency(sha256, { ...claim, root: sha256(root) }));
        assert.ok(!verifyConsistency(sha256, { ...claim, hashes: [...hashes, root] }));
        assert.ok(oldSize === size || !verifyConsistency(sha256, { ...claim, oldSize: size, size: oldSize }));
        const forked = leaves.map((leaf, i) => (i === a % size ? sha256(leaf) : leaf));
        const other = await proveConsistency(sha256, oldSize, size, naiveReader(forked));
        const isForkSeen = a % size < oldSize;
        const onFork = { oldSize, oldRoot, size, root: naiveRoot(forked), hashes: other };
        assert.equal(verifyConsistency(sha256, onFork), !isForkSeen);
      }),
      { numRuns: 60 },
    );
  });

  test('a leaf the tree does not have, a tree it never was: refused', () => {
    const read = naiveReader(leavesOf(3));
    assert.throws(() => proveInclusion(sha256, 3, 3, read), RangeError);
    assert.throws(() => proveConsistency(sha256, 4, 3, read), RangeError);
  });
});

/** The tiles of a tree, each by its path, made the way the specification words it. */
function naiveTiles(leaves: readonly Uint8Array[]): Map<string, Uint8Array> {
  const tiles = new Map<string, Uint8Array>();
  for (let level = 0; tileWidth ** level <= leaves.length; level++) {
    const span = tileWidth ** level;
    const hashes = Array.from({ length: Math.floor(leaves.length / span) }, (_, i) =>
      naiveRoot(leaves.slice(i * span, (i + 1) * span)),
    );
    for (let index = 0; index * tileWidth < hashes.length; index++) {
      const own = hashes.slice(index * tileWidth, (index + 1) * tileWidth);
      tiles.set(tilePath({ level, index, width: own.length }), joinBytes(...own));
    }
  }
  return tiles;
}

describe('tile', () => {
  const leaves = leavesOf(70_000);
  const tiles = naiveTiles(leaves);
  const readTiles = async (wanted: readonly Tile[]) =>
    wanted.map((tile) => tiles.get(tilePath(tile)) ?? new Uint8Array(0));

  test('a tree of 70,000: the tiles that tlog-tiles says it has', () => {
    const listed = tilesSince(0, 70_000);
    assert.deepEqual(new Set(listed.map(tilePath)), new Set(tiles.keys()));
    const partial = listed.filter(({ width }) => width < tileWidth).map(({ level, width }) => [level, width]);
    assert.deepEqual(partial, [
      [0, 112],
      [1, 17],
      [2, 1],
    ]);
    assert.equal(listed.length, 273 + 1 + 1 + 1 + 1);
    assert.deepEqual(tilesSince(0, 256).map(tilePath), ['tile/0/000', 'tile/1/000.p/1']);
    assert.deepEqual(tilesSince(255, 257).map(tilePath), ['tile/0/000', 'tile/0/001.p/1', 'tile/1/000.p/1']);
    assert.deepEqual(tilesSince(70_000, 70_000), []);
  });

  test('roots and proofs read out of tiles: those of the naive tree', async () => {
    const read = tileHashReader(sha256, leaves.length, readTiles);
    assert.deepEqual(await rootOf(sha256, leaves.length, read), naiveRoot(leaves));
    for (const oldSize of [1, 255, 256, 257, 65_535, 65_536, 65_537, 69_888, 69_999]) {
      const oldRoot = naiveRoot(leaves.slice(0, oldSize));
      assert.deepEqual(await rootOf(sha256, oldSize, read), oldRoot, `root of ${oldSize}`);
      const hashes = await proveConsistency(sha256, oldSize, leaves.length, read);
      const root = naiveRoot(leaves);
      assert.ok(verifyConsistency(sha256, { oldSize, oldRoot, size: leaves.length, root, hashes }));
      const path = await proveInclusion(sha256, oldSize, leaves.length, read);
      const leafHash = leaves[oldSize] ?? root;
      const claim = { index: oldSize, size: leaves.length, root, leafHash, hashes: path };
      assert.ok(verifyInclusion(sha256, claim));
    }
  });

  test('a tile too narrow: named', async () => {
    const read = tileHashReader(sha256, 300, async (wanted) => wanted.map(() => new Uint8Array(32)));
    await assert.rejects(
      rootOf(sha256, 300, read),
      (error) => error instanceof WrongTileError && tilePath(error.tile) === 'tile/0/001.p/44',
    );
  });

  const paths: [path: string, part: ReturnType<typeof parseTilePath>][] = [
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
    ['tile/0/x001/x234/067', { level: 0, index: 1_234_067, width: 256 }],
    ['tile/63/x001/000.p/255', { level: 63, index: 1000, width: 255 }],
    ['tile/entries/999.p/1', { level: 'entries', index: 999, width: 1 }],
    ['tile/64/000', undefined],
    ['tile/00/000', undefined],
    ['tile/0/0', undefined],
    ['tile/0/x000/001', undefined],
    ['tile/0/001/x234', undefined],
    ['tile/0/x001', undefined],
    ['tile/0/000.p/0', undefined],
    ['tile/0/000.p/256', undefined],
    ['tile/0/000.p/01', undefined],
    ['tile/0/000.p/', undefined],
    ['tile/data/000', undefined],
    ['tile/0/000/', undefined],
    ['tile/0/x999/x999/x999/x999/x999/999', undefined],
  ];
  for (const [path, part] of paths) {
    test(`${path}: ${part ? 'read, and written the same' : 'no path of a tile'}`, () => {
      assert.deepEqual(parseTilePath(path), part);
      if (part) assert.equal(tilePath(part), path);
    });
  }

  test('every path: there and back', () => {
    const part = fc.record({
      level: fc.oneof(fc.nat(63), fc.constant('entries' as const)),
      index: fc.nat(Number.MAX_SAFE_INTEGER),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(fc.property(part, (one) => assert.deepEqual(parseTilePath(tilePath(one)), { ...one })));
  });

  test('widths: as tiles are in a tree of 70,000', () => {
    assert.equal(widthIn(70_000, 0, 272), 256);
    assert.equal(widthIn(70_000, 'entries', 273), 112);
    assert.equal(widthIn(70_000, 0, 274), 0);
    assert.equal(widthIn(70_000, 3, 0), 0);
  });

  test('the root over a full tile is the hash above it', () => {
    assert.deepEqual(rootOver(sha256, leaves.slice(0, 256)), naiveRoot(leaves.slice(0, 256)));
    assert.throws(() => rootOver(sha256, leaves.slice(0, 3)), RangeError);
  });

  test('bundle: there and back; cut anywhere inside an entry, none', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), fc.nat(), (entries, cut) => {
        const bundle = formatBundle(entries);
        assert.deepEqual(
          parseBundle(bundle)?.map((entry) => toHex(entry)),
          entries.map((entry) => toHex(entry)),
        );
        const length = bundle.length === 0 ? 0 : cut % bundle.length;
        const rest = parseBundle(bundle.subarray(0, length));
        assert.ok(rest === undefined || formatBundle(rest).length === length);
      }),
    );
    assert.throws(() => formatBundle([new Uint8Array(65_536)]), RangeError);
    assert.equal(parseBundle(Uint8Array.of(0)), undefined);
  });
});

describe('log proof', () => {
  const seed = new Uint8Array(32).fill(7);
  const origin = 'wuyang.example/ledger/lanjin';
  const log = verifierOf(verifierKeyOf(origin, 'ed25519', seed));
  const leaves = leavesOf(300);
  const text = formatCheckpoint({ origin, size: 300, root: naiveRoot(leaves), extensions: [] });
  const checkpoint = signNote(text, [logSigner(origin, seed)]);
  const leafHash = leaves[41] ?? seed;

  test('written, read and checked: leads from the leaf to what the log signed', async () => {
    const hashes = await proveInclusion(sha256, 41, 300, naiveReader(leaves));
    for (const extra of [null, Buffer.from('{}')]) {
      const file = formatLogProof({ extra, index: 41, hashes, checkpoint });
      assert.match(file, /^c2sp\.org\/tlog-proof@v1\n(extra e30=\n)?index 41\n/);
      const parsed = parseLogProof(file);
      assert.ok(parsed.ok);
      const checked = verifyLogProof(sha256, parsed.value, leafHash, log);
      assert.equal(checked.ok && checked.value.size, 300);
      const moved = verifyLogProof(sha256, { ...parsed.value, index: 42 }, leafHash, log);
      assert.equal(!moved.ok && moved.refusal.code, 'not-included');
    }
  });

  test('the only leaf of a log: no hashes', () => {
    const one = formatCheckpoint({ origin, size: 1, root: leafHash, extensions: [] });
    const proof = { extra: null, index: 0, hashes: [], checkpoint: signNote(one, [logSigner(origin, seed)]) };
    assert.deepEqual(parseLogProof(formatLogProof(proof)), { ok: true, value: proof });
    assert.ok(verifyLogProof(sha256, proof, leafHash, log).ok);
  });

  const wrong: [what: string, change: (file: string) => string][] = [
    ['another first line', (file) => file.replace('@v1', '@v2')],
    ['no index', (file) => file.replace(/index .*\n/, '')],
    ['a leading zero', (file) => file.replace('index 41', 'index 041')],
    ['a short hash', (file) => file.replace(/\n[^\n]{4}([^\n]+\n\n)/, '\n$1')],
    ['no checkpoint', (file) => file.slice(0, file.indexOf('\n\n') + 2)],
    ['windows line ends', (file) => file.replaceAll('\n', '\r\n')],
  ];
  for (const [what, change] of wrong) {
    test(`${what}: refused`, async () => {
      const hashes = await proveInclusion(sha256, 41, 300, naiveReader(leaves));
      const file = formatLogProof({ extra: null, index: 41, hashes, checkpoint });
      assert.notEqual(change(file), file);
      assert.equal(parseLogProof(change(file)).ok, false);
    });
  }
});

test('hashing: a leaf is never taken for a node, and an empty tree is not nothing', () => {
  const [left, right] = [sha256(Buffer.from('a')), sha256(Buffer.from('b'))];
  const joined = joinBytes(left, right);
  assert.notDeepEqual(hashLeaf(sha256, joined), hashChildren(sha256, left, right));
  assert.equal(toHex(emptyRoot(sha256)).slice(0, 8), 'e3b0c442');
});
