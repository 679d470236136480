import { sendNotices } from '../../channels/notice/notice.service.ts';
import type { Asker } from '../../kernel/asker.ts';
import type { Id } from '../../kernel/id.ts';
import { type Outcome, ok, refuse } from '../../kernel/outcome.ts';
import { addMs, dateOf, formatInstant } from '../../kernel/time.ts';
import { draftEntry } from '../../ledger/entry/entry.rules.ts';
import { appendEntries } from '../../ledger/entry/entry.service.ts';
import { listPostIds } from '../../people/post/post.service.ts';
import { type Call, type HandlersOf, implement } from '../../platform/call.ts';
import type { Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { usualLimits } from '../../platform/limits.ts';
import { chargeTallies } from '../../platform/tally.ts';
import { readerOf } from '../matter/matter.policy.ts';
import type { LoadedCase } from '../matter/matter-case.service.ts';
import { findCase } from '../matter/matter-view.service.ts';
import { type FlagPart, flagOperations, type ListedFlag } from './flag.contract.ts';
import { flagEntries } from './flag.entries.ts';
import { canDecide, mayDecideFlag, mayFlag, mayListFlags } from './flag.policy.ts';
import {
  badFaithCountsMs,
  checkFlag,
  countedUnder,
  judgeFlag,
  mayFlagAgain,
  noticesOfDecision,
  noticesOfFlag,
  readFlagged,
} from './flag.rules.ts';
import * as store from './flag.store.ts';
import { changePart, contentOf, listFlaggable, partsRead } from './flag-part.service.ts';

type Handlers = HandlersOf<typeof flagOperations>;

const rowsShown = 50;

type RaiseRefusal =
  | 'matter-not-found'
  | 'flag-part-missing'
  | 'flag-words-missing'
  | 'flagged-already'
  | 'flagged-too-often';

const raiseFlag: Handlers['raiseFlag'] = (call, input) =>
  call.write(async (tx): Promise<Outcome<{ flagId: Id<'flag'>; willBeTold: boolean }, RaiseRefusal>> => {
    const { matterId, reason } = input;
    const flagged = readFlagged(input.part);
    const loaded = await findCase(tx, matterId, call.now);
    if (!loaded) return refuse('matter-not-found');
    const reader = readerOf(call.asker, loaded.matter, loaded.facts);
    const may = mayFlag(reader, flagged, await partsRead(tx, call, loaded));
    if (may !== true) return refuse(may);
    const words = input.words === '' ? null : input.words;
    const enough = checkFlag({ reason, words });
    if (!enough.ok) return enough;
    const personId = personOf(call.asker);
    const again = await countFlag(tx, call, personId);
    if (!again.ok) return again;
    const open = await store.listOpenOn(tx, matterId, flagged);
    if (personId !== null && open.some((flag) => flag.personId === personId))
      return refuse('flagged-already');
    const flagId = newId<Id<'flag'>>();
    await store.insertFlag(tx, { id: flagId, matterId, ...flagged, reason, words, personId, at: call.now });
    // The desk is told of what is flagged, not of everybody who flags it.
    const desk = open.length > 0 ? [] : await listPostIds(tx, dateOf(call.now), 'desk');
    await sendNotices(tx, noticesOfFlag({ matterId, number: loaded.matter.number }, desk), call.now);
    return ok({ flagId, willBeTold: personId !== null });
  });

async function countFlag(
  tx: Tx,
  call: Call,
  personId: Id<'person'> | null,
): Promise<Outcome<true, 'flagged-too-often'>> {
  const before = await chargeTallies(tx, call, [countedUnder(personId, call.sender)]);
  const badFaith = personId === null ? 0 : await badFaithOf(tx, call, personId);
  return mayFlagAgain(before, badFaith, (call.platform.limits ?? usualLimits).times, call.now);
}

function badFaithOf(tx: Tx, { now }: Pick<Call, 'now'>, personId: Id<'person'>): Promise<number> {
  return store.countBadFaith(tx, personId, addMs(now, -badFaithCountsMs));
}

function personOf(asker: Asker): Id<'person'> | null {
  return asker.kind === 'person' ? asker.personId : null;
}

const listFlags: Handlers['listFlags'] = async (call, input) => {
  const may = mayListFlags(call.asker);
  if (may !== true) return refuse(may);
  return call.read(async (tx) => {
    const listed = await store.listFlags(tx, input.limit ?? rowsShown);
    const rows: ListedFlag[] = [];
    for (const flag of listed) rows.push(await viewFlag(tx, call, flag));
    return ok({ rows, open: await store.countOpen(tx) });
  });
};

async function viewFlag(tx: Tx, call: Call, flag: store.FlagRow): Promise<ListedFlag> {
  const loaded = await caseOf(tx, call, flag);
  const { id, matterId, part, reason, words, state, personId, decidedAt, decisionWords, badFaith } = flag;
  return {
    ...{ id, matterId, part, reason, words, state },
    number: loaded.matter.number,
    ...(await contentOf(tx, loaded, flag)),
    at: formatInstant(flag.at),
    willBeTold: personId !== null,
    badFaithBefore: personId === null ? 0 : await badFaithOf(tx, call, personId),
    decision:
      decidedAt === null ? null : { at: formatInstant(decidedAt), words: decisionWords ?? '', badFaith },
    can: {
      hide: canDecide(call.asker, flag, 'hide'),
      keep: canDecide(call.asker, flag, 'keep'),
    },
  };
}

async function caseOf(tx: Tx, { now }: Call, { matterId }: { matterId: Id<'matter'> }): Promise<LoadedCase> {
  const loaded = await findCase(tx, matterId, now);
  if (!loaded) throw new Error('a flag without its matter');
  return loaded;
}

type DecideRefusal =
  | 'desk-only'
  | 'flag-not-found'
  | 'flag-decided-already'
  | 'title-missing'
  | 'title-stays-changed';

const decideFlag: Handlers['decideFlag'] = async (call, input) => {
  const may = mayDecideFlag(call.asker);
  if (may !== true) return refuse(may);
  return call.write(async (tx): Promise<Outcome<ListedFlag, DecideRefusal>> => {
    const flag = await store.lockFlag(tx, input.flagId);
    if (!flag) return refuse('flag-not-found');
    const judged = judgeFlag({ flag, ...input });
    if (!judged.ok) return judged;
    const { state, change } = judged.value;
    const others = await store.listOpenOn(tx, flag.matterId, flag);
    const answered = [flag, ...others.filter(({ id }) => id !== flag.id)];
    await store.updateDecided(
      tx,
      answered.map(({ id }) => id),
      {
        state,
        at: call.now,
        postId: deskPost(call),
        words: input.words,
        badFaith: input.badFaith ? flag.id : null,
      },
    );
    const { matter } = await caseOf(tx, call, flag);
    if (change !== 'none') await changeShown(tx, call, { flag, change, ...input });
    const flaggers = answered.flatMap(({ personId }) => personId ?? []);
    const about = { matterId: flag.matterId, number: matter.number };
    await sendNotices(tx, noticesOfDecision(about, { state, words: input.words }, flaggers), call.now);
    const after = await store.lockFlag(tx, flag.id);
    return after ? ok(await viewFlag(tx, call, after)) : refuse('flag-not-found');
  });
};

type ShownChange = {
  flag: store.FlagRow;
  change: 'hide' | 'show';
  words: string;
  newTitle: string | null;
};

/** What the public sees changes together with the record that it did. */
async function changeShown(
  tx: Tx,
  call: Call,
  { flag, change, words, newTitle }: ShownChange,
): Promise<void> {
  const { part, reason } = flag;
  const { number } = await changePart(tx, call, { flag, change, newTitle });
  const entry = change === 'hide' ? flagEntries.hidden : flagEntries.shown;
  const facts: { part: FlagPart; reason: typeof reason } = { part, reason };
  await appendEntries(tx, [
    draftEntry(entry, { number, occurredAt: call.now, facts, privateValues: { words } }),
  ]);
}

function deskPost({ asker }: Call): Id<'post'> | null {
  if (asker.kind !== 'person') return null;
  return asker.posts.find(({ kind }) => kind === 'desk')?.id ?? null;
}

export const flagHandlers = implement(flagOperations, { listFlaggable, raiseFlag, listFlags, decideFlag });

/** Takes away what somebody wrote when they pointed something out, and that it was they. */
export function stripFlags(tx: Tx, personId: Id<'person'>, instead: string): Promise<void> {
  return store.stripFlags(tx, personId, instead);
}

/** Takes away who objected to what was shown of these matters, and the words of both sides. */
export function stripFlagsOn(tx: Tx, matterIds: readonly Id<'matter'>[], instead: string): Promise<void> {
  return store.stripFlagsOn(tx, matterIds, instead);
}
