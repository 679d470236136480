import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, type Refusal, refuse, refuseFields } from '../../kernel/outcome.ts';
import { addMs, formatInstant, type Instant } from '../../kernel/time.ts';
import { type Community, type Handler, implement, type Platform } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import {
  attachPhotos,
  detachPhotos,
  discardPhotos,
  type KeepRefusal,
  keepPhotos,
  recordPhotos,
} from '../photo/photo.service.ts';
import { type DraftContent, type DraftProblem, type DraftView, draftOperations } from './draft.contract.ts';
import { mayOpenDraft } from './draft.policy.ts';
import { changeDraft, draftExpiresAt, draftLivesMs, problemsOf } from './draft.rules.ts';
import * as store from './draft.store.ts';

type DraftId = Id<'draft'>;

const empty: DraftContent = { text: '', place: null, photoIds: [] };

/** Words or photos begin a draft; with neither there is nothing to keep, and the words are asked for. */
const beginDraft: Handler<typeof draftOperations.beginDraft> = async (call, input) => {
  const { kept, refused } = await keepPhotos(call);
  const added = kept.map(({ photoId }) => photoId);
  const { content, problems } = changeDraft(empty, { text: input.text, added });
  if (content.text.trim() === '' && kept.length === 0) {
    return refuseFields([{ path: 'text', code: 'text-missing' }, ...refused.map(asFieldProblem)]);
  }
  return call.write(async (tx) => {
    const draft = { id: newId<DraftId>(), content, updatedAt: call.now };
    await store.insertDraft(tx, draft);
    await recordPhotos(call, tx, kept);
    await holdPhotos(tx, draft);
    return ok(viewOf(draft, [...problems, ...refused.map(asFieldProblem)]));
  });
};

const writeDraft: Handler<typeof draftOperations.writeDraft> = async (call, input) => {
  const { kept, refused } = await keepPhotos(call);
  const added = kept.map(({ photoId }) => photoId);
  const written = await call.write(async (tx): Promise<Outcome<DraftView, 'draft-not-found'>> => {
    const before = await store.lockDraft(tx, input.draftId);
    const may = mayOpenDraft(before, call.now);
    if (may !== true || !before) return refuse('draft-not-found');
    const { content, dropped, problems } = changeDraft(before.content, { ...input, added });
    const draft = { id: before.id, content, updatedAt: call.now };
    await store.updateDraft(tx, draft);
    await recordPhotos(call, tx, kept);
    if (dropped.length > 0) await detachPhotos(tx, { kind: 'draft', id: draft.id }, dropped, call.now);
    await holdPhotos(tx, draft);
    return ok(viewOf(draft, [...problems, ...refused.map(asFieldProblem)]));
  });
  if (!written.ok) await discardPhotos(call, kept);
  return written;
};

const getDraft: Handler<typeof draftOperations.getDraft> = async (call, input) => {
  const draft = await call.read((tx) => store.findDraft(tx, input.draftId));
  const may = mayOpenDraft(draft, call.now);
  if (may !== true || !draft) return refuse('draft-not-found');
  return ok(viewOf(draft, problemsOf(draft.content)));
};

/** The photos of a draft are its own: no other draft or report can take them. */
async function holdPhotos(tx: Tx, { id, content }: store.DraftRow): Promise<void> {
  const owner = { kind: 'draft', id } as const;
  const held = await attachPhotos(tx, content.photoIds, owner, owner);
  if (!held.ok) throw new Error('a draft names a photo that is not its own');
}

function asFieldProblem({ code }: Refusal<KeepRefusal>): DraftProblem {
  return { path: 'photos', code };
}

function viewOf({ id, content, updatedAt }: store.DraftRow, problems: DraftProblem[]): DraftView {
  return {
    draftId: id,
    ...content,
    problems,
    updatedAt: formatInstant(updatedAt),
    expiresAt: formatInstant(draftExpiresAt(updatedAt)),
  };
}

/** Holds a draft until the transaction ends, so that it is sent once; false if it is gone: sent, or cleared away. */
export async function holdDraft(tx: Tx, id: DraftId): Promise<boolean> {
  return (await store.lockDraft(tx, id)) !== undefined;
}

/** Ends a draft that became a report; photos it still holds were not sent along and are cleared away in a day. */
export async function endDraft(tx: Tx, id: DraftId, now: Instant): Promise<void> {
  await detachPhotos(tx, { kind: 'draft', id }, 'all', now);
  await store.deleteDraft(tx, id);
}

/** Clears away drafts that nobody changed for 30 days; a chore. Gives how many went. */
export function sweepDrafts(platform: Platform, community: Pick<Community, 'id'>): Promise<number> {
  const now = platform.clock.now();
  return platform.database.write(community.id, async (tx) => {
    const gone = await store.deleteUnchangedSince(tx, addMs(now, -draftLivesMs));
    for (const id of gone) await detachPhotos(tx, { kind: 'draft', id }, 'all', now);
    return gone.length;
  });
}

export const draftHandlers = implement(draftOperations, { beginDraft, writeDraft, getDraft });
