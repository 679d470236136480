import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { matterOperations } from '../../src/resolve/matter/matter.operations.contract.ts';
import {
  assertProblem,
  type Problem,
  problemIn,
  type RawRequests,
  rawRequests,
  tinyImage,
} from '../raw-requests.ts';
import { codeOf, openWorld, type World } from '../world.ts';

let world: World;
let raw: RawRequests;
const assertNothingWritten: RawRequests['assertNothingWritten'] = (work) => raw.assertNothingWritten(work);

before(async () => {
  world = await openWorld();
  raw = rawRequests(world);
});
after(() => world.stop());

/** Sends a file piece by piece and stops when the server has answered; gives the answer and how much went out. */
function upload(path: string, totalBytes: number): Promise<{ status: number; text: string; sent: number }> {
  return new Promise((resolve, reject) => {
    let sent = 0;
    let answered = false;
    const boundary = 'a-boundary';
    const outgoing = request(`${world.url}${path}`, {
      method: 'POST',
      headers: {
        origin: world.installation.settings.baseUrl,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
    });
    outgoing.on('response', (response) => {
      answered = true;
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        outgoing.destroy();
        resolve({ status: response.statusCode ?? 0, text, sent });
      });
    });
    outgoing.on('error', (error) => (answered ? undefined : reject(error)));
    outgoing.write(
      `--${boundary}\r\ncontent-disposition: form-data; name="photos"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`,
    );
    const piece = Buffer.alloc(1024 * 1024, 0xff);
    const pump = async () => {
      while (!answered && sent < totalBytes) {
        const goesOn = outgoing.write(piece);
        sent += piece.length;
        if (goesOn) await nextTurn();
        else await new Promise((go) => outgoing.once('drain', go).once('close', go));
      }
      if (!answered) outgoing.end(`\r\n--${boundary}--\r\n`);
    };
    void pump();
  });
}

describe('what is too much', () => {
  test('sender of a photo of 100 MB: is refused early, and nothing of it stays', () =>
    assertNothingWritten(async () => {
      const rss = process.memoryUsage.rss();
      const { status, text, sent } = await upload('/api/c/here/photos', 100 * 1024 * 1024);
      assert.equal(status, 413);
      assert.equal((JSON.parse(text) as Problem).code, 'body-too-large');
      assert.ok(sent <= 100 * 1024 * 1024);
      assert.ok(process.memoryUsage.rss() - rss < 80 * 1024 * 1024, 'the upload was held in memory');
    }));

  test('sender of 100 MB of text: is refused', () =>
    assertNothingWritten(async () => {
      const body = JSON.stringify({ text: '灯'.repeat(400_000) });
      await assertProblem(await raw.sendJson(body), 413, 'body-too-large');
      const fields = new FormData();
      fields.append('text', '灯'.repeat(100_000));
      const cut = await problemIn(await raw.send('/api/c/here/drafts', { method: 'POST', body: fields }));
      assert.deepEqual([cut.status, cut.code], [413, 'body-too-large']);
    }));

  test('sender of ten photos where nine are taken: is refused, and none is kept', () =>
    assertNothingWritten(async () => {
      const form = new FormData();
      for (let i = 0; i < 10; i++) form.append('photos', new Blob([await tinyImage(i)]), 'a.png');
      await assertProblem(
        await raw.send('/api/c/here/photos', { method: 'POST', body: form }),
        413,
        'body-too-large',
      );
    }));
});

describe('what is no photo', () => {
  const fakes: [what: string, make: () => Promise<Uint8Array<ArrayBuffer>>, codes: string[]][] = [
    [
      'a page called .jpg',
      async () => new TextEncoder().encode('<script>alert(1)</script>'),
      ['photo-format-unknown'],
    ],
    [
      'a drawing with a script',
      async () => new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
      ['photo-format-unknown'],
    ],
    ['the beginning of a photo', async () => (await tinyImage(3)).slice(0, 40), ['photo-unreadable']],
    [
      'a head with junk behind',
      async () => new Uint8Array([...(await tinyImage(3)).slice(0, 33), ...new Uint8Array(900).fill(7)]),
      ['photo-unreadable', 'photo-format-unknown'],
    ],
    [
      'a photo that says it is 60,000 wide',
      async () => bomb(await tinyImage(4)),
      ['photo-unreadable', 'photo-too-large'],
    ],
    ['a file of no bytes', async () => new Uint8Array(0), ['photo-missing']],
  ];
  for (const [what, make, codes] of fakes) {
    test(`sender of ${what}: is told, and the true photo beside it is not kept either`, () =>
      assertNothingWritten(async () => {
        const form = new FormData();
        form.append('photos', new Blob([await make()]), 'photo.jpg');
        if (!codes.includes('photo-missing')) form.append('photos', new Blob([await tinyImage(9)]), 'b.png');
        const problem = await problemIn(await raw.send('/api/c/here/photos', { method: 'POST', body: form }));
        assert.equal(problem.status, 422);
        assert.ok(codes.includes(problem.code), problem.code);
      }));
  }

  test('stranger who sends files to a matter or draft that is not there: leaves none behind', () =>
    assertNothingWritten(async () => {
      const file = new Blob([await tinyImage(11)]);
      const note = { matterId: randomUUID(), text: '看', photoIds: [], for: 'staff' as const };
      const noted = await world.as('stranger').call(matterOperations.addNote, note, { files: [file] });
      assert.equal(codeOf(noted), 'matter-not-found');
      const form = new FormData();
      form.append('photos', file, 'a.png');
      const drafted = await raw.send(`/api/c/here/drafts/${randomUUID()}`, { method: 'POST', body: form });
      await assertProblem(drafted, 404, 'draft-not-found');
    }));
});

/** A PNG whose header claims 60,000 × 60,000 dots; the checksum is made to fit. */
function bomb(png: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(png);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, 60_000);
  view.setUint32(20, 60_000);
  view.setUint32(29, crc32(bytes.subarray(12, 29)));
  return bytes;
}

/** CRC-32 as PNG has it (ISO 3309). */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
