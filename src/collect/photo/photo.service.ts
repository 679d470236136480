import type { Readable } from 'node:stream';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, type Refusal, refuse } from '../../kernel/outcome.ts';
import type { Instant } from '../../kernel/time.ts';
import { type Call, type Handler, implement, type ReceivedFile } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import type { StorageRefusal } from '../../platform/files/file-store.ts';
import { type FileKeeper, isThere, lockFiles, removeUnused } from '../../platform/files/kept-files.ts';
import { newId } from '../../platform/ids.ts';
import { makePhoto, type Photo, type PhotoRefusal } from '../../platform/photos/photo.ts';
import {
  type AddedPhoto,
  type addPhotos as addPhotosOperation,
  type PhotoOwnerKind,
  type PhotoSize,
  photoOperations,
} from './photo.contract.ts';
import { mayReadPhoto } from './photo.policy.ts';
import * as store from './photo.store.ts';

export type PhotoId = store.PhotoId;
export type PhotoOwner =
  | { kind: 'report'; id: Id<'report'> }
  | { kind: 'matter'; id: Id<'matter'> }
  | { kind: 'draft'; id: Id<'draft'> };

/** A photo made anew and kept on disk, not yet known to the database. */
export type KeptPhoto = AddedPhoto & { photo: Photo; files: { large: string; small: string } };

export type KeepRefusal = PhotoRefusal | StorageRefusal;

/** Photos are made and kept before the transaction opens: making them takes seconds, and nobody waits on a lock. */
export const addPhotos: Handler<typeof addPhotosOperation> = async (call) => {
  if (call.files.length === 0) return refuse('photo-missing');
  const { kept, refused } = await keepPhotos(call);
  const [first] = refused;
  if (first) {
    await discardPhotos(call, kept);
    return { ok: false, refusal: first };
  }
  return call.write(async (tx) => {
    await recordPhotos(call, tx, kept);
    return ok({ photos: kept.map(({ photoId, width, height }) => ({ photoId, width, height })) });
  });
};

/** Makes photos of the files a request brought, and keeps them; what is no photo is told apart, one by one. */
export async function keepPhotos(
  call: Pick<Call, 'platform' | 'community' | 'files'>,
): Promise<{ kept: KeptPhoto[]; refused: Refusal<KeepRefusal>[] }> {
  const made = await Promise.all(call.files.map((file) => keepInTurn(call, file)));
  const kept: KeptPhoto[] = [];
  const refused: Refusal<KeepRefusal>[] = [];
  for (const outcome of made) {
    if (outcome.ok) kept.push(outcome.value);
    else refused.push(outcome.refusal);
  }
  return { kept, refused };
}

/** Two are at work at a time (`makePhoto`); who comes behind twenty waiting ones is asked to come again. */
const maxUnderWay = 22;
let underWay = 0;

async function keepInTurn(
  call: Pick<Call, 'platform' | 'community'>,
  file: ReceivedFile,
): Promise<Outcome<KeptPhoto, KeepRefusal>> {
  if (underWay >= maxUnderWay) return refuse('storage-unavailable');
  underWay += 1;
  try {
    return await keepPhoto(call, file);
  } finally {
    underWay -= 1;
  }
}

async function keepPhoto(
  call: Pick<Call, 'platform' | 'community'>,
  file: ReceivedFile,
): Promise<Outcome<KeptPhoto, KeepRefusal>> {
  const made = await makePhoto(file.path);
  if (!made.ok) return made;
  const files = await putVariants(call, made.value);
  if (!files.ok) return files;
  const { width, height } = made.value;
  return ok({ photoId: newId<PhotoId>(), width, height, photo: made.value, files: files.value });
}

async function putVariants(
  { platform, community }: Pick<Call, 'platform' | 'community'>,
  { variants }: Photo,
): Promise<Outcome<KeptPhoto['files'], StorageRefusal>> {
  const large = await platform.files.put(community.id, variants.large.bytes, 'jpg');
  if (!large.ok) return large;
  const small = await platform.files.put(community.id, variants.small.bytes, 'jpg');
  if (small.ok) return ok({ large: large.value.name, small: small.value.name });
  // Half a photo that nothing names would take up a full disk's last room.
  await removeUnused(platform, community, photoKeeper, [large.value.name]);
  return small;
}

