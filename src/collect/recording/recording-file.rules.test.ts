import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as recordings from '../../../test/recordings.ts';
import { readRecording } from './recording-file.rules.ts';

const { amr, mp3, mp4, ogg, wav, webm, written } = recordings;

for (const [container, file, seconds] of [
  ['webm', webm(), null],
  ['ogg', ogg(12), 12],
  ['mp4', mp4(12), 12],
  ['mp3', mp3(), null],
  ['wav', wav(3), 3],
  ['amr', amr(2), 2],
] as const) {
  test(`recording: ${container} is told by its bytes, keeps its sound and loses what was written beside it`, () => {
    const read = readRecording(file);
    assert.ok(read.ok, read.ok ? '' : read.refusal.code);
    assert.deepEqual([read.value.container, read.value.seconds], [container, seconds]);
    const kept = Buffer.from(read.value.bytes);
    if (container !== 'amr') assert.ok(file.includes(written), 'it was there');
    assert.ok(!kept.includes(written));
    const again = readRecording(kept);
    assert.deepEqual(
      again.ok && Buffer.from(again.value.bytes),
      kept,
      'cleaning it once more changes nothing',
    );
  });
}

test('recording: nothing moves in what is blanked, and the sound is the same byte for byte', () => {
  for (const [file, from] of [
    [mp4(12), -400],
    [webm(), -60],
    [ogg(3), -20],
  ] as const) {
    const read = readRecording(file);
    assert.ok(read.ok);
    assert.equal(read.value.bytes.length, file.length);
    assert.deepEqual(Buffer.from(read.value.bytes.slice(from)), file.subarray(from));
  }
});

test('recording: when it was made is blanked in an MP4', () => {
  const read = readRecording(mp4(12));
  assert.ok(read.ok);
  const kept = Buffer.from(read.value.bytes);
  assert.equal(kept.readUInt32BE(kept.indexOf('mvhd') + 8), 0);
});

/** The checksum of a page by a table, as libogg reckons it. */
function checksum(page: Buffer): number {
  const table = Array.from({ length: 256 }, (_, index) => {
    let sum = index << 24;
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
    return sum >>> 0;
  });
  return page.reduce((sum, byte) => ((sum << 8) ^ (table[(sum >>> 24) ^ byte] ?? 0)) >>> 0, 0);
}

test('recording: the changed pages of an Ogg carry their new checksum', () => {
  const read = readRecording(ogg(3));
  assert.ok(read.ok);
  const kept = Buffer.from(read.value.bytes);
  const at = kept.indexOf('OggS', 4);
  const page = Buffer.from(kept.subarray(at, kept.indexOf('OggS', at + 4)));
  const said = page.readUInt32LE(22);
  page.writeUInt32LE(0, 22);
  assert.equal(said, checksum(page));
});

for (const [what, file, code] of [
  ['a page of the web', Buffer.from('<html><script>alert(1)</script>'), 'recording-format-unknown'],
  ['a photo', Buffer.from('ffd8ffe000104a464946', 'hex'), 'recording-format-unknown'],
  ['nothing', Buffer.alloc(0), 'recording-format-unknown'],
  ['a film in MP4', mp4(12, 'vide'), 'recording-format-unknown'],
  ['a film in WebM', webm('V_VP9'), 'recording-format-unknown'],
  ['an MP4 cut off', mp4(12).subarray(0, 200), 'recording-unreadable'],
  ['a WebM cut off', webm().subarray(0, 100), 'recording-unreadable'],
  ['an Ogg cut off', ogg(2).subarray(0, -5), 'recording-unreadable'],
  ['more than three minutes', amr(190), 'recording-too-long'],
  ['more than three minutes in MP4', mp4(400), 'recording-too-long'],
] as const) {
  test(`recording: ${what} is refused`, () => {
    const read = readRecording(file);
    assert.equal(read.ok ? 'read' : read.refusal.code, code);
  });
}

test('recording: no damage anywhere in a file is more than a refusal', () => {
  for (const file of [webm(), ogg(2), mp4(2), mp3(), wav(1), amr(1)]) {
    for (let at = 0; at < Math.min(file.length, 700); at++) {
      for (const byte of [0, 0xff]) {
        const damaged = Buffer.from(file);
        damaged[at] = byte;
        readRecording(damaged);
      }
    }
  }
});
