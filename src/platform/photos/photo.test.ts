import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { type EncodedImage, makePhoto, type Photo } from './photo.ts';

/** Noise, so that files are as large as real photos of that size, or one colour. */
function picture(width: number, height: number, background?: string): Sharp {
  if (background) return sharp({ create: { width, height, channels: 3, background } });
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#000', noise } });
}

async function photoOf(input: string | Buffer): Promise<Photo> {
  const made = await makePhoto(input);
  assert.ok(made.ok, JSON.stringify(made));
  return made.value;
}

async function refusalOf(input: string | Buffer): Promise<string> {
  const made = await makePhoto(input);
  return made.ok ? 'accepted' : made.refusal.code;
}

async function pixelAt(image: EncodedImage, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(image.bytes).raw().toBuffer({ resolveWithObject: true });
  assert.equal(info.channels, 3);
  return [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
}

function isNear(found: number[], wanted: [number, number, number], by = 12): boolean {
  return wanted.every((value, i) => Math.abs(value - (found[i] ?? -999)) <= by);
}

/** The APPn and comment segments of a JPEG: where metadata would be. */
function metadataSegments(jpeg: Buffer): string[] {
  const found: string[] = [];
  for (let at = 2; jpeg[at] === 0xff && jpeg[at + 1] !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) {
    const marker = jpeg.readUInt8(at + 1);
    if (marker >= 0xe0) found.push(`${marker.toString(16)} ${jpeg.toString('latin1', at + 4, at + 8)}`);
  }
  return found;
}

/** A PNG put together by hand, whose header may lie about what follows. */
function pngOf(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([signature, ...parts]);
}

test('photo: becomes a large and a small JPEG, never larger than it was', async () => {
  const cases: [number, number, [number, number], [number, number]][] = [
    [3000, 2000, [1600, 1067], [480, 320]],
    [2000, 3000, [1067, 1600], [320, 480]],
    [800, 600, [800, 600], [480, 360]],
    [300, 200, [300, 200], [300, 200]],
    [1, 1, [1, 1], [1, 1]],
    [6000, 3, [1600, 1], [480, 1]],
  ];
  for (const [width, height, large, small] of cases) {
    const photo = await photoOf(await picture(width, height, '#446688').jpeg().toBuffer());
    assert.deepEqual([photo.width, photo.height], [width, height]);
    assert.deepEqual([photo.variants.large.width, photo.variants.large.height], large);
    assert.deepEqual([photo.variants.small.width, photo.variants.small.height], small);
    for (const variant of [photo.variants.large, photo.variants.small]) {
      const found = await sharp(variant.bytes).metadata();
      assert.deepEqual([found.format, found.width, found.height], ['jpeg', variant.width, variant.height]);
      assert.equal(variant.type, 'image/jpeg');
    }
  }
});

test('photo: JPEG, PNG, WebP and AVIF are read, from bytes and from a file of any name', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-photo-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    const bytes = await picture(60, 40, '#2060c0').toFormat(format).toBuffer();
    const path = join(folder, `${format}.exe`);
    await writeFile(path, bytes);
    for (const input of [bytes, path]) {
      const { variants } = await photoOf(input);
      assert.ok(isNear(await pixelAt(variants.large, 30, 20), [0x20, 0x60, 0xc0]), format);
    }
  }
});

