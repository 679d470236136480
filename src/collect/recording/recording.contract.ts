import { idOf } from '../../kernel/wire.ts';

export const maxRecordingSeconds = 180;
/** Three minutes of whatever a phone records; of uncompressed sound it is what a dictating machine makes. */
export const maxRecordingBytes = 12 * 1024 * 1024;

/** What a form's field of the voice note is called. */
export const recordingFiles = { field: 'recording', maxFiles: 1, maxBytesEach: maxRecordingBytes } as const;

/** Containers that browsers and phones record into and play; told by their bytes, never by a name. */
export const recordingContainers = ['webm', 'ogg', 'mp4', 'mp3', 'wav', 'amr'] as const;
export type RecordingContainer = (typeof recordingContainers)[number];

/** What a voice note can belong to. */
export const recordingOwners = ['draft', 'report'] as const;
export type RecordingOwnerKind = (typeof recordingOwners)[number];

export const recordingIdSchema = idOf('recording');

/** Why a file did not become a voice note. */
export const recordingRefusals = {
  'recording-unreadable': {
    status: 422,
    zh: '录音打不开，可能没传完。再录一次，或把事情写下来。',
    en: 'The recording cannot be opened; perhaps it did not arrive whole. Record it again, or write it down.',
  },
  'recording-format-unknown': {
    status: 422,
    zh: '这个文件不是能收的录音。用手机自带的录音机再录一次，或把事情写下来。',
    en: 'This file is no recording we can play. Record it with the phone’s own recorder, or write it down.',
  },
  'recording-too-long': {
    status: 422,
    zh: '录音超过3分钟了。挑要紧的再录一次，或把事情写下来。',
    en: 'The recording is longer than three minutes. Record what matters most, or write it down.',
  },
} as const;
export type RecordingRefusal = keyof typeof recordingRefusals;
