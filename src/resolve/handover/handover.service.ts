import type { RefusalOf } from '../../kernel/operation.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { dateOf } from '../../kernel/time.ts';
import { countStandingIn, getAbsencesOf, passStandingInOn } from '../../people/absence/absence.service.ts';
import type { PersonId } from '../../people/person/person.contract.ts';
import type { Post } from '../../people/post/post.contract.ts';
import { mayAppoint } from '../../people/post/post.policy.ts';
import {
  appoint,
  closePost,
  findPost,
  listHeldPosts,
  lockAdministrators,
  namePosts,
} from '../../people/post/post.service.ts';
import { asDeclared, type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { decideHandOver } from '../matter/matter.handover.rules.ts';
import { changeMatter } from '../matter/matter-change.service.ts';
import { handlerOf, listHandledBy } from '../matter/matter-handler.service.ts';
import { type Handover, type HandoverWay, handoverOperations, type Receiver } from './handover.contract.ts';
import { mayHandOver, mayReceiveFrom, maySeeHandover } from './handover.policy.ts';
import { checkConfirmed, goesOn, type HandedTo, mayReceive, readReceiver, seenOf } from './handover.rules.ts';

type Handlers = HandlersOf<typeof handoverOperations>;
type Made = Awaited<ReturnType<Handlers['makeHandover']>>;

const hasEnded = ({ heldUntil }: Post) => heldUntil !== null;

const getHandover: Handlers['getHandover'] = async (call, { postId }) => {
  const may = maySeeHandover(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => {
    const post = await findPost(tx, postId);
    if (!post) return refuse('post-unknown');
    const held = await listHeldPosts(tx, dateOf(call.now));
    const [named] = await namePosts(tx, [post], call.locale);
    if (!named) throw new Error('a post without a name');
    const open = await countOpen(call, tx, post);
    const { id, kind, holder, covers } = named;
    const ended = hasEnded(post);
    const administrators = held.filter((one) => one.kind === 'administrator').length;
    const can = (way: HandoverWay) => mayHandOver(call.asker, { kind, ended, administrators }, way);
    return ok({
      post: { id, kind, name: holder.name, covers: covers?.name ?? null, ended },
      open,
      seen: seenOf(open),
      receivers: await receiversOf(call, tx, post, held),
      can: { post: can('post'), person: can('person'), nobody: can('nobody') },
    });
  });
};

async function countOpen(call: Call, tx: Tx, post: Post): Promise<Handover['open']> {
  const handled = await listHandledBy(tx, post.id);
  const main = handled.filter(({ isMain }) => isMain).length;
  const standsIn = await countStandingIn(tx, post.id, dateOf(call.now));
  return { main, assisting: handled.length - main, standsIn };
}

async function receiversOf(call: Call, tx: Tx, post: Post, held: readonly Post[]): Promise<Receiver[]> {
  const fit = held.filter(
    (one) => mayReceive(post, one) && mayReceiveFrom(call.asker, goesOn(post, one)) === true,
  );
  const named = await namePosts(tx, held, call.locale);
  const absences = await getAbsencesOf(tx, dateOf(call.now), named);
  return fit.flatMap((receiver) => {
    const found = named.find(({ id }) => id === receiver.id);
    if (!found) return [];
    const { id, kind, holder, covers } = found;
    const away = absences.get(id) ?? null;
    return [
      { id, kind, name: holder.name, covers: covers?.name ?? null, away, goesOn: goesOn(post, receiver) },
    ];
  });
}

/** All or nothing: the successor's post, the end of the old one, and every matter with its entry and its notices. */
const makeHandover: Handlers['makeHandover'] = async (call, input) => {
  const may = maySeeHandover(call.asker);
  if (may !== true) return refuse(may);
  const today = dateOf(call.now);
  return call.write(async (tx): Promise<Made> => {
    // Locks as well: of two who hand the same post over, the second finds it done.
    const administrators = await lockAdministrators(tx, today);
    const post = await findPost(tx, input.postId);
    if (!post) return refuse('post-unknown');
    const ended = hasEnded(post);
    const to = readReceiver(input.to);
    const allowed = mayHandOver(call.asker, { kind: post.kind, ended, administrators }, to.way);
    if (allowed !== true) return refuse(allowed);
    const confirmed = checkConfirmed(await countOpen(call, tx, post), input.seen, ended);
    if (!confirmed.ok) return confirmed;
    const found = await findReceiver(call, tx, post, to);
    if (!found.ok) return found;
    const receiver = found.value;
    if (!ended)
      await closePost(tx, post.id, call.now, call.asker.kind === 'person' ? call.asker.personId : null);
    if (receiver === null) return ok({ postId: post.id, receiverPostId: null, matters: 0 });
    await passStandingInOn(tx, post.id, receiver, call.now);
    const matters = await handMattersOver(call, tx, post, receiver, input.reason);
    return matters.ok
      ? ok({ postId: post.id, receiverPostId: receiver.id, matters: matters.value })
      : matters;
  });
};

type FindRefusal = 'receiver-unfit' | 'administrator-only' | 'desk-only' | 'person-unknown' | 'already-held';

/** The post that receives: one that is held, or one that is given for it. Null where the desk gives it on. */
async function findReceiver(
  call: Call,
  tx: Tx,
  post: Post,
  to: HandedTo,
): Promise<Outcome<Post | null, FindRefusal>> {
  if (to.way === 'nobody') return ok(null);
  if (to.way === 'person') return appointSuccessor(call, tx, post, to.personId);
  const held = await listHeldPosts(tx, dateOf(call.now));
  const receiver = held.find(({ id }) => id === to.postId);
  if (!receiver || !mayReceive(post, receiver)) return refuse('receiver-unfit');
  const may = mayReceiveFrom(call.asker, goesOn(post, receiver));
  return may === true ? ok(receiver) : refuse(may);
}

async function appointSuccessor(
  call: Call,
  tx: Tx,
  post: Post,
  personId: PersonId,
): Promise<Outcome<Post, FindRefusal>> {
  const may = mayAppoint(call.asker);
  if (may !== true) return refuse(may);
  const today = dateOf(call.now);
  const appointed = await appoint(tx, {
    ...{ personId, kind: post.kind, heldFrom: today },
    stairwellId: post.stairwellId ?? undefined,
    organisationId: post.organisationId ?? undefined,
    appointedBy: call.asker.kind === 'person' ? call.asker.personId : null,
  });
  if (appointed.ok) {
    const successor = await findPost(tx, appointed.value);
    if (!successor) throw new Error('a post vanished in its own transaction');
    return ok(successor);
  }
  const { code } = appointed.refusal;
  if (code === 'person-unknown' || code === 'already-held') return refuse(code);
  throw new Error(`a post that is held could not be given again: ${code}`);
}

/** Each matter as its own change: locked, allowed, decided, written with its entry and what has to be told. */
async function handMattersOver(
  call: Call,
  tx: Tx,
  from: Post,
  receiver: Post,
  reason: string,
): Promise<Outcome<number, RefusalOf<typeof handoverOperations.makeHandover>>> {
  const handled = await listHandledBy(tx, from.id);
  const to = handlerOf(receiver);
  for (const { id } of handled) {
    const changed = await changeMatter(call, tx, {
      matterId: id,
      action: 'hand-over',
      decide: (subject) =>
        decideHandOver(subject, { from: from.id, to, goesOn: goesOn(from, receiver), reason }),
    });
    if (!changed.ok) return asDeclared(handoverOperations.makeHandover, changed);
  }
  return ok(handled.length);
}

export const handoverHandlers = implement(handoverOperations, { getHandover, makeHandover });
