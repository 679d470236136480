import { addDays, atMinute, dateOf, type Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/database.ts';
import { enqueue } from '../../platform/outbox.ts';
import { getPersonNames } from '../person/person.service.ts';
import type { CommunityPostKind, Post, PostId } from '../post/post.contract.ts';
import { isHeldOn } from '../post/post.rules.ts';
import { findPost } from '../post/post.service.ts';
import {
  type Absence,
  type Away,
  type DeputyTurn,
  type DeputyTurnPayload,
  deputyTurnJob,
} from './absence.contract.ts';
import { isStillSo, spanDays, turnOfEnding, turnsOf } from './absence.rules.ts';
import * as store from './absence.store.ts';

type Told = Pick<Absence, 'id' | 'deputyPostId' | 'absentFrom' | 'absentUntil'>;

/** Has whoever stands in told: now, on its first day, and when it is over. */
export async function tellDeputy(tx: Tx, absence: Told, now: Instant): Promise<void> {
  const today = dateOf(now);
  for (const { turn, on } of turnsOf(absence, today)) {
    const runAt = on === today ? now : atMinute(on, 0);
    await write(tx, absence, { turn, early: false }, runAt, now);
  }
}

/** Has whoever stood in, or was to, told that an absence was ended before its last day. */
export function tellDeputyOfEnding(tx: Tx, absence: Told, now: Instant): Promise<void> {
  return write(tx, absence, { turn: turnOfEnding(absence, dateOf(now)), early: true }, now, now);
}

async function write(
  tx: Tx,
  { id: absenceId, deputyPostId }: Told,
  what: Pick<DeputyTurnPayload, 'turn' | 'early'>,
  runAt: Instant,
  now: Instant,
): Promise<void> {
  const payload: DeputyTurnPayload = { absenceId, deputyPostId, ...what };
  await enqueue(tx, { kind: deputyTurnJob, payload, runAt, now });
}

/** What there is to tell a deputy: whose post, of what kind, from which day to which. */
export type StandingIn = Pick<Away, 'holder' | 'from' | 'to'> & { kind: CommunityPostKind; deputy: PostId };

/** What a job has to tell; nothing where it is not so any more, or the deputy's own post has ended. */
export async function findTurn(
  tx: Tx,
  { absenceId, deputyPostId, turn, early }: DeputyTurnPayload,
  now: Instant,
): Promise<StandingIn | undefined> {
  const absence = await store.findAny(tx, absenceId);
  if (!absence || !isStillSo(absence, { deputyPostId, early })) return undefined;
  const [post, deputy] = [await findPost(tx, absence.postId), await findPost(tx, deputyPostId)];
  const today = dateOf(now);
  if (!post || !deputy || !isHeldOn(deputy, today)) return undefined;
  // From a post that has ended nobody is away any more: that was said when it ended, unless its last day was over.
  const lastDay = turn === 'ends' && !early ? addDays(absence.absentUntil, -1) : today;
  if (!isHeldOn(post, lastDay)) return undefined;
  return describe(tx, absence, post);
}

async function describe(tx: Tx, absence: Absence, { personId, kind }: Post): Promise<StandingIn> {
  const holder = (await getPersonNames(tx, [personId])).get(personId) ?? '';
  return { holder, kind, deputy: absence.deputyPostId, ...spanDays(absence) };
}

/** What there is to tell whoever stood in for a post that has ended, or was to: nobody is away from it any more. */
export async function findOver(
  tx: Tx,
  postId: PostId,
  now: Instant,
): Promise<(StandingIn & Pick<Absence, 'id'> & { turn: DeputyTurn })[]> {
  const post = await findPost(tx, postId);
  if (!post || post.heldUntil === null) return [];
  const on = post.heldUntil;
  const over = (await store.listFrom(tx, on)).filter((absence) => absence.postId === postId);
  const told = await Promise.all(
    over.map(async (absence) => {
      const deputy = await findPost(tx, absence.deputyPostId);
      if (!deputy || !isHeldOn(deputy, dateOf(now))) return [];
      const { id } = absence;
      return [{ id, turn: turnOfEnding(absence, on), ...(await describe(tx, absence, post)) }];
    }),
  );
  return told.flat();
}
