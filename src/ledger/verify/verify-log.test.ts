import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, test } from 'node:test';
import { joinBytes, utf8Bytes } from '../../kernel/bytes.ts';
import { formatVkey, verifierKeyOf } from '../note/note-key.ts';
import { hashLeaf } from '../tree/hashing.ts';
import { formatBundle, hashesOf, parseBundle, tilePath } from '../tree/tile.ts';
import {
  type SampleFiles,
  sampleEntry,
  sampleLog,
  sampleOrigin,
  sampleReceipt,
  sampleSeed,
} from './log.sample.ts';
import { type EarlierView, verifyLog } from './verify-log.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const vkey = formatVkey(verifierKeyOf(sampleOrigin, 'ed25519', sampleSeed));

type Files = SampleFiles;
const entryAt = sampleEntry;
const logOver = sampleLog;

const sourceOf = (files: Files) => async (path: string) => files.get(path);

async function check(files: Files, earlier: EarlierView | null = null, known: string | null = vkey) {
  const verified = await verifyLog({ sha256, source: sourceOf(files), vkey: known, earlier });
  if (verified.ok) return 'good';
  const { code, facts } = verified.refusal;
  const { first, last } = facts ?? {};
  return first === undefined ? code : `${code} ${first === last ? first : `${first}-${last}`}`;
}

const size = 600;
const entries = Array.from({ length: size }, (_, index) => entryAt(index));
let log: Files;
before(() => {
  log = logOver(entries);
});

function changed(path: string, change: (bytes: Uint8Array) => Uint8Array, files = log): Files {
  const bytes = files.get(path);
  assert.ok(bytes, path);
  return new Map([...files, [path, change(bytes)]]);
}

const flipAt = (at: number) => (bytes: Uint8Array) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
const retold = (change: (text: string) => string) => (bytes: Uint8Array) =>
  utf8Bytes(change(new TextDecoder().decode(bytes)));

function withEntry(index: number, text: string, files = log): Files {
  const path = tilePath({ level: 'entries', index: Math.floor(index / 256), width: index < 512 ? 256 : 88 });
  return changed(
    path,
    (bundle) => {
      const own = parseBundle(bundle) ?? [];
      return formatBundle(own.map((entry, i) => (i === index % 256 ? utf8Bytes(text) : entry)));
    },
    files,
  );
}

describe('a log in which everything fits', () => {
  for (const length of [0, 1, 255, 256, 257, 600]) {
    test(`of ${length}: good, with the key from elsewhere or its own`, async () => {
      const files = logOver(entries.slice(0, length));
      assert.equal(await check(files), 'good');
      assert.equal(await check(files, null, null), 'good');
    });
  }

  test('tells its name, its size and its span of time', async () => {
    const verified = await verifyLog({ sha256, source: sourceOf(log), vkey, earlier: null });
    assert.ok(verified.ok);
    const { origin: name, size: count, firstRecordedAt, lastRecordedAt } = verified.value;
    assert.deepEqual([name, count], [sampleOrigin, size]);
    assert.deepEqual(
      [firstRecordedAt, lastRecordedAt],
      ['2026-11-22T00:00:00.000Z', '2026-11-22T00:09:59.000Z'],
    );
  });
});

describe('somebody edits', () => {
  const edits: [what: string, files: () => Files, found: string][] = [
    ['a fact of an entry in a full tile', () => withEntry(41, entryAt(42)), 'entry-differs 41'],
    ['a fact of an entry at the edge', () => withEntry(555, entryAt(1)), 'entry-differs 555'],
    [
      'two entries: the first is named',
      () => withEntry(300, entryAt(1), withEntry(299, entryAt(1))),
      'entry-differs 299',
    ],
    ['a hash of a tile of leaves', () => changed('tile/0/001', flipAt(32 * 3)), 'tile-differs 259'],
    ['a hash at the edge', () => changed('tile/0/002.p/88', flipAt(0)), 'tile-differs 512'],
    ['a hash above the leaves', () => changed('tile/1/000.p/2', flipAt(40)), 'tile-differs 256-511'],
    [
      'an entry and its hash',
      () => {
        const files = withEntry(41, entryAt(42));
        return changed(
          'tile/0/000',
          (tile) =>
            joinBytes(
              ...(hashesOf(tile, 256) ?? []).map((hash, i) =>
                i === 41 ? hashLeaf(sha256, utf8Bytes(entryAt(42))) : hash,
              ),
            ),
          files,
        );
      },
      'entries-differ 0-255',
    ],
    [
      'the size',
      () =>
        changed(
          'checkpoint',
          retold((text) => text.replace('\n600\n', '\n599\n')),
        ),
      'signature-wrong',
    ],
    [
      'the root',
      () =>
        changed(
          'checkpoint',
          retold((text) => text.replace(/\n(.)(.*=)\n/, (_, a, b) => `\n${a === 'A' ? 'B' : 'A'}${b}\n`)),
        ),
      'signature-wrong',
    ],
    [
      'the signature away',
      () =>
        changed(
          'checkpoint',
          retold((text) => text.slice(0, text.indexOf('—'))),
        ),
      'note-malformed',
    ],
    [
      'a bundle shorter',
      () => changed('tile/entries/001', (bytes) => bytes.subarray(0, -9)),
      'bundle-malformed 256-511',
    ],
    [
      'a tile longer',
      () => changed('tile/0/000', (bytes) => joinBytes(bytes, new Uint8Array(32))),
      'tile-differs 0-255',
    ],
  ];
  for (const [what, files, found] of edits) {
    test(`${what}: ${found}`, async () => assert.equal(await check(files()), found));
  }

  test('a file away: named', async () => {
    for (const path of ['tile/entries/001', 'tile/0/000', 'tile/1/000.p/2', 'checkpoint', 'vkey']) {
      const files = new Map(log);
      files.delete(path);
      assert.match(await check(files, null, path === 'vkey' ? null : vkey), /-missing/, path);
    }
  });

  test('all of it, entry, tiles and edge, and cannot sign: told by the root', async () => {
    const forged = logOver(entries.map((entry, i) => (i === 41 ? entryAt(42) : entry)));
    forged.set('checkpoint', log.get('checkpoint') ?? new Uint8Array());
    assert.equal(await check(forged), 'root-differs');
  });

  test('and signs with a key of their own: not the log that is known', async () => {
    const forged = logOver(
      entries.slice(1),
      sampleSeed.map((byte) => byte + 1),
    );
    assert.equal(await check(forged), 'signature-missing');
  });
});

