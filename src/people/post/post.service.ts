import type { HeldPost } from '../../kernel/asker.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import type { Locale } from '../../kernel/text.ts';
import { dateOf, type Instant, type LocalDate } from '../../kernel/time.ts';
import type { StairwellId } from '../../places/place/place.contract.ts';
import { placeName, stairwellLabels } from '../../places/place/place.rules.ts';
import { completePlace, getPlaceRegister } from '../../places/place/place.service.ts';
import { type Handler, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/outbox.ts';
import { remember } from '../../platform/remembered.ts';
import type { PersonId } from '../person/person.contract.ts';
import { findPerson, getPersonNames } from '../person/person.service.ts';
import {
  type appointPost as appointPostOperation,
  type CommunityPostKind,
  type endPost as endPostOperation,
  type listPosts as listPostsOperation,
  type Organisation,
  type OrganisationId,
  type OrganisationKind,
  type Post,
  type PostId,
  postEndedJob,
  postOperations,
} from './post.contract.ts';
import { mayAppoint, mayEndPost, mayListPosts } from './post.policy.ts';
import { type Coverage, coverageFor, toHeldPost } from './post.rules.ts';
import * as store from './post.store.ts';

/** What tells whether a post is held on a day, of all there ever were; kept between calls. */
const spans = remember(['posts'], store.listSpans);

export const listPosts: Handler<typeof listPostsOperation> = async (call, input) => {
  const may = mayListPosts(call.asker);
  if (may !== true) return refuse(may);
  const today = dateOf(call.now);
  return call.read(async (tx) => {
    const posts = await getPosts(tx, today, call.locale, { kind: input.kind });
    const administrators = (await store.findPosts(tx, today, { kind: 'administrator' })).length;
    return ok({
      posts: posts.map((post) => ({ ...post, can: { end: mayEndPost(call.asker, post, administrators) } })),
      organisations: await store.listOrganisations(tx),
      can: { appoint: mayAppoint(call.asker) },
    });
  });
};

export const appointPost: Handler<typeof appointPostOperation> = async (call, input) => {
  const may = mayAppoint(call.asker);
  if (may !== true) return refuse(may);
  const appointedBy = call.asker.kind === 'person' ? call.asker.personId : null;
  const heldFrom = input.heldFrom ?? dateOf(call.now);
  return call.write(async (tx) => {
    const appointed = await appoint(tx, { ...input, heldFrom, appointedBy });
    return appointed.ok ? ok({ postId: appointed.value }) : appointed;
  });
};

export const endPost: Handler<typeof endPostOperation> = async (call, input) => {
  const mayAny = mayAppoint(call.asker);
  if (mayAny !== true) return refuse(mayAny);
  const today = dateOf(call.now);
  return call.write(async (tx) => {
    const administrators = await store.lockAdministrators(tx, today);
    const post = await store.findOpenPost(tx, input.id);
    if (!post) return refuse('post-unknown');
    const may = mayEndPost(call.asker, post, administrators);
    if (may !== true) return refuse(may);
    const endedBy = call.asker.kind === 'person' ? call.asker.personId : null;
    return ok({ postId: post.id, heldUntil: await closePost(tx, post.id, call.now, endedBy) });
  });
};

/** Gives a post, without asking who may: for operations that asked, the command line and the demonstration. */
export async function appoint(
  tx: Tx,
  post: {
    personId: PersonId;
    kind: CommunityPostKind;
    stairwellId?: StairwellId | undefined;
    organisationId?: OrganisationId | undefined;
    heldFrom: LocalDate;
    appointedBy?: PersonId | null;
  },
): Promise<Outcome<PostId, 'person-unknown' | 'covers-missing' | 'covers-unknown' | 'already-held'>> {
  const coverage = coverageFor(post.kind, post);
  if (!coverage.ok) return coverage;
  if (!(await findPerson(tx, post.personId))) return refuse('person-unknown');
  if (!(await coverageExists(tx, coverage.value))) return refuse('covers-unknown');
  const id = newId<PostId>();
  spans.forget(tx);
  const { personId, kind, heldFrom, appointedBy = null } = post;
  const row = { id, personId, kind, ...coverage.value, heldFrom, heldUntil: null };
  return (await store.insertPost(tx, row, appointedBy)) ? ok(id) : refuse('already-held');
}

async function coverageExists(tx: Tx, { stairwellId, organisationId }: Coverage): Promise<boolean> {
  if (stairwellId) return (await completePlace(tx, { stairwellId, words: '' })).ok;
  if (organisationId) return (await store.findOrganisation(tx, organisationId)) !== undefined;
  return true;
}

/** The posts a person holds in this community on a day, as permissions ask for them. */
export async function heldPosts(tx: Tx, person: PersonId, on: LocalDate): Promise<HeldPost[]> {
  return (await store.findPosts(tx, on, { persons: [person] })).map((post) => toHeldPost(post));
}

/** A post with the name of its holder and of what it covers, for lists and pickers. */
export type NamedPost = Pick<Post, 'id' | 'kind' | 'heldFrom' | 'heldUntil'> & {
  holder: { id: PersonId; name: string };
  covers: { id: string; name: string } | null;
};

/** The posts held on a day, of one kind or of some persons, with names. */
export async function getPosts(
  tx: Tx,
  on: LocalDate,
  locale: Locale,
  wanted: { kind?: CommunityPostKind | undefined; persons?: readonly PersonId[] | undefined } = {},
): Promise<NamedPost[]> {
  return namePosts(tx, await store.findPosts(tx, on, wanted), locale);
}

/** Posts, held or ended, with the names of who holds or held them and of what they cover. */
export async function namePosts(tx: Tx, posts: readonly Post[], locale: Locale): Promise<NamedPost[]> {
  if (posts.length === 0) return [];
  const [names, organisations, register] = await Promise.all([
    getPersonNames(
      tx,
      posts.map(({ personId }) => personId),
    ),
    store.listOrganisations(tx),
    getPlaceRegister(tx),
  ]);
  const coverName = ({ stairwellId, organisationId }: Post) => {
    const stairwell = stairwellId && stairwellLabels(register, stairwellId);
    if (stairwell) return placeName(stairwell, { level: 'full' }, locale);
    return organisations.find(({ id }) => id === organisationId)?.name ?? '';
  };
  return posts.map((post) => {
    const { id, kind, heldFrom, heldUntil, personId } = post;
    const { covers } = toHeldPost(post);
    const holder = { id: personId, name: names.get(personId) ?? '' };
    return { id, kind, heldFrom, heldUntil, holder, covers: covers && { id: covers, name: coverName(post) } };
  });
}

/** The posts of one kind held on a day, without names and from memory. */
export async function listPostIds(tx: Tx, on: LocalDate, kind: CommunityPostKind): Promise<PostId[]> {
  const ofKind = (await spans.get(tx)).filter((post) => post.kind === kind);
  const held = ofKind.filter(
    ({ heldFrom, heldUntil }) => heldFrom <= on && (heldUntil === null || on < heldUntil),
  );
  return held.map(({ id }) => id);
}

/** The posts held on a day, without names: one statement. */
export function listHeldPosts(tx: Tx, on: LocalDate): Promise<Post[]> {
  return store.findPosts(tx, on);
}

/** Every post somebody holds, held or is to hold. */
export function listPostsOf(tx: Tx, person: PersonId): Promise<Post[]> {
  return store.findPostsOf(tx, person);
}

/** One post, whether it is held or has ended. */
export function findPost(tx: Tx, id: PostId): Promise<Post | undefined> {
  return store.findPost(tx, id);
}

/** Ends a post that nobody has ended, without asking who may: for operations that asked. */
export async function closePost(
  tx: Tx,
  id: PostId,
  now: Instant,
  endedBy: PersonId | null,
): Promise<LocalDate> {
  await enqueue(tx, { kind: postEndedJob, payload: { postId: id }, runAt: now, now });
  spans.forget(tx);
  return store.endPost(tx, id, dateOf(now), endedBy);
}

/** How many administrators there are; locked, so that two cannot end each other at the same time. */
export function lockAdministrators(tx: Tx, on: LocalDate): Promise<number> {
  return store.lockAdministrators(tx, on);
}

/** Property companies and owners' committees of the community. */
export function listOrganisations(tx: Tx): Promise<Organisation[]> {
  return store.listOrganisations(tx);
}

/** Finds or makes an organisation by its name. */
export function ensureOrganisation(tx: Tx, kind: OrganisationKind, name: string): Promise<OrganisationId> {
  return store.upsertOrganisation(tx, kind, name);
}

export const postHandlers = implement(postOperations, { listPosts, appointPost, endPost });
