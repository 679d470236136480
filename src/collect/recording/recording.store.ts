import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, rows, type Tx } from '../../platform/database.ts';
import {
  type RecordingContainer,
  type RecordingOwnerKind,
  recordingContainers,
  recordingOwners,
} from './recording.contract.ts';

export type RecordingId = Id<'recording'>;

const recordingRow = z.strictObject({
  id: idOf('recording'),
  file: z.string(),
  container: z.enum(recordingContainers),
  seconds: z.int().nullable(),
  typedText: z.string().nullable(),
  attachedTo: z.enum(recordingOwners).nullable(),
  attachedId: z.uuid().nullable(),
});
export type RecordingRow = z.output<typeof recordingRow>;

const fileRow = z.strictObject({ file: z.string() });

type Owner = { kind: RecordingOwnerKind; id: Id };

export type NewRecording = {
  id: RecordingId;
  file: string;
  container: RecordingContainer;
  seconds: number | null;
  madeAt: Instant;
};

export async function insertRecording(tx: Tx, recording: NewRecording, owner: Owner): Promise<void> {
  await tx`
    insert into recordings (community_id, id, file, container, seconds, uploaded_at, attached_to, attached_id)
    values (${tx.community}, ${recording.id}, ${recording.file}, ${recording.container}, ${recording.seconds},
      ${recording.madeAt}, ${owner.kind}, ${owner.id})`;
}

export function findRecording(tx: Tx, id: RecordingId): Promise<RecordingRow | undefined> {
  return maybeRow(
    recordingRow,
    tx`
      select id, file, container, seconds, typed_text, attached_to, attached_id from recordings
      where community_id = ${tx.community} and id = ${id}`,
  );
}

export function listOwned(tx: Tx, kind: RecordingOwnerKind, owners: readonly Id[]): Promise<RecordingRow[]> {
  return rows(
    recordingRow,
    tx`
      select id, file, container, seconds, typed_text, attached_to, attached_id from recordings
      where community_id = ${tx.community} and attached_to = ${kind}
        and attached_id = any(${owners as Id[]}::uuid[])
      order by attached_id, uploaded_at, id`,
  );
}

/** Hands the recording of one thing over to another, or to nothing from now on. */
export async function moveRecording(tx: Tx, from: Owner, to: Owner | null, now: Instant): Promise<void> {
  await tx`
    update recordings set attached_to = ${to?.kind ?? null}, attached_id = ${to?.id ?? null},
      uploaded_at = ${now}
    where community_id = ${tx.community} and attached_to = ${from.kind} and attached_id = ${from.id}`;
}

export async function updateTyped(
  tx: Tx,
  owner: Owner,
  typed: { text: string; personId: Id<'person'>; at: Instant },
): Promise<void> {
  await tx`
    update recordings set typed_text = ${typed.text}, typed_by = ${typed.personId}, typed_at = ${typed.at}
    where community_id = ${tx.community} and attached_to = ${owner.kind} and attached_id = ${owner.id}`;
}

/** Takes away the rows of recordings nobody used, and gives the files they named. */
export async function deleteStale(tx: Tx, before: Instant): Promise<string[]> {
  const gone = await rows(
    fileRow,
    tx`
      delete from recordings
      where community_id = ${tx.community} and attached_to is null and uploaded_at < ${before}
      returning file`,
  );
  return gone.map(({ file }) => file);
}

/** Those of some files that a recording still names. */
export async function filesInUse(tx: Tx, files: readonly string[]): Promise<Set<string>> {
  const used = await rows(
    fileRow,
    tx`
      select distinct file from recordings
      where community_id = ${tx.community} and file = any(${files as string[]}::text[])`,
  );
  return new Set(used.map(({ file }) => file));
}

/** Takes away the recordings of some reports with what the desk heard in them, and gives the files they named. */
export async function deleteOfReports(tx: Tx, reports: readonly Id<'report'>[]): Promise<string[]> {
  const gone = await rows(
    fileRow,
    tx`
      delete from recordings
      where community_id = ${tx.community} and attached_to = 'report' and attached_id = any(${[...reports]}::uuid[])
      returning file`,
  );
  return gone.map(({ file }) => file);
}