test('photo: place, camera, profile and thumbnail are gone from both variants', async () => {
  const withEverything = await picture(700, 500)
    .withExif({
      IFD0: { Make: 'Huawei', Artist: '王阿姨', DateTime: '2026:01:02 03:04:05' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '30/1 14/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '119/1 43/1 0/1',
      },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><where>Lanjin</where></x:xmpmeta>')
    .withIccProfile('p3')
    .jpeg()
    .toBuffer();
  const before = await sharp(withEverything).metadata();
  assert.ok(before.exif?.includes('Huawei') && before.xmp && before.icc, 'the test photo carries metadata');
  const { variants } = await photoOf(withEverything);
  for (const { bytes } of [variants.large, variants.small]) {
    const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata();
    assert.deepEqual(
      [exif, xmp, iptc, icc, orientation],
      [undefined, undefined, undefined, undefined, undefined],
    );
    assert.deepEqual(
      metadataSegments(bytes).filter((segment) => segment !== 'e0 JFIF'),
      [],
    );
  }
});

test('photo: taken sideways stands upright', async () => {
  const redLeft = await picture(200, 100, '#0000ff')
    .composite([{ input: await picture(100, 100, '#ff0000').png().toBuffer(), left: 0, top: 0 }])
    .withMetadata({ orientation: 6 })
    .jpeg({ chromaSubsampling: '4:4:4' })
    .toBuffer();
  const photo = await photoOf(redLeft);
  assert.deepEqual([photo.width, photo.height], [100, 200]);
  assert.deepEqual([photo.variants.large.width, photo.variants.large.height], [100, 200]);
  assert.ok(isNear(await pixelAt(photo.variants.large, 50, 30), [255, 0, 0]));
  assert.ok(isNear(await pixelAt(photo.variants.large, 50, 170), [0, 0, 255]));
});

test('photo: transparency, grey, 16 bits, CMYK and wide colours come out as sRGB on white', async () => {
  const clear = {
    create: { width: 50, height: 50, channels: 4, background: { r: 9, g: 9, b: 9, alpha: 0 } },
  } as const;
  const wideRed = await picture(50, 50, '#ff0000').withIccProfile('p3').png().toBuffer();
  const taggedRed = await sharp(wideRed).keepIccProfile().raw().toBuffer();
  assert.ok((taggedRed[0] ?? 255) < 250, 'the wide red is written with other numbers');
  const cases: [string, Buffer, [number, number, number]][] = [
    ['transparent', await sharp(clear).png().toBuffer(), [255, 255, 255]],
    ['grey', await picture(50, 50, '#777777').greyscale().png().toBuffer(), [0x77, 0x77, 0x77]],
    ['16 bits', await picture(50, 50, '#2060c0').toColourspace('rgb16').png().toBuffer(), [0x20, 0x60, 0xc0]],
    ['CMYK', await picture(50, 50, '#808080').toColourspace('cmyk').jpeg().toBuffer(), [0x80, 0x80, 0x80]],
    ['Display P3', wideRed, [255, 0, 0]],
  ];
  for (const [name, bytes, wanted] of cases) {
    const { variants } = await photoOf(bytes);
    const found = await pixelAt(variants.large, 25, 25);
    // Printing inks cannot show every screen colour, so the way there and back shifts it a little.
    assert.ok(isNear(found, wanted, name === 'CMYK' ? 24 : 12), `${name}: ${found}`);
    assert.equal((await sharp(variants.small.bytes).metadata()).space, 'srgb', name);
  }
});

test('photo: of a moving image the first frame is kept', async () => {
  const frames = await Promise.all(
    ['#ff0000', '#00ff00'].map((colour) => picture(40, 40, colour).png().toBuffer()),
  );
  const moving = await sharp(frames, { join: { animated: true } })
    .webp()
    .toBuffer();
  assert.equal((await sharp(moving).metadata()).pages, 2);
  const { variants, height } = await photoOf(moving);
  assert.equal(height, 40);
  assert.ok(isNear(await pixelAt(variants.large, 20, 20), [255, 0, 0]));
});

test('photo: what is no photo is refused, whatever it is called', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'sunshine-photo-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const cases: Record<string, Buffer> = {
    'empty.jpg': Buffer.alloc(0),
    'short.jpg': Buffer.from([0xff]),
    'page.jpg': Buffer.from('<!doctype html><script>alert(1)</script>'),
    'drawing.jpg': Buffer.from(svg),
    'drawing-packed.jpg': deflateRawSync(svg),
    'letter.jpg': Buffer.from('%PDF-1.7\n1 0 obj\n'),
    'archive.jpg': Buffer.from('PK\x03\x04 and so on'),
    'program.jpg': Buffer.from('MZ\x90\x00'),
    'moving.jpg': await picture(9, 9).gif().toBuffer(),
    'scan.jpg': await picture(9, 9).tiff().toBuffer(),
    'film.jpg': Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'),
    'iphone.jpg': Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
  };
  for (const [name, bytes] of Object.entries(cases)) {
    await writeFile(join(folder, name), bytes);
    assert.equal(await refusalOf(bytes), 'photo-format-unknown', name);
    assert.equal(await refusalOf(join(folder, name)), 'photo-format-unknown', name);
  }
  const heic = await makePhoto(cases['iphone.jpg'] ?? '');
  assert.deepEqual(!heic.ok && heic.refusal.facts, { format: 'heic' });
});

test('photo: a cut-off, damaged or pretended one is refused as unreadable', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  const cases: Record<string, Buffer> = {
    'only a JPEG start': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    'a page after a JPEG start': Buffer.from('\xff\xd8\xff<html><script>alert(1)</script></html>', 'latin1'),
    'a drawing after a PNG start': Buffer.from(`\x89PNG\r\n\x1a\n${svg}`, 'latin1'),
    'a WebP of nothing': Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'),
    'an AVIF of nothing': Buffer.from('\0\0\0\x18ftypavif\0\0\0\0mif1avif', 'latin1'),
    'a PNG without its rows': pngOf(100, 100, Buffer.alloc(50)),
  };
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    const whole = await picture(300, 200).toFormat(format).toBuffer();
    cases[`half a ${format}`] = whole.subarray(0, whole.length / 2);
    cases[`most of a ${format}`] = whole.subarray(0, whole.length * 0.9);
  }
  for (const [name, bytes] of Object.entries(cases)) {
    assert.equal(await refusalOf(bytes), 'photo-unreadable', name);
  }
});

test('photo: more than 60 megapixels are refused before anything is unfolded', async () => {
  const bomb = pngOf(65_000, 65_000, Buffer.alloc(1_000_000));
  const before = process.memoryUsage().rss;
  const refused = await makePhoto(bomb);
  assert.deepEqual(refused, {
    ok: false,
    refusal: { code: 'photo-too-large', facts: { megapixels: 4225, maxMegapixels: 60 } },
  });
  assert.ok(process.memoryUsage().rss - before < 100e6, 'nothing was unfolded');
  assert.equal(await refusalOf(pngOf(7_500, 8_001, Buffer.alloc(10))), 'photo-too-large');
  assert.equal(await refusalOf(pngOf(60_000_000, 1, Buffer.alloc(10))), 'photo-unreadable');
  assert.equal(await refusalOf(pngOf(7_500, 8_000, Buffer.alloc(7_501 * 8_000))), 'accepted');
});

test('photo: the event loop goes on while photos of 12 megapixels are made, two at a time', async () => {
  const bytes = await picture(1000, 750).resize(4000, 3000).jpeg({ quality: 90 }).toBuffer();
  let turns = 0;
  let mostAtOnce = 0;
  const timer = setInterval(() => {
    turns += 1;
    mostAtOnce = Math.max(mostAtOnce, sharp.counters().process);
  }, 1);
  try {
    await Promise.all(Array.from({ length: 4 }, () => photoOf(bytes)));
  } finally {
    clearInterval(timer);
  }
  // A blocked loop would take no turn while a photo is worked on.
  assert.ok(turns > 40, `${turns} turns`);
  assert.equal(mostAtOnce, 2);
});
