import type { HeldPost } from '../../kernel/asker.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addDays, daysBetween, type LocalDate } from '../../kernel/time.ts';
import type { PersonId } from '../person/person.contract.ts';
import type { CommunityPostKind, Post, PostId } from '../post/post.contract.ts';
import { toHeldPost } from '../post/post.rules.ts';
import {
  type Absence,
  type BeginRefusal,
  type DeputyTurn,
  type DeputyTurnPayload,
  maxAbsentDays,
} from './absence.contract.ts';

type Held = Pick<Post, 'id' | 'kind' | 'personId' | 'stairwellId' | 'organisationId'>;
type Span = Pick<Absence, 'absentFrom' | 'absentUntil'>;
type Standing = Pick<Absence, 'postId' | 'deputyPostId'>;

/**
 * By which posts one can stand in for a post. Nobody comes to residents' affairs whose own post is far from them: the
 * desk reads more than everybody else, so only the desk or who keeps the register stands in for it. The
 * administrator's own rights, to give posts and to end them, are not lent.
 */
const standIns: Readonly<Record<CommunityPostKind, readonly CommunityPostKind[]>> = {
  administrator: [],
  desk: ['desk', 'administrator'],
  captain: ['captain', 'chair', 'desk'],
  chair: ['captain', 'desk'],
  handler: ['handler', 'desk'],
};

/** Whether a post is one that others can stand in for. */
export function mayBeAbsentFrom({ kind }: Pick<Post, 'kind'>): boolean {
  return standIns[kind].length > 0;
}

/**
 * Whether one post can stand in for another: held by somebody else, and of a kind that fits. Among handlers it is a
 * colleague: what a reporter told one company is not another's to read (个人信息保护法 23).
 */
export function mayStandInFor(post: Held, deputy: Held): boolean {
  if (deputy.personId === post.personId || !standIns[post.kind].includes(deputy.kind)) return false;
  return deputy.kind !== 'handler' || deputy.organisationId === post.organisationId;
}

/** Whether an absence covers a day: from its first day up to but not including the first day back. */
export function isAbsentOn(absence: Span, on: LocalDate): boolean {
  return absence.absentFrom <= on && on < absence.absentUntil;
}

/**
 * What a deputy is told who stands in from now on, and on which day: at once that it begins, or that it will, and
 * then on its first day; and that it is over on the first day the other is back.
 */
export function turnsOf(absence: Span, today: LocalDate): { turn: DeputyTurn; on: LocalDate }[] {
  const { absentFrom, absentUntil } = absence;
  const over = { turn: 'ends', on: absentUntil } as const;
  if (isAbsentOn(absence, today)) return [{ turn: 'begins', on: today }, over];
  return [{ turn: 'chosen', on: today }, { turn: 'begins', on: absentFrom }, over];
}

/** What a deputy is told when an absence is ended before its last day. */
export function turnOfEnding(absence: Span, today: LocalDate): DeputyTurn {
  return isAbsentOn(absence, today) ? 'ends' : 'called-off';
}

/** Whether what is to be told is still so: nobody else stands in by now, and what was planned was not ended early. */
export function isStillSo(
  absence: Pick<Absence, 'deputyPostId'> & { ended: boolean },
  told: Pick<DeputyTurnPayload, 'deputyPostId' | 'early'>,
): boolean {
  return absence.deputyPostId === told.deputyPostId && absence.ended === told.early;
}

/** Its first and last day, as people say them. */
export function spanDays({ absentFrom, absentUntil }: Span): { from: LocalDate; to: LocalDate } {
  return { from: absentFrom, to: addDays(absentUntil, -1) };
}

function overlap(a: Span, b: Span): boolean {
  return a.absentFrom < b.absentUntil && b.absentFrom < a.absentUntil;
}

/**
 * Decides on an absence: its days; that no other absence of this post falls into them; that whoever stands in fits
 * and is there; and that whoever leaves is not standing in for somebody. Judged by persons, whatever posts they
 * hold, so that there is neither a chain of deputies nor a circle.
 */
export function decideAbsence(
  asked: { post: Held; deputy: Held | undefined; from: LocalDate; to: LocalDate },
  others: readonly Absence[],
  held: readonly Held[],
  today: LocalDate,
): Outcome<Span, BeginRefusal> {
  const { post, deputy, from, to } = asked;
  const days = daysBetween(from, to) + 1;
  if (from < today || days < 1 || days > maxAbsentDays) return refuse('days-wrong');
  if (!deputy || !mayStandInFor(post, deputy)) return refuse('deputy-unfit');
  const span = { absentFrom: from, absentUntil: addDays(to, 1) };
  const during = others.filter((other) => overlap(other, span));
  if (during.some(({ postId }) => postId === post.id)) return refuse('absent-already');
  const holderOf = (id: PostId) => held.find((one) => one.id === id)?.personId;
  if (during.some(({ postId }) => holderOf(postId) === deputy.personId)) return refuse('deputy-absent');
  if (during.some(({ deputyPostId }) => holderOf(deputyPostId) === post.personId)) {
    return refuse('stands-in-then');
  }
  return ok(span);
}

/**
 * The posts of absent colleagues that somebody stands in for, by posts of their own that are in force. A session
 * that was opened by a text message puts the desk's and the handlers' posts out of force; no post that needs the
 * password can be stood in for by one that does not, so it lends none of their rights either.
 */
export function lentPosts(
  own: readonly HeldPost[],
  away: readonly Standing[],
  held: readonly Held[],
): HeldPost[] {
  const mine = new Set(own.map(({ id }) => id));
  const lent = away.filter(({ deputyPostId, postId }) => mine.has(deputyPostId) && !mine.has(postId));
  return lent.flatMap(({ postId }) =>
    held.filter(({ id }) => id === postId).map((post) => ({ ...toHeldPost(post), lent: true as const })),
  );
}

/** A post that is held, and who does its work that day: its holder, the deputy, or nobody if that one's post ended. */
export type Acting<One extends Held = Held> = { post: One; personId: PersonId | null };

/** Who does the work of each post that is held, on a day whose absences are given. */
export function actingIn<One extends Held>(held: readonly One[], away: readonly Standing[]): Acting<One>[] {
  return held.map((post) => {
    const absence = away.find(({ postId }) => postId === post.id);
    if (!absence) return { post, personId: post.personId };
    return { post, personId: held.find(({ id }) => id === absence.deputyPostId)?.personId ?? null };
  });
}