/** Writes down photos that were kept, in the caller's transaction; they belong to nothing yet. */
export async function recordPhotos(
  call: Pick<Call, 'platform' | 'community' | 'now'>,
  tx: Tx,
  photos: readonly KeptPhoto[],
): Promise<void> {
  if (photos.length === 0) return;
  await lockFiles(tx, 'shared');
  for (const photo of photos) await keepStill(call, photo);
  const uploadedAt = call.now;
  await store.insertPhotos(
    tx,
    photos.map(({ photoId, width, height, files }) => {
      return { id: photoId, largeFile: files.large, smallFile: files.small, width, height, uploadedAt };
    }),
  );
}

/** Lets go of photos that were kept for something that was then refused, rather than leave them to the sweep. */
export async function discardPhotos(
  { platform, community }: Pick<Call, 'platform' | 'community'>,
  kept: readonly KeptPhoto[],
): Promise<void> {
  const files = kept.flatMap((photo) => [photo.files.large, photo.files.small]);
  await removeUnused(platform, community, photoKeeper, files);
}

/**
 * Keeps what a refused form brought, so that nobody has to choose it again: the photos wait for the form to be sent
 * once more, a day long. What is no photo is left out.
 */
export async function keepForLater(call: Call): Promise<PhotoId[]> {
  const { kept } = await keepPhotos(call);
  await call.write(async (tx) => {
    await recordPhotos(call, tx, kept);
    return ok(null);
  });
  return kept.map(({ photoId }) => photoId);
}

/**
 * Keeps the photos a request brought, then makes the change they belong to; if a file is no photo or the change is
 * refused, none is left behind.
 */
export async function withKeptPhotos<Value, Code extends string>(
  call: Pick<Call, 'platform' | 'community' | 'files'>,
  change: (kept: KeptPhoto[]) => Promise<Outcome<Value, Code>>,
): Promise<Outcome<Value, Code | KeepRefusal>> {
  const { kept, refused } = await keepPhotos(call);
  const [first] = refused;
  const done = first ? { ok: false as const, refusal: first } : await change(kept);
  if (!done.ok) await discardPhotos(call, kept);
  return done;
}

/** A sweep may have removed an equal photo since this one was kept; then it is put once more, under the lock. */
async function keepStill(
  call: Pick<Call, 'platform' | 'community'>,
  { photo, files }: KeptPhoto,
): Promise<void> {
  if ((await isThere(call, files.large)) && (await isThere(call, files.small))) return;
  const put = await putVariants(call, photo);
  if (!put.ok) throw new Error(`a photo could not be kept: ${put.refusal.code}`);
}

/**
 * Gives photos to what they are shown with, in the order given. Refuses if one does not exist or belongs to
 * something else already, other than to `from`.
 */
export async function attachPhotos(
  tx: Tx,
  photoIds: readonly PhotoId[],
  owner: PhotoOwner,
  from: PhotoOwner | null = null,
): Promise<Outcome<PhotoId[], 'photo-unknown'>> {
  const chosen = [...new Set(photoIds)];
  if (chosen.length === 0) return ok(chosen);
  const before = await store.listOwned(tx, owner.kind, [owner.id]);
  const attached = await store.attach(tx, chosen, owner, from, before.length);
  return attached === chosen.length ? ok(chosen) : refuse('photo-unknown');
}

/** Takes photos away from what they belonged to; unless used again, they are cleared away in a day. */
export function detachPhotos(
  tx: Tx,
  owner: PhotoOwner,
  photoIds: readonly PhotoId[] | 'all',
  now: Instant,
): Promise<void> {
  return store.detach(tx, owner, photoIds, now);
}

