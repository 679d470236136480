import type { Asker, HeldPost } from '../../kernel/asker.ts';
import type { CommunityId } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addDays, dateOf, type Instant, type LocalDate } from '../../kernel/time.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import type { PersonId } from '../person/person.contract.ts';
import type { CommunityPostKind, Post, PostId } from '../post/post.contract.ts';
import { getPosts, heldPosts, listHeldPosts, type NamedPost } from '../post/post.service.ts';
import {
  type Absence,
  type AbsenceId,
  type AbsentPost,
  type Away,
  absenceOperations,
  type BeginRefusal,
  type LeavablePost,
  type ListedAbsence,
} from './absence.contract.ts';
import { mayChangeAbsence, mayListAbsences } from './absence.policy.ts';
import {
  type Acting,
  actingIn,
  decideAbsence,
  isAbsentOn,
  lentPosts,
  mayBeAbsentFrom,
  mayStandInFor,
  spanDays,
} from './absence.rules.ts';
import * as store from './absence.store.ts';
import { tellDeputy, tellDeputyOfEnding } from './absence-telling.service.ts';

type Handlers = HandlersOf<typeof absenceOperations>;

const listAbsences: Handlers['listAbsences'] = async (call) => {
  const may = mayListAbsences(call.asker);
  if (may !== true) return refuse(may);
  const today = dateOf(call.now);
  return call.read(async (tx) => {
    const named = await getPosts(tx, today, call.locale);
    const held = await listHeldPosts(tx, today);
    const absences = await store.listFrom(tx, today);
    return ok({
      absences: describeAll(call, absences, named, today),
      posts: postsToLeave(call.asker, named, held),
    });
  });
};

const nameOf = ({ id, kind, holder, covers }: NamedPost): AbsentPost => ({
  ...{ id, kind },
  name: holder.name,
  covers: covers?.name ?? null,
});

function describeAll(
  { asker }: Call,
  absences: readonly Absence[],
  named: readonly NamedPost[],
  today: LocalDate,
): ListedAbsence[] {
  const own = asker.kind === 'person' ? asker.personId : null;
  return absences.flatMap((absence) => {
    // From a post that has ended nobody is away any more.
    const post = named.find(({ id }) => id === absence.postId);
    if (!post) return [];
    const deputy = named.find(({ id }) => id === absence.deputyPostId);
    const may = mayChangeAbsence(asker, post.holder.id);
    return [
      {
        id: absence.id,
        post: nameOf(post),
        deputy: deputy ? nameOf(deputy) : null,
        away: awayOf(absence, post, deputy),
        now: isAbsentOn(absence, today),
        mine: post.holder.id === own,
        standsIn: deputy?.holder.id === own,
        can: { end: may === true ? may : ('absence-not-yours' as const) },
      },
    ];
  });
}

function awayOf(absence: Absence, post: NamedPost, deputy: NamedPost | undefined): Away {
  return { holder: post.holder.name, ...spanDays(absence), deputy: deputy?.holder.name ?? null };
}

function postsToLeave(asker: Asker, named: readonly NamedPost[], held: readonly Post[]): LeavablePost[] {
  const names = new Map(named.map((post) => [post.id, nameOf(post)]));
  return held.flatMap((post) => {
    const name = names.get(post.id);
    if (!name || !mayBeAbsentFrom(post) || mayChangeAbsence(asker, post.personId) !== true) return [];
    const deputies = held
      .filter((other) => mayStandInFor(post, other))
      .flatMap(({ id }) => names.get(id) ?? []);
    return [{ post: name, mine: asker.kind === 'person' && asker.personId === post.personId, deputies }];
  });
}

const beginAbsence: Handlers['beginAbsence'] = async (call, input) => {
  const { asker, now } = call;
  const may = mayListAbsences(asker);
  if (may !== true || asker.kind !== 'person') return refuse('staff-only');
  const today = dateOf(now);
  return call.write(async (tx): Promise<Outcome<{ absenceId: AbsenceId }, 'staff-only' | BeginRefusal>> => {
    await store.lockAbsences(tx);
    const held = await listHeldPosts(tx, today);
    const post = held.find(({ id }) => id === input.postId);
    if (!post || !mayBeAbsentFrom(post)) return refuse('post-not-absentable');
    const mayChange = mayChangeAbsence(asker, post.personId);
    if (mayChange !== true) return refuse(mayChange);
    const deputy = held.find(({ id }) => id === input.deputyPostId);
    const asked = { post, deputy, from: input.from, to: input.to };
    const decided = decideAbsence(asked, await store.listFrom(tx, today), held, today);
    if (!decided.ok) return decided;
    const id = newId<AbsenceId>();
    const absence = { id, postId: post.id, deputyPostId: input.deputyPostId, ...decided.value };
    await store.insertAbsence(tx, { ...absence, toldBy: asker.personId, toldAt: now });
    await tellDeputy(tx, absence, now);
    return ok({ absenceId: id });
  });
};

