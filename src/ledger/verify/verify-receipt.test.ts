import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { toBase64, utf8Bytes } from '../../kernel/bytes.ts';
import { openCheckpoint } from '../note/checkpoint.ts';
import { verifierKeyOf, verifierOf } from '../note/note-key.ts';
import {
  type SampleFiles,
  sampleEntry,
  sampleLog,
  sampleOrigin,
  sampleReceipt,
  sampleSeed,
} from './log.sample.ts';
import { LogUnreachableError, verifyGrowth, verifyPlaces, verifyReceipt } from './verify-receipt.ts';

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const key = verifierKeyOf(sampleOrigin, 'ed25519', sampleSeed);

const entries = Array.from({ length: 600 }, (_, index) => sampleEntry(index));
const then = entries.slice(0, 300);
const rebuilt = entries.map((entry, index) =>
  index === 41 ? sampleEntry(41, { number: '2026-0159' }) : entry,
);

const logOf = (files: SampleFiles) => ({ key, source: async (path: string) => files.get(path) });
const away = {
  key,
  source: async () => {
    throw new LogUnreachableError('no network');
  },
};
const now = logOf(sampleLog(entries));
const receipt = await sampleReceipt(then, 41);

async function check(text: string, log: Parameters<typeof verifyReceipt>[2][number] = now): Promise<string> {
  const verified = await verifyReceipt(sha256, text, [log]);
  if (!verified.ok) return verified.refusal.code;
  const { index, size, newest, entry } = verified.value;
  return `${index} of ${size}, now ${newest}: ${entry.number}`;
}

test('receipt: holds, and the log of now goes on from it', async () => {
  assert.equal(await check(receipt), '41 of 300, now 600: 2026-0158');
  assert.equal(await check(receipt, logOf(sampleLog(then))), '41 of 300, now 300: 2026-0158');
});

test('receipt without its entry: the log is asked for it', async () => {
  const bare = await sampleReceipt(entries, 599, { extra: false });
  assert.equal(await check(bare), '599 of 600, now 600: 2026-0158');
  assert.equal(await check(bare, away), 'entry-missing');
});

test('without network: the receipt itself is checked, and nothing is said of the log of now', async () => {
  assert.equal(await check(receipt, away), '41 of 300, now null: 2026-0158');
});

const extraLine = /^extra .*$/m;
const otherSeed = sampleSeed.map((byte) => byte + 1);
const wrongs: [what: string, text: () => Promise<string> | string, found: string][] = [
  ['is no receipt', () => 'hello', 'receipt-unreadable'],
  ['was cut off', () => receipt.slice(0, -20), 'receipt-unreadable'],
  ['is of another log', () => receipt.replaceAll('/lanjin', '/elsewhere'), 'receipt-foreign'],
  [
    'is signed with another key',
    () => sampleReceipt(then, 41, { seed: otherSeed }),
    'receipt-signature-wrong',
  ],
  ['says another size', () => receipt.replace('\n300\n', '\n301\n'), 'receipt-signature-wrong'],
  ['says another place', () => receipt.replace('index 41', 'index 42'), 'receipt-not-included'],
  [
    'carries an entry with one byte changed',
    () => receipt.replace(extraLine, `extra ${toBase64(utf8Bytes(sampleEntry(41).replace('0158', '0157')))}`),
    'receipt-not-included',
  ],
  [
    'has a hash changed',
    () => receipt.replace(/(index 41\n)(.)/, (_, head, first) => head + (first === 'A' ? 'B' : 'A')),
    'receipt-not-included',
  ],
];
for (const [what, text, found] of wrongs) {
  test(`receipt that ${what}: ${found}`, async () => assert.equal(await check(await text()), found));
}

test('log rebuilt and signed again: the receipt is good in itself, and the log is refused', async () => {
  assert.equal(await check(receipt, logOf(sampleLog(rebuilt))), 'log-differs');
  assert.equal(await check(receipt, logOf(sampleLog(rebuilt.slice(0, 300)))), 'log-differs');
});

test('log cut short, signed by somebody else, or torn: refused', async () => {
  assert.equal(await check(receipt, logOf(sampleLog(entries.slice(0, 299)))), 'log-shorter');
  assert.equal(await check(receipt, logOf(sampleLog(entries, otherSeed))), 'log-unsigned');
  const torn = new Map([...sampleLog(entries), ['tile/0/001', new Uint8Array(31)]]);
  assert.equal(await check(receipt, logOf(torn)), 'log-torn');
  const gone = sampleLog(entries);
  gone.delete('tile/0/001');
  assert.equal(await check(receipt, logOf(gone)), 'log-torn');
});

test('entries that are shown: each holds at its place only, and not with a byte changed', async () => {
  const shown = [
    { leaf: 0, envelope: utf8Bytes(sampleEntry(0)) },
    { leaf: 599, envelope: utf8Bytes(sampleEntry(599)) },
    { leaf: 42, envelope: utf8Bytes(sampleEntry(41)) },
    { leaf: 41, envelope: utf8Bytes(`${sampleEntry(41)} `) },
    { leaf: 600, envelope: utf8Bytes(sampleEntry(600)) },
  ];
  const placed = await verifyPlaces(sha256, now, shown);
  assert.deepEqual(placed, { ok: true, value: { size: 600, holds: [true, true, false, false, false] } });
  const forged = await verifyPlaces(sha256, logOf(sampleLog(entries, otherSeed)), shown);
  assert.equal(!forged.ok && forged.refusal.code, 'log-unsigned');
});

test('a seal that a browser remembers: the log has to go on from it', async () => {
  const opened = openCheckpoint(receipt.slice(receipt.indexOf('\n\n') + 2), verifierOf(key));
  assert.ok(opened.ok);
  assert.equal((await verifyGrowth(sha256, now, opened.value)).ok, true);
  const grown = await verifyGrowth(sha256, logOf(sampleLog(rebuilt)), opened.value);
  assert.equal(!grown.ok && grown.refusal.code, 'log-differs');
});
