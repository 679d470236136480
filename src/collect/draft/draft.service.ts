import { type Id, isId } from '../../kernel/id.ts';
import { type Outcome, ok, type Refusal, refuse, refuseFields } from '../../kernel/outcome.ts';
import { formatInstant, type Instant } from '../../kernel/time.ts';
import { type Call, type Handler, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import {
  attachPhotos,
  detachPhotos,
  discardPhotos,
  type KeepRefusal,
  type KeptPhoto,
  keepPhotos,
  recordPhotos,
} from '../photo/photo.service.ts';
import { recordingFiles } from '../recording/recording.contract.ts';
import {
  discardRecording,
  type KeptRecording,
  keepRecording,
  listRecordings,
  moveRecording,
  writeRecording,
} from '../recording/recording.service.ts';
import { type DraftContent, type DraftProblem, type DraftView, draftOperations } from './draft.contract.ts';
import { mayOpenDraft } from './draft.policy.ts';
import { changeDraft, draftExpiresAt, draftLivesMs, problemsOf } from './draft.rules.ts';
import * as store from './draft.store.ts';

type DraftId = Id<'draft'>;

const empty: DraftContent = { text: '', place: null, photoIds: [] };

/** Words or photos begin a draft; with neither there is nothing to keep, and the words are asked for. */
const beginDraft: Handler<typeof draftOperations.beginDraft> = async (call, input) => {
  const { photos, recording, refused } = await keepFiles(call);
  const added = photos.map(({ photoId }) => photoId);
  const said = { text: input.text, added, isSpoken: recording !== null };
  const { content, problems } = changeDraft(empty, said);
  if (content.text.trim() === '' && photos.length === 0 && recording === null) {
    return refuseFields([{ path: 'text', code: 'text-missing' }, ...refused]);
  }
  const begun = await call.write(async (tx) => {
    const draft = { id: newId<DraftId>(), content, updatedAt: call.now };
    await store.insertDraft(tx, draft);
    await recordPhotos(call, tx, photos);
    await holdPhotos(tx, draft);
    if (recording) await writeRecording(call, tx, recording, { kind: 'draft', id: draft.id });
    return ok(viewOf(draft, await recordingOf(tx, draft.id), [...problems, ...refused]));
  });
  if (begun.ok) call.setUnfinished(begun.value.draftId, draftLivesMs / 1000);
  return begun;
};

const writeDraft: Handler<typeof draftOperations.writeDraft> = async (call, input) => {
  const { photos, recording, refused } = await keepFiles(call);
  const added = photos.map(({ photoId }) => photoId);
  const written = await call.write(async (tx): Promise<Outcome<DraftView, 'draft-not-found'>> => {
    const before = await store.lockDraft(tx, input.draftId);
    const may = mayOpenDraft(before, call.now);
    if (may !== true || !before) return refuse('draft-not-found');
    const owner = { kind: 'draft', id: before.id } as const;
    if (recording) await writeRecording(call, tx, recording, owner);
    else if (input.removeRecording === true) await moveRecording(tx, owner, null, call.now);
    const heard = await recordingOf(tx, before.id);
    const change = { ...input, added, isSpoken: heard !== null };
    const { content, dropped, problems } = changeDraft(before.content, change);
    const draft = { id: before.id, content, updatedAt: call.now };
    await store.updateDraft(tx, draft);
    await recordPhotos(call, tx, photos);
    if (dropped.length > 0) await detachPhotos(tx, { kind: 'draft', id: draft.id }, dropped, call.now);
    await holdPhotos(tx, draft);
    return ok(viewOf(draft, heard, [...problems, ...refused]));
  });
  if (written.ok) call.setUnfinished(input.draftId, draftLivesMs / 1000);
  else {
    await discardPhotos(call, photos);
    await discardRecording(call, recording);
  }
  return written;
};

const getDraft: Handler<typeof draftOperations.getDraft> = (call, input) =>
  call.read(async (tx) => {
    const draft = await store.findDraft(tx, input.draftId);
    const may = mayOpenDraft(draft, call.now);
    if (may !== true || !draft) return refuse('draft-not-found');
    const recording = await recordingOf(tx, draft.id);
    return ok(viewOf(draft, recording, problemsOf(draft.content, { isSpoken: recording !== null })));
  });

/** What the cookie names may be gone: sent from elsewhere, cleared away, or never there. */
const readOwnDraft: Handler<typeof draftOperations.readOwnDraft> = async (call) => {
  const draftId = call.unfinished;
  if (draftId === null || !isId(draftId)) return ok({ draft: null });
  const found = await getDraft(call, { draftId: draftId as DraftId });
  return ok({ draft: found.ok ? found.value : null });
};

const discardDraft: Handler<typeof draftOperations.discardDraft> = async (call, input) => {
  const gone = await call.write(async (tx): Promise<Outcome<Record<string, never>, 'draft-not-found'>> => {
    const draft = await store.lockDraft(tx, input.draftId);
    const may = mayOpenDraft(draft, call.now);
    if (may !== true) return refuse(may);
    await endDraft(tx, input.draftId, call.now);
    return ok({});
  });
  if (gone.ok) forgetOwnDraft(call, input.draftId);
  return gone;
};

/** The browser need not come back to a draft that is sent or thrown away. */
export function forgetOwnDraft(call: Pick<Call, 'unfinished' | 'setUnfinished'>, draftId: DraftId): void {
  if (call.unfinished === draftId) call.setUnfinished(null, 0);
}

/** Keeps the files a step brought; what could not be kept comes back as something to change, and costs nothing else. */
async function keepFiles(
  call: Call,
): Promise<{ photos: KeptPhoto[]; recording: KeptRecording | null; refused: DraftProblem[] }> {
  const files = call.files.filter(({ field }) => field !== recordingFiles.field);
  const { kept: photos, refused } = await keepPhotos({ ...call, files });
  const { kept: recording, refused: unheard } = await keepRecording(call);
  const problems = refused.map(asFieldProblem);
  if (unheard) problems.push({ path: 'recording', code: unheard.code });
  return { photos, recording, refused: problems };
}

async function recordingOf(tx: Tx, id: DraftId): Promise<DraftView['recording']> {
  const recording = (await listRecordings(tx, 'draft', [id])).get(id);
  return recording ? { recordingId: recording.recordingId, seconds: recording.seconds } : null;
}

/** The photos of a draft are its own: no other draft or report can take them. */
async function holdPhotos(tx: Tx, { id, content }: store.DraftRow): Promise<void> {
  const owner = { kind: 'draft', id } as const;
  const held = await attachPhotos(tx, content.photoIds, owner, owner);
  if (!held.ok) throw new Error('a draft names a photo that is not its own');
}

function asFieldProblem({ code }: Refusal<KeepRefusal>): DraftProblem {
  return { path: 'photos', code };
}

function viewOf(
  { id, content, updatedAt }: store.DraftRow,
  recording: DraftView['recording'],
  problems: DraftProblem[],
): DraftView {
  return {
    draftId: id,
    ...content,
    recording,
    problems,
    updatedAt: formatInstant(updatedAt),
    expiresAt: formatInstant(draftExpiresAt(updatedAt)),
  };
}

/** Begins an empty draft for what arrives piece by piece, in the caller's transaction; nobody is told its id. */
export async function openDraft(tx: Tx, now: Instant): Promise<DraftId> {
  const id = newId<DraftId>();
  await store.insertDraft(tx, { id, content: empty, updatedAt: now });
  return id;
}

/** Holds a draft until the transaction ends, so that it is sent once; false if it is gone: sent, or cleared away. */
export async function holdDraft(tx: Tx, id: DraftId): Promise<boolean> {
  return (await store.lockDraft(tx, id)) !== undefined;
}

/** Ends a draft that became a report; photos it still holds were not sent along and are cleared away in a day. */
export async function endDraft(tx: Tx, id: DraftId, now: Instant): Promise<void> {
  await detachPhotos(tx, { kind: 'draft', id }, 'all', now);
  await moveRecording(tx, { kind: 'draft', id }, null, now);
  await store.deleteDraft(tx, id);
}

/** Clears away drafts that nobody changed since then, with what hangs on them; gives how many went. */
export async function sweepDrafts(tx: Tx, before: Instant, now: Instant): Promise<number> {
  const gone = await store.deleteUnchangedSince(tx, before);
  for (const id of gone) {
    await detachPhotos(tx, { kind: 'draft', id }, 'all', now);
    await moveRecording(tx, { kind: 'draft', id }, null, now);
  }
  return gone.length;
}

export const draftHandlers = implement(draftOperations, {
  beginDraft,
  writeDraft,
  getDraft,
  readOwnDraft,
  discardDraft,
});
