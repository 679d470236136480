import { z } from 'zod';
import type { LocalDate } from '../../kernel/time.ts';
import { stairwellIdSchema } from '../../places/place/place.contract.ts';
import { maybeRow, oneRow, rows, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { type PersonId, personIdSchema } from '../person/person.contract.ts';
import {
  type CommunityPostKind,
  communityPostKinds,
  type Organisation,
  type OrganisationId,
  type OrganisationKind,
  organisationIdSchema,
  organisationKinds,
  type Post,
  type PostId,
  postIdSchema,
} from './post.contract.ts';

const day = z.iso.date() as unknown as z.ZodType<LocalDate>;

const postRow = z.object({
  id: postIdSchema,
  personId: personIdSchema,
  kind: z.enum(communityPostKinds),
  stairwellId: stairwellIdSchema.nullable(),
  organisationId: organisationIdSchema.nullable(),
  heldFrom: day,
  heldUntil: day.nullable(),
});

const organisationRow = z.object({
  id: organisationIdSchema,
  kind: z.enum(organisationKinds),
  name: z.string(),
});

/** Writes a post; false if the person holds this very post already, with no end set. */
export async function insertPost(tx: Tx, post: Post, appointedBy: PersonId | null): Promise<boolean> {
  const made = await rows(
    z.object({ id: postIdSchema }),
    tx`insert into posts (community_id, id, person_id, kind, stairwell_id, organisation_id, held_from,
        appointed_by)
      values (${tx.community}, ${post.id}, ${post.personId}, ${post.kind}, ${post.stairwellId},
        ${post.organisationId}, ${post.heldFrom}, ${appointedBy})
      on conflict do nothing returning id`,
  );
  return made.length === 1;
}

export function findOpenPost(tx: Tx, id: PostId): Promise<Post | undefined> {
  return maybeRow(
    postRow,
    tx`select id, person_id, kind, stairwell_id, organisation_id, held_from, held_until from posts
      where community_id = ${tx.community} and id = ${id} and held_until is null`,
  );
}

/** A post, whether it is held or has ended. */
export function findPost(tx: Tx, id: PostId): Promise<Post | undefined> {
  return maybeRow(
    postRow,
    tx`select id, person_id, kind, stairwell_id, organisation_id, held_from, held_until from posts
      where community_id = ${tx.community} and id = ${id}`,
  );
}

/** Every post somebody holds, held or is to hold. */
export function findPostsOf(tx: Tx, person: PersonId): Promise<Post[]> {
  return rows(
    postRow,
    tx`select id, person_id, kind, stairwell_id, organisation_id, held_from, held_until from posts
      where community_id = ${tx.community} and person_id = ${person} order by held_from, id`,
  );
}

/** How many administrators there are; their rows stay locked, so two cannot end each other at the same time. */
export async function lockAdministrators(tx: Tx, on: LocalDate): Promise<number> {
  const found = await rows(
    z.object({ id: postIdSchema }),
    tx`select id from posts
      where community_id = ${tx.community} and kind = 'administrator' and held_until is null
        and held_from <= ${on}
      order by id for update`,
  );
  return found.length;
}

/** A post that has not begun yet ends on its first day, and so was never held. */
export async function endPost(
  tx: Tx,
  id: PostId,
  until: LocalDate,
  endedBy: PersonId | null,
): Promise<LocalDate> {
  const row = await oneRow(
    z.object({ heldUntil: day }),
    tx`update posts set held_until = greatest(${until}, held_from), ended_by = ${endedBy}
      where community_id = ${tx.community} and id = ${id} and held_until is null returning held_until`,
  );
  return row.heldUntil;
}

const spanRow = z.object({
  id: postIdSchema,
  kind: z.enum(communityPostKinds),
  heldFrom: day,
  heldUntil: day.nullable(),
});

/** From when to when each post is or was held. */
export function listSpans(tx: Tx): Promise<z.output<typeof spanRow>[]> {
  return rows(
    spanRow,
    tx`select id, kind, held_from, held_until from posts
      where community_id = ${tx.community} order by kind, held_from, id`,
  );
}

export function findPosts(
  tx: Tx,
  on: LocalDate,
  wanted: { kind?: CommunityPostKind | undefined; persons?: readonly PersonId[] | undefined } = {},
): Promise<Post[]> {
  const ofKind = wanted.kind === undefined ? tx`` : tx`and kind = ${wanted.kind}`;
  const ofPersons =
    wanted.persons === undefined ? tx`` : tx`and person_id = any(${[...wanted.persons]}::uuid[])`;
  return rows(
    postRow,
    tx`select id, person_id, kind, stairwell_id, organisation_id, held_from, held_until from posts
      where community_id = ${tx.community} and held_from <= ${on}
        and (held_until is null or ${on} < held_until) ${ofKind} ${ofPersons}
      order by kind, held_from, id`,
  );
}

export function listOrganisations(tx: Tx): Promise<Organisation[]> {
  return rows(
    organisationRow,
    tx`select id, kind, name from organisations where community_id = ${tx.community} order by kind, name`,
  );
}

export function findOrganisation(tx: Tx, id: OrganisationId): Promise<Organisation | undefined> {
  return maybeRow(
    organisationRow,
    tx`select id, kind, name from organisations where community_id = ${tx.community} and id = ${id}`,
  );
}

export async function upsertOrganisation(
  tx: Tx,
  kind: OrganisationKind,
  name: string,
): Promise<OrganisationId> {
  const row = await oneRow(
    organisationRow,
    tx`insert into organisations (community_id, id, kind, name)
      values (${tx.community}, ${newId()}, ${kind}, ${name})
      on conflict (community_id, name) do update set kind = excluded.kind returning id, kind, name`,
  );
  return row.id;
}
