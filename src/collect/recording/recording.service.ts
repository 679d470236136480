import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, type Refusal, refuse } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Call } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import type { ByteRange, StorageRefusal } from '../../platform/files/file-store.ts';
import { type FileKeeper, isThere, lockFiles, removeUnused } from '../../platform/files/kept-files.ts';
import { newId } from '../../platform/ids.ts';
import {
  type RecordingContainer,
  type RecordingRefusal,
  recordingContainers,
  recordingFiles,
} from './recording.contract.ts';
import { mayHearRecording } from './recording.policy.ts';
import * as store from './recording.store.ts';
import { type CleanRecording, readRecording } from './recording-file.rules.ts';

export type RecordingOwner = { kind: 'draft'; id: Id<'draft'> } | { kind: 'report'; id: Id<'report'> };

/** A recording kept on disk, not yet known to the database. */
export type KeptRecording = { recordingId: store.RecordingId; recording: CleanRecording; file: string };

export type KeepRecordingRefusal = RecordingRefusal | StorageRefusal;

type Here = Pick<Call, 'platform' | 'community'>;

/** Keeps the recording a form brought, without what was written beside the sound; null where it brought none. */
export async function keepRecording(
  call: Here & Pick<Call, 'files'>,
): Promise<{ kept: KeptRecording | null; refused: Refusal<KeepRecordingRefusal> | null }> {
  const file = call.files.find(({ field }) => field === recordingFiles.field);
  if (!file) return { kept: null, refused: null };
  const read = readRecording(await readFile(file.path));
  if (!read.ok) return { kept: null, refused: read.refusal };
  const put = await putRecording(call, read.value);
  if (!put.ok) return { kept: null, refused: put.refusal };
  return {
    kept: { recordingId: newId<store.RecordingId>(), recording: read.value, file: put.value },
    refused: null,
  };
}

async function putRecording(
  { platform, community }: Here,
  { bytes, container }: CleanRecording,
): Promise<Outcome<string, StorageRefusal>> {
  const put = await platform.files.put(community.id, bytes, container);
  return put.ok ? ok(put.value.name) : put;
}

/** Writes a kept recording down as its owner's, in the caller's transaction; an earlier one of the owner goes. */
export async function writeRecording(
  call: Here & Pick<Call, 'now'>,
  tx: Tx,
  { recordingId, recording, file }: KeptRecording,
  owner: RecordingOwner,
): Promise<void> {
  await lockFiles(tx, 'shared');
  await keepStill(call, { recording, file });
  await store.moveRecording(tx, owner, null, call.now);
  const { container, seconds } = recording;
  const whole = seconds === null ? null : Math.round(seconds);
  await store.insertRecording(
    tx,
    { id: recordingId, file, container, seconds: whole, madeAt: call.now },
    owner,
  );
}

/** A sweep may have removed an equal recording since this one was kept; then it is put once more, under the lock. */
async function keepStill(
  call: Here,
  { recording, file }: Pick<KeptRecording, 'recording' | 'file'>,
): Promise<void> {
  if (await isThere(call, file)) return;
  const put = await putRecording(call, recording);
  if (!put.ok) throw new Error(`a recording could not be kept: ${put.refusal.code}`);
}

/** Lets go of a recording that was kept for something that was then refused. */
export async function discardRecording(
  { platform, community }: Here,
  kept: KeptRecording | null,
): Promise<void> {
  if (kept) await removeUnused(platform, community, recordingKeeper, [kept.file]);
}

/** The recording of a draft becomes that of the report it was sent as, or with null belongs to nothing any more. */
export function moveRecording(
  tx: Tx,
  from: RecordingOwner,
  to: RecordingOwner | null,
  now: Instant,
): Promise<void> {
  return store.moveRecording(tx, from, to, now);
}

export type Recording = {
  recordingId: store.RecordingId;
  container: RecordingContainer;
  seconds: number | null;
  typedText: string | null;
};

/** The recordings of some owners of one kind; an owner without one is left out. */
export async function listRecordings<Noun extends RecordingOwner['kind']>(
  tx: Tx,
  kind: Noun,
  owners: readonly Id<Noun>[],
): Promise<ReadonlyMap<string, Recording>> {
  if (owners.length === 0) return new Map();
  const found = await store.listOwned(tx, kind, owners);
  return new Map(
    found.map(({ id, container, seconds, typedText, attachedId }) => {
      return [attachedId ?? '', { recordingId: id, container, seconds, typedText }];
    }),
  );
}

/** Writes down what somebody heard in a report's recording. */
export function typeRecording(
  tx: Tx,
  reportId: Id<'report'>,
  typed: { text: string; personId: Id<'person'>; at: Instant },
): Promise<void> {
  return store.updateTyped(tx, { kind: 'report', id: reportId }, typed);
}

export type RecordingBytes = { bytes: number; type: string; name: string; stream: Readable };

const types: Record<RecordingContainer, string> = {
  webm: 'audio/webm',
  ogg: 'audio/ogg',
  mp4: 'audio/mp4',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  amr: 'audio/amr',
};

/** Opens a recording, or a part of it, for hearing; `not-found` is all that those who may not hear it learn. */
export async function recordingBytes(
  call: Call,
  wanted: { recordingId: store.RecordingId; draftId: Id<'draft'> | null; range?: ByteRange | undefined },
  mayHear: (call: Call, tx: Tx, reportId: Id<'report'>) => Promise<boolean>,
): Promise<Outcome<RecordingBytes, 'not-found' | 'unavailable'>> {
  const recording = await call.read(async (tx) => {
    const found = await store.findRecording(tx, wanted.recordingId);
    if (!found) return undefined;
    const { attachedTo: kind, attachedId } = found;
    const owner = kind === null || attachedId === null ? null : { kind, id: attachedId as Id };
    const ownerIsHeard = owner?.kind === 'report' && (await mayHear(call, tx, owner.id as Id<'report'>));
    return mayHearRecording({ owner, ownerIsHeard }, wanted) === true ? found : undefined;
  });
  if (!recording) return refuse('not-found');
  const opened = await call.platform.files.open(call.community.id, recording.file, wanted.range);
  if (!opened.ok) return refuse(opened.refusal.code === 'file-missing' ? 'not-found' : 'unavailable');
  return ok({ ...opened.value, type: types[recording.container], name: `recording.${recording.container}` });
}

/** Recordings as the sweep of files knows them. */
export const recordingKeeper: FileKeeper = {
  extensions: recordingContainers,
  filesInUse: store.filesInUse,
  deleteStale: store.deleteStale,
};

/** Takes the recordings of reports away for good; gives the files they named, to be removed after the commit. */
export function eraseRecordings(tx: Tx, reports: readonly Id<'report'>[]): Promise<string[]> {
  return store.deleteOfReports(tx, reports);
}