/** The photos of some owners of one kind, each owner's in their order; an owner without photos is left out. */
export async function listPhotos<Noun extends PhotoOwnerKind>(
  tx: Tx,
  kind: Noun,
  owners: readonly Id<Noun>[],
): Promise<ReadonlyMap<string, PhotoId[]>> {
  const found = new Map<string, PhotoId[]>();
  if (owners.length === 0) return found;
  for (const { id, attachedId } of await store.listOwned(tx, kind, owners)) {
    found.set(attachedId, [...(found.get(attachedId) ?? []), id]);
  }
  return found;
}

/** How many photos some owners of one kind have; an owner without photos is left out. */
export async function countPhotos<Noun extends PhotoOwnerKind>(
  tx: Tx,
  kind: Noun,
  owners: readonly Id<Noun>[],
): Promise<ReadonlyMap<string, number>> {
  if (owners.length === 0) return new Map();
  const counted = await store.countOwned(tx, kind, owners);
  return new Map(counted.map(({ attachedId, count }) => [attachedId, count]));
}

/** Whether an asker may read what a photo belongs to: each feature answers for its own noun, `app` brings them. */
export type PhotoReaders = {
  report(call: Call, tx: Tx, id: Id<'report'>, photoId: PhotoId): Promise<boolean>;
  matter(call: Call, tx: Tx, id: Id<'matter'>, photoId: PhotoId): Promise<boolean>;
  /** Whether everybody may see this one, whatever it belongs to. */
  everybody(tx: Tx, id: PhotoId): Promise<boolean>;
};

/** `isOpen`: only because everybody may, and only for as long. */
export type PhotoBytes = { bytes: number; type: 'image/jpeg'; stream: Readable; isOpen: boolean };

/** Opens a photo for reading; `not-found` is all that those who may not see it learn. */
export async function photoBytes(
  call: Call,
  wanted: { photoId: PhotoId; size: PhotoSize; draftId: Id<'draft'> | null },
  readers: PhotoReaders,
): Promise<Outcome<PhotoBytes, 'not-found' | 'unavailable'>> {
  const found = await call.read(async (tx) => {
    const photo = await store.findPhoto(tx, wanted.photoId);
    if (!photo) return undefined;
    const owner = ownerOf(photo);
    const ownerIsReadable = await isReadable(call, tx, { owner, photoId: photo.id }, readers);
    const isOwn = mayReadPhoto({ owner, ownerIsReadable }, { draftId: wanted.draftId }) === true;
    if (!isOwn && !(await readers.everybody(tx, photo.id))) return undefined;
    return { file: wanted.size === 'large' ? photo.largeFile : photo.smallFile, isOpen: !isOwn };
  });
  if (found === undefined) return refuse('not-found');
  const opened = await call.platform.files.open(call.community.id, found.file);
  if (!opened.ok) return refuse(opened.refusal.code === 'file-missing' ? 'not-found' : 'unavailable');
  return ok({ ...opened.value, type: 'image/jpeg', isOpen: found.isOpen });
}

function ownerOf({ attachedTo, attachedId }: store.PhotoRow): PhotoOwner | null {
  if (attachedTo === null || attachedId === null) return null;
  return { kind: attachedTo, id: attachedId } as PhotoOwner;
}

function isReadable(
  call: Call,
  tx: Tx,
  { owner, photoId }: { owner: PhotoOwner | null; photoId: PhotoId },
  readers: PhotoReaders,
): Promise<boolean> {
  if (owner?.kind === 'report') return readers.report(call, tx, owner.id, photoId);
  if (owner?.kind === 'matter') return readers.matter(call, tx, owner.id, photoId);
  return Promise.resolve(false);
}

/** Photos as the sweep of files knows them: always made anew, as JPEG. */
export const photoKeeper: FileKeeper = {
  extensions: ['jpg'],
  filesInUse: store.filesInUse,
  deleteStale: store.deleteStale,
};

export const photoHandlers = implement(photoOperations, { addPhotos });

/** Takes all photos of reports or matters away for good; gives the files they named, to be removed after the commit. */
export function erasePhotos(
  tx: Tx,
  { kind, ids, except = [] }: { kind: 'report' | 'matter'; ids: readonly Id[]; except?: readonly PhotoId[] },
): Promise<string[]> {
  return store.deleteOwned(tx, { kind, ids }, except);
}