describe('the log itself signs what no log should hold', () => {
  const wrongs: [what: string, index: number, entry: string, found: string][] = [
    [
      'dates an entry back',
      400,
      entryAt(400, { recordedAt: '2026-11-22T00:00:00.000Z' }),
      'entry-dated-back 400',
    ],
    ['takes an entry of another community', 400, entryAt(400, { community: 'x' }), 'entry-foreign 400'],
    ['leaves a member out', 300, '{"v":1}', 'entry-malformed 300'],
    ['adds a member', 300, entryAt(300, { note: 'x' }), 'entry-malformed 300'],
    ['writes with spaces', 300, entryAt(300).replace('{', '{ '), 'entry-malformed 300'],
    ['writes another version', 300, entryAt(300, { v: 2 }), 'entry-malformed 300'],
    ['records no JSON', 0, 'hello', 'entry-malformed 0'],
  ];
  for (const [what, index, entry, found] of wrongs) {
    test(`${what}: ${found}`, async () => {
      const files = logOver(entries.map((own, i) => (i === index ? entry : own)));
      assert.equal(await check(files), found);
    });
  }
});

describe('held against an earlier view', () => {
  const old = () => logOver(entries.slice(0, 300));
  const noteOf = (files: Files) => new TextDecoder().decode(files.get('checkpoint'));
  const rebuilt = () => logOver(entries.map((entry, i) => (i === 41 ? entryAt(42) : entry)));

  const receiptFor = (index: number) => sampleReceipt(entries.slice(0, 300), index, { extra: false });

  test('a checkpoint, a receipt, a copy of what it was: good', async () => {
    assert.equal(await check(log, { text: noteOf(old()) }), 'good');
    assert.equal(await check(log, { text: noteOf(log) }), 'good');
    assert.equal(await check(log, { text: noteOf(logOver([])) }), 'good');
    assert.equal(await check(log, { text: await receiptFor(41) }), 'good');
    assert.equal(await check(log, { source: sourceOf(old()) }), 'good');
  });

  test('rebuilt and signed again: good by itself, caught by each of them', async () => {
    assert.equal(await check(rebuilt()), 'good');
    assert.equal(await check(rebuilt(), { text: noteOf(old()) }), 'earlier-differs 0-299');
    assert.equal(await check(rebuilt(), { text: await receiptFor(41) }), 'receipt-differs 41');
    assert.equal(await check(rebuilt(), { text: await receiptFor(42) }), 'earlier-differs 0-299');
    assert.equal(await check(rebuilt(), { source: sourceOf(old()) }), 'earlier-changed 41');
  });

  test('rebuilt and signed with a new key: not the log it was, whatever key lies beside it', async () => {
    const other = logOver(
      entries,
      sampleSeed.map((byte) => byte + 1),
    );
    assert.equal(await check(other, { text: noteOf(old()) }, null), 'earlier-foreign');
  });

  test('cut short: told', async () => {
    assert.equal(await check(old(), { text: noteOf(log) }), 'earlier-larger');
  });

  test('of another log, or nothing at all: told', async () => {
    assert.equal(await check(log, { text: 'hello' }), 'earlier-unreadable');
    assert.equal(await check(log, { source: async () => undefined }), 'earlier-unreadable');
  });
});
