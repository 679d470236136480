import { type Cleaned, latin1, viewOf } from './recording-bytes.rules.ts';

const mp4Containers = new Set(['moov', 'trak', 'mdia', 'moof', 'traf']);
const mp4Private = new Set(['udta', 'meta', 'uuid']);
const mp4Times = new Set(['mvhd', 'tkhd', 'mdhd']);

type Mp4Found = { seconds: number | null; handlers: string[] };

/**
 * Blanks in an MP4 (ISO/IEC 14496-12) what says where, when and by whom it was made: such boxes become free space
 * of the same size, so that nothing in the file moves. A film is no voice note.
 */
export function cleanMp4(file: Uint8Array): Cleaned | undefined {
  const found: Mp4Found = { seconds: null, handlers: [] };
  walkMp4(file, 0, file.length, found);
  if (!found.handlers.includes('soun') || found.handlers.includes('vide')) return undefined;
  return { bytes: file, seconds: found.seconds };
}

function walkMp4(file: Uint8Array, from: number, to: number, found: Mp4Found): void {
  const view = viewOf(file);
  for (let at = from; at + 8 <= to; ) {
    const said = view.getUint32(at);
    const type = latin1(file, at + 4, 4);
    const head = said === 1 ? 16 : 8;
    const size = said === 1 ? Number(view.getBigUint64(at + 8)) : said === 0 ? to - at : said;
    if (size < head || at + size > to) throw new RangeError('a box reaches beyond what holds it');
    if (mp4Private.has(type)) {
      file.set(new TextEncoder().encode('free'), at + 4);
      file.fill(0, at + head, at + size);
    }
    if (mp4Times.has(type)) blankTimes(file, at + head, type, found);
    if (type === 'hdlr') found.handlers.push(latin1(file, at + head + 8, 4));
    if (mp4Containers.has(type)) walkMp4(file, at + head, at + size, found);
    at += size;
  }
}

/** When it was made and changed stands first in these boxes; the film's own box also says how long it is. */
function blankTimes(file: Uint8Array, at: number, type: string, found: Mp4Found): void {
  const view = viewOf(file);
  const isLong = view.getUint8(at) === 1;
  const times = at + 4;
  const next = times + (isLong ? 16 : 8);
  file.fill(0, times, next);
  if (type !== 'mvhd') return;
  const scale = view.getUint32(next);
  const length = isLong ? Number(view.getBigUint64(next + 4)) : view.getUint32(next + 4);
  // Recorders that write while they record do not know yet how long it will be.
  if (scale > 0 && length > 0) found.seconds = length / scale;
}

/** Elements of Matroska that hold others: Segment, Info, and Cluster, whose size a recorder may not know yet. */
const webmContainers = new Set([0x18538067, 0x1549a966, 0x1f43b675]);
/** Tags, Attachments; title, date and file name of a segment. */
const webmPrivate = new Set([0x1254c367, 0x1941a469, 0x7ba9, 0x4461, 0x7384]);

/** Blanks in a WebM file (RFC 9559) what is no sound: such elements become Void of the same size. */
export function cleanWebm(file: Uint8Array): Cleaned | undefined {
  if (/V_(VP|AV1|MPEG|THEORA)/.test(latin1(file, 0, 16_384))) return undefined;
  walkWebm(file, 0, file.length);
  return { bytes: file, seconds: null };
}

function walkWebm(file: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; ) {
    const id = readVint(file, at, true);
    const size = readVint(file, at + id.length, false);
    const head = id.length + size.length;
    const end = size.value === null ? to : at + head + size.value;
    if (end > to) throw new RangeError('an element reaches beyond what holds it');
    if (webmPrivate.has(id.value ?? 0)) writeVoid(file, at, end - at);
    if (webmContainers.has(id.value ?? 0) && size.value === null) {
      at += head;
      continue;
    }
    if (webmContainers.has(id.value ?? 0)) walkWebm(file, at + head, end);
    at = end;
  }
}

/** A number that says its own length; an id keeps the mark of it. A size of ones only is not known yet. */
function readVint(
  file: Uint8Array,
  at: number,
  keepsMark: boolean,
): { value: number | null; length: number } {
  const first = viewOf(file).getUint8(at);
  const length = Math.clz32(first) - 23;
  if (length > 8) throw new RangeError('no number begins with nought');
  let value = keepsMark ? first : first & (0xff >> length);
  let isOnes = (first & (0xff >> length)) === 0xff >> length;
  for (let i = 1; i < length; i++) {
    const byte = viewOf(file).getUint8(at + i);
    value = value * 256 + byte;
    isOnes &&= byte === 0xff;
  }
  return { value: isOnes && !keepsMark ? null : value, length };
}

function writeVoid(file: Uint8Array, at: number, length: number): void {
  file.fill(0, at, at + length);
  file[at] = 0xec;
  if (length < 10) file[at + 1] = 0x80 | (length - 2);
  else {
    file[at + 1] = 0x01;
    viewOf(file).setUint32(at + 5, length - 9);
  }
}
