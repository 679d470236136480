import { z } from 'zod';
import type { Id } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { idOf } from '../../kernel/wire.ts';
import { maybeRow, rows, type Tx } from '../../platform/database.ts';
import { type PhotoOwnerKind, photoOwners } from './photo.contract.ts';

export type PhotoId = Id<'photo'>;

const photoRow = z.strictObject({
  id: idOf('photo'),
  largeFile: z.string(),
  smallFile: z.string(),
  attachedTo: z.enum(photoOwners).nullable(),
  attachedId: z.uuid().nullable(),
});
export type PhotoRow = z.output<typeof photoRow>;

const ownedRow = z.strictObject({ id: idOf('photo'), attachedId: z.uuid() });
const idRow = z.strictObject({ id: idOf('photo') });
const filesRow = z.strictObject({ largeFile: z.string(), smallFile: z.string() });
const countRow = z.strictObject({ attachedId: z.uuid(), count: z.int() });
const fileRow = z.strictObject({ file: z.string() });

export type NewPhoto = {
  id: PhotoId;
  largeFile: string;
  smallFile: string;
  width: number;
  height: number;
  uploadedAt: Instant;
};

export async function insertPhotos(tx: Tx, photos: readonly NewPhoto[]): Promise<void> {
  for (const photo of photos) {
    await tx`
      insert into photos (community_id, id, large_file, small_file, width, height, uploaded_at)
      values (${tx.community}, ${photo.id}, ${photo.largeFile}, ${photo.smallFile}, ${photo.width},
        ${photo.height}, ${photo.uploadedAt})`;
  }
}

export function findPhoto(tx: Tx, id: PhotoId): Promise<PhotoRow | undefined> {
  return maybeRow(
    photoRow,
    tx`
      select id, large_file, small_file, attached_to, attached_id from photos
      where community_id = ${tx.community} and id = ${id}`,
  );
}

/** Gives photos that belong to nothing, or to `from`, to a new owner; answers how many it could. */
export async function attach(
  tx: Tx,
  ids: readonly PhotoId[],
  owner: { kind: PhotoOwnerKind; id: Id },
  from: { kind: PhotoOwnerKind; id: Id } | null,
  firstPosition: number,
): Promise<number> {
  const attached = await rows(
    idRow,
    tx`
      update photos set attached_to = ${owner.kind}, attached_id = ${owner.id},
        position = ${firstPosition}::int + chosen.place::int
      from unnest(${ids as PhotoId[]}::uuid[]) with ordinality as chosen (photo_id, place)
      where community_id = ${tx.community} and id = chosen.photo_id
        and (attached_to is null
          or (attached_to = ${from?.kind ?? null}::text and attached_id = ${from?.id ?? null}::uuid))
      returning id`,
  );
  return attached.length;
}

export async function detach(
  tx: Tx,
  owner: { kind: PhotoOwnerKind; id: Id },
  ids: readonly PhotoId[] | 'all',
  now: Instant,
): Promise<void> {
  const those = ids === 'all' ? tx`` : tx`and id = any(${ids as PhotoId[]}::uuid[])`;
  // Their day begins anew: whoever took a photo out may still put it back in.
  await tx`
    update photos set attached_to = null, attached_id = null, position = 0, uploaded_at = ${now}
    where community_id = ${tx.community} and attached_to = ${owner.kind} and attached_id = ${owner.id} ${those}`;
}

export function listOwned(
  tx: Tx,
  kind: PhotoOwnerKind,
  owners: readonly Id[],
): Promise<z.output<typeof ownedRow>[]> {
  return rows(
    ownedRow,
    tx`
      select id, attached_id from photos
      where community_id = ${tx.community} and attached_to = ${kind}
        and attached_id = any(${owners as Id[]}::uuid[])
      order by attached_id, position, id`,
  );
}

export function countOwned(
  tx: Tx,
  kind: PhotoOwnerKind,
  owners: readonly Id[],
): Promise<z.output<typeof countRow>[]> {
  return rows(
    countRow,
    tx`
      select attached_id, count(*) as count from photos
      where community_id = ${tx.community} and attached_to = ${kind}
        and attached_id = any(${owners as Id[]}::uuid[])
      group by attached_id`,
  );
}

/** Takes away the rows of photos nobody used, and gives the files they named. */
export async function deleteStale(tx: Tx, before: Instant): Promise<string[]> {
  const gone = await rows(
    filesRow,
    tx`
      delete from photos
      where community_id = ${tx.community} and attached_to is null and uploaded_at < ${before}
      returning large_file, small_file`,
  );
  return [...new Set(gone.flatMap(({ largeFile, smallFile }) => [largeFile, smallFile]))];
}

/** Those of some files that a photo still names. */
export async function filesInUse(tx: Tx, files: readonly string[]): Promise<Set<string>> {
  const used = await rows(
    fileRow,
    tx`
      select file from unnest(${files as string[]}::text[]) as asked (file)
      where exists (select from photos
        where community_id = ${tx.community} and (large_file = asked.file or small_file = asked.file))`,
  );
  return new Set(used.map(({ file }) => file));
}

/** Takes away the rows of all photos of some owners, and gives the files they named. */
export async function deleteOwned(
  tx: Tx,
  of: { kind: PhotoOwnerKind; ids: readonly Id[] },
  except: readonly PhotoId[],
): Promise<string[]> {
  const these = tx`community_id = ${tx.community} and attached_to = ${of.kind}
    and attached_id = any(${[...of.ids]}::uuid[]) and id <> all(${[...except]}::uuid[])`;
  await tx`
    delete from offline_pieces where community_id = ${tx.community} and photo_id in (
      select id from photos where ${these})`;
  const gone = await rows(
    filesRow,
    tx`
      delete from photos where ${these}
      returning large_file, small_file`,
  );
  return [...new Set(gone.flatMap(({ largeFile, smallFile }) => [largeFile, smallFile]))];
}
