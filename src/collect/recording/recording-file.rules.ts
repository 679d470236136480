import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { maxRecordingSeconds, type RecordingContainer, type RecordingRefusal } from './recording.contract.ts';
import { cleanMp4, cleanWebm } from './recording-boxes.rules.ts';
import { type Cleaned, latin1, viewOf } from './recording-bytes.rules.ts';
import { cleanOgg } from './recording-ogg.rules.ts';

/** A recording as it is kept: nothing in it but sound; its length where the container says it. */
export type CleanRecording = { container: RecordingContainer; bytes: Uint8Array; seconds: number | null };

/** Rounding of containers: a recorder that stops at three minutes writes a little more. */
const toleranceSeconds = 5;

/**
 * Makes a recording of a file, or says why it is none. Names, places and times that recorders write beside the sound
 * are blanked (PIPL 6: no more than is needed); the sound itself is left as it is.
 */
export function readRecording(file: Uint8Array): Outcome<CleanRecording, RecordingRefusal> {
  const container = containerOf(file);
  if (container === undefined) return refuse('recording-format-unknown');
  try {
    const cleaned = cleaners[container](Uint8Array.from(file));
    if (cleaned === undefined) return refuse('recording-format-unknown');
    const { bytes, seconds } = cleaned;
    if (seconds !== null && seconds > maxRecordingSeconds + toleranceSeconds)
      return refuse('recording-too-long');
    return ok({ container, bytes, seconds });
  } catch (error) {
    // The file says it goes on where it has ended.
    if (error instanceof RangeError) return refuse('recording-unreadable');
    throw error;
  }
}

function containerOf(file: Uint8Array): RecordingContainer | undefined {
  const start = latin1(file, 0, 64);
  if (start.startsWith('\x1a\x45\xdf\xa3') && start.includes('webm')) return 'webm';
  if (start.startsWith('OggS') && start.slice(28, 36) === 'OpusHead') return 'ogg';
  if (start.slice(4, 8) === 'ftyp') return 'mp4';
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WAVE') return 'wav';
  if (start.startsWith('#!AMR')) return 'amr';
  if (start.startsWith('ID3') || isMp3Frame(file, 0)) return 'mp3';
  return undefined;
}

/** A frame of MPEG audio, layer III (ISO/IEC 11172-3, 2.4.1.3). */
function isMp3Frame(file: Uint8Array, at: number): boolean {
  const [first = 0, second = 0, third = 0] = file.subarray(at, at + 3);
  return first === 0xff && (second & 0xe6) === 0xe2 && third >> 4 !== 15 && (third & 0x0c) !== 0x0c;
}

const cleaners: Record<RecordingContainer, (file: Uint8Array) => Cleaned | undefined> = {
  webm: cleanWebm,
  ogg: cleanOgg,
  mp4: cleanMp4,
  mp3: cleanMp3,
  wav: cleanWav,
  amr: cleanAmr,
};

/** Cuts off what stands before and behind the sound: ID3v2, APE, ID3v1. */
function cleanMp3(file: Uint8Array): Cleaned | undefined {
  let from = 0;
  while (latin1(file, from, 3) === 'ID3') {
    const sizes = [...file.subarray(from + 6, from + 10)];
    const size = sizes.reduce((total, byte) => (total << 7) | (byte & 0x7f), 0);
    from += 10 + size + ((file[from + 5] ?? 0) & 0x10 ? 10 : 0);
  }
  let to = file.length;
  if (latin1(file, to - 128, 3) === 'TAG') to -= 128;
  if (latin1(file, to - 32, 8) === 'APETAGEX') {
    const view = viewOf(file);
    to -= view.getUint32(to - 20, true) + (view.getUint32(to - 12, true) >>> 31) * 32;
  }
  if (to <= from || !isMp3Frame(file, from)) return undefined;
  return { bytes: file.slice(from, to), seconds: null };
}

/** Keeps a WAVE file's format and its sound, and drops every other chunk. */
function cleanWav(file: Uint8Array): Cleaned | undefined {
  const view = viewOf(file);
  let format: Uint8Array | undefined;
  let sound: Uint8Array | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = latin1(file, at, 4);
    const size = Math.min(view.getUint32(at + 4, true), file.length - at - 8);
    const content = file.subarray(at + 8, at + 8 + size);
    if (name === 'fmt ') format ??= content;
    if (name === 'data') sound ??= content;
    at += 8 + size + (size % 2);
  }
  if (!format || !sound || format.length < 16) return undefined;
  const perSecond = viewOf(format).getUint32(8, true);
  const bytes = new Uint8Array(12 + 8 + format.length + 8 + sound.length);
  const out = viewOf(bytes);
  bytes.set(file.subarray(0, 12));
  out.setUint32(4, bytes.length - 8, true);
  let at = 12;
  for (const [name, content] of [
    ['fmt ', format],
    ['data', sound],
  ] as const) {
    bytes.set(new TextEncoder().encode(name), at);
    out.setUint32(at + 4, content.length, true);
    bytes.set(content, at + 8);
    at += 8 + content.length;
  }
  return { bytes, seconds: perSecond > 0 ? sound.length / perSecond : null };
}

/** Bytes of a frame by its type, without its first; a frame lasts 20 ms (RFC 4867, 3.6 and 5.3). */
const amrFrames = [12, 13, 15, 17, 19, 20, 26, 31, 5];
const amrWideFrames = [17, 23, 32, 36, 40, 46, 50, 58, 60, 5];

/** AMR has no room for anything but sound. */
function cleanAmr(file: Uint8Array): Cleaned | undefined {
  const head = ['#!AMR-WB\n', '#!AMR\n'].find((known) => latin1(file, 0, known.length) === known);
  if (head === undefined) return undefined;
  const sizes = head.length > 6 ? amrWideFrames : amrFrames;
  let frames = 0;
  for (let at = head.length; at < file.length; frames++) {
    const type = ((file[at] ?? 0) >> 3) & 0x0f;
    // Types without sound are one byte long.
    at += 1 + (sizes[type] ?? 0);
  }
  return frames === 0 ? undefined : { bytes: file, seconds: frames / 50 };
}