const endAbsence: Handlers['endAbsence'] = async (call, { absenceId }) => {
  const { asker, now } = call;
  const may = mayListAbsences(asker);
  if (may !== true || asker.kind !== 'person') return refuse('staff-only');
  const today = dateOf(now);
  type Refused = 'staff-only' | 'absence-not-yours' | 'absence-not-found';
  return call.write(async (tx): Promise<Outcome<{ absenceId: AbsenceId }, Refused>> => {
    await store.lockAbsences(tx);
    const absence = await store.findOpen(tx, absenceId, today);
    const post = absence && (await listHeldPosts(tx, today)).find(({ id }) => id === absence.postId);
    if (!absence || !post) return refuse('absence-not-found');
    const mayChange = mayChangeAbsence(asker, post.personId);
    if (mayChange !== true) return refuse(mayChange);
    await store.endAbsence(tx, absence.id, asker.personId, now);
    await tellDeputyOfEnding(tx, absence, now);
    return ok({ absenceId });
  });
};

// --- what others ask ---------------------------------------------------------------------------------------

async function listAway(tx: Tx, on: LocalDate): Promise<Absence[]> {
  return (await store.listFrom(tx, on)).filter((absence) => isAbsentOn(absence, on));
}

/** Who asks, with the posts they stand in for today. For whoever holds no post there is nothing to look up. */
export async function withLentPosts(
  database: Database,
  community: CommunityId,
  asker: Asker,
  now: Instant,
): Promise<Asker> {
  if (asker.kind !== 'person' || asker.posts.length === 0) return asker;
  const { posts } = asker;
  const lent = await database.read(community, (tx) => lentTo(tx, posts, dateOf(now)));
  return lent.length === 0 ? asker : { ...asker, posts: [...posts, ...lent] };
}

async function lentTo(tx: Tx, own: readonly HeldPost[], on: LocalDate): Promise<HeldPost[]> {
  const away = await listAway(tx, on);
  return away.length === 0 ? [] : lentPosts(own, away, await listHeldPosts(tx, on));
}

/** The posts a person acts under on a day: their own, and those they stand in for. */
export async function postsActedIn(tx: Tx, person: PersonId, on: LocalDate): Promise<HeldPost[]> {
  const own = await heldPosts(tx, person, on);
  return [...own, ...(await lentTo(tx, own, on))];
}

/** Every post held on a day, with who does its work that day. */
export async function listActing(tx: Tx, on: LocalDate): Promise<Acting<Post>[]> {
  return actingIn(await listHeldPosts(tx, on), await listAway(tx, on));
}

/** Who does the work of posts of one kind on a day, each person once. */
export async function listActingPersons(tx: Tx, on: LocalDate, kind: CommunityPostKind): Promise<PersonId[]> {
  const acting = (await listActing(tx, on)).filter(({ post }) => post.kind === kind);
  return [...new Set(acting.flatMap(({ personId }) => personId ?? []))];
}

/** Who is to be told what a post is told: the deputy while its holder is away, and the holder where there is none. */
export async function getReadersOf(
  tx: Tx,
  on: LocalDate,
  posts: readonly PostId[],
): Promise<ReadonlyMap<PostId, PersonId>> {
  if (posts.length === 0) return new Map();
  const acting = await listActing(tx, on);
  return new Map(
    acting
      .filter(({ post }) => posts.includes(post.id))
      .map(({ post, personId }) => [post.id, personId ?? post.personId]),
  );
}

/** The next absence of each of some posts that is not over on a day: under way, or to come. */
export async function getAbsencesOf(
  tx: Tx,
  on: LocalDate,
  named: readonly NamedPost[],
): Promise<ReadonlyMap<PostId, Away>> {
  const found = new Map<PostId, Away>();
  for (const absence of await store.listFrom(tx, on)) {
    const post = named.find(({ id }) => id === absence.postId);
    if (!post || found.has(post.id)) continue;
    found.set(
      post.id,
      awayOf(
        absence,
        post,
        named.find(({ id }) => id === absence.deputyPostId),
      ),
    );
  }
  return found;
}

async function listStoodInForBy(tx: Tx, deputy: PostId, on: LocalDate): Promise<Absence[]> {
  const held = new Set((await listHeldPosts(tx, on)).map(({ id }) => id));
  const open = await store.listFrom(tx, on);
  return open.filter(({ postId, deputyPostId }) => deputyPostId === deputy && held.has(postId));
}

/** For how many absences, under way or to come, a post stands in. */
export async function countStandingIn(tx: Tx, deputy: PostId, on: LocalDate): Promise<number> {
  return (await listStoodInForBy(tx, deputy, on)).length;
}

/**
 * Lets whoever receives a post's work stand in where it did, as far as they could have been chosen for it. Where not,
 * nobody stands in once the post has ended, and what comes up waits for the desk.
 */
export async function passStandingInOn(tx: Tx, from: PostId, receiver: Post, now: Instant): Promise<void> {
  const on = dateOf(now);
  await store.lockAbsences(tx);
  const held = await listHeldPosts(tx, on);
  for (const absence of await listStoodInForBy(tx, from, on)) {
    const post = held.find(({ id }) => id === absence.postId);
    if (!post) continue;
    const others = (await store.listFrom(tx, on)).filter(({ id }) => id !== absence.id);
    const begins = absence.absentFrom < on ? on : absence.absentFrom;
    const asked = { post, deputy: receiver, from: begins, to: addDays(absence.absentUntil, -1) };
    if (!decideAbsence(asked, others, held, on).ok) continue;
    await store.updateDeputy(tx, absence.id, receiver.id);
    await tellDeputy(tx, { ...absence, deputyPostId: receiver.id }, now);
  }
}

export const absenceHandlers = implement(absenceOperations, { listAbsences, beginAbsence, endAbsence });
