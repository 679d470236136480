import { open } from 'node:fs/promises';
import sharp, { type OutputInfo, type Sharp } from 'sharp';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { headBytes, sniffPhotoFormat } from './photo-format.ts';

export type EncodedImage = { bytes: Buffer; width: number; height: number; type: 'image/jpeg' };

/** A photo made anew from its pixels alone. `width` and `height` are those of the upright original. */
export type Photo = {
  variants: { large: EncodedImage; small: EncodedImage };
  width: number;
  height: number;
};

export type PhotoRefusal = 'photo-unreadable' | 'photo-too-large' | 'photo-format-unknown';

/** A small file can unfold into gigabytes; 60 megapixels are more than phones take. */
export const maxPhotoPixels = 60_000_000;
export const largePhotoPx = 1600;
export const smallPhotoPx = 480;
const jpegQuality = 78;
const maxDecodeSeconds = 30;

// One thread a photo and two photos at a time leave half of Node's four pool threads to files and passwords.
const photosAtOnce = 2;
sharp.concurrency(1);
// The cache goes by path: another photo under the same path would come out as the first one.
sharp.cache(false);

const inTurn = queueOf(photosAtOnce);

/**
 * Makes the two variants that are kept of a photo, given as bytes or as the path of a file: upright, sRGB, JPEG,
 * the first frame, transparency on white, without any metadata. Refuses what is no photo, is cut off or too large.
 */
export function makePhoto(input: string | Buffer): Promise<Outcome<Photo, PhotoRefusal>> {
  return inTurn(() => develop(input));
}

async function develop(input: string | Buffer): Promise<Outcome<Photo, PhotoRefusal>> {
  const format = sniffPhotoFormat(await headOf(input));
  if (format === undefined) return refuse('photo-format-unknown');
  if (format === 'heic') return refuse('photo-format-unknown', { format });

  const size = await readSize(input, format);
  if (size === undefined) return refuse('photo-unreadable');
  if (size.width * size.height > maxPhotoPixels) {
    return refuse('photo-too-large', {
      megapixels: Math.ceil((size.width * size.height) / 1e6),
      maxMegapixels: maxPhotoPixels / 1e6,
    });
  }

  const pixels = await decode(input);
  if (pixels === undefined) return refuse('photo-unreadable');
  const large = await encode(sharp(pixels.data, { raw: pixels.info }));
  const small = await encode(fit(sharp(pixels.data, { raw: pixels.info }), smallPhotoPx));
  return ok({ variants: { large, small }, ...size });
}

async function headOf(input: string | Buffer): Promise<Uint8Array> {
  if (typeof input !== 'string') return input.subarray(0, headBytes);
  const file = await open(input);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Reads the header only, nothing is unfolded yet. Undefined when it does not hold what the first bytes promised. */
async function readSize(
  input: string | Buffer,
  format: string,
): Promise<{ width: number; height: number } | undefined> {
  try {
    const found = await sharp(input, { limitInputPixels: false }).metadata();
    const loader = format === 'avif' ? 'heif' : format;
    return found.format === loader ? found.autoOrient : undefined;
  } catch {
    return undefined; // libvips tells a broken header by an error without a code
  }
}

/** Decodes once, already at the large size, for both variants; undefined when cut off, damaged or endless. */
async function decode(input: string | Buffer): Promise<{ data: Buffer; info: OutputInfo } | undefined> {
  // 'error' refuses cut-off files, and forgives the stray bytes that some phones write.
  const source = sharp(input, { limitInputPixels: maxPhotoPixels, failOn: 'error' }).timeout({
    seconds: maxDecodeSeconds,
  });
  try {
    return await fit(source.autoOrient(), largePhotoPx)
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
  } catch {
    return undefined; // as above: the input is the only thing that can be wrong here
  }
}

function fit(image: Sharp, px: number): Sharp {
  return image.resize({ width: px, height: px, fit: 'inside', withoutEnlargement: true });
}

async function encode(image: Sharp): Promise<EncodedImage> {
  const { data, info } = await image.jpeg({ quality: jpegQuality }).toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height, type: 'image/jpeg' };
}

/** Runs work as it comes, at most `places` at a time, the rest in the order they came. */
function queueOf(places: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let free = places;
  const waiting: (() => void)[] = [];
  return async function run(work) {
    if (free > 0) free -= 1;
    else await new Promise<void>((turn) => waiting.push(turn));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
