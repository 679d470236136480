import { sendNotices } from '../../channels/notice/notice.service.ts';
import { hideWords, listWords, readWords } from '../../collect/report/report-words.service.ts';
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
import {
  type Flagged,
  type FlagPart,
  type FlagReason,
  flagOperations,
  type ListedFlag,
  type Owner,
} from './flag.contract.ts';
import { flagEntries } from './flag.entries.ts';
import { canDecide, mayDecideFlag, mayFlag, mayFlagWords, mayListFlags } from './flag.policy.ts';
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
import { changePart, contentOf, listFlaggable, partsRead, viewWords } from './flag-part.service.ts';

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
    const { number } = loaded.matter;
    return takeFlag(call, tx, {
      of: { matterId, reportId: null },
      number,
      flagged,
      reason,
      words: input.words,
    });
  });

type WordsRefusal = Exclude<RaiseRefusal, 'matter-not-found'> | 'report-not-found';

const raiseWordsFlag: Handlers['raiseWordsFlag'] = (call, input) =>
  call.write(async (tx): Promise<Outcome<{ flagId: Id<'flag'>; willBeTold: boolean }, WordsRefusal>> => {
    const { reportId, reason } = input;
    const flagged = readFlagged(input.part);
    const read = await readWords(tx, call.asker, reportId);
    if (!read) return refuse('report-not-found');
    const may = mayFlagWords(
      read.reader,
      read.words.find(({ id }) => id === flagged.sourceId),
    );
    if (may !== true) return refuse(may);
    const { number } = read.report;
    return takeFlag(call, tx, {
      of: { matterId: null, reportId },
      number,
      flagged,
      reason,
      words: input.words,
    });
  });

type Raised = {
  of: Owner;
  number: string;
  flagged: Flagged;
  reason: FlagReason;
  words: string | null;
};

/** Writes down what somebody who may flags, and tells the desk of it. */
async function takeFlag(
  call: Call,
  tx: Tx,
  raised: Raised,
): Promise<
  Outcome<
    { flagId: Id<'flag'>; willBeTold: boolean },
    'flag-words-missing' | 'flagged-already' | 'flagged-too-often'
  >
> {
  const { of, number, flagged, reason } = raised;
  const words = raised.words === '' ? null : raised.words;
  const enough = checkFlag({ reason, words });
  if (!enough.ok) return enough;
  const personId = personOf(call.asker);
  const again = await countFlag(tx, call, personId);
  if (!again.ok) return again;
  const open = await store.listOpenOn(tx, of, flagged);
  if (personId !== null && open.some((flag) => flag.personId === personId)) return refuse('flagged-already');
  const flagId = newId<Id<'flag'>>();
  await store.insertFlag(tx, { id: flagId, ...of, ...flagged, reason, words, personId, at: call.now });
  // The desk is told of what is flagged, not of everybody who flags it.
  const desk = open.length > 0 ? [] : await listPostIds(tx, dateOf(call.now), 'desk');
  await sendNotices(tx, noticesOfFlag({ ...of, number }, desk), call.now);
  return ok({ flagId, willBeTold: personId !== null });
}

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
  const of = ownerOf(flag);
  const { id, part, reason, words, state, personId, decidedAt, decisionWords, badFaith } = flag;
  return {
    ...{ id, part, reason, words, state, ...of },
    ...(of.matterId === null
      ? await wordsOf(tx, of.reportId, flag)
      : await partOf(tx, call, of.matterId, flag)),
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

/** What stands in the flagged part of a matter, and the matter's number. */
async function partOf(tx: Tx, call: Call, matterId: Id<'matter'>, flag: store.FlagRow) {
  const loaded = await caseOf(tx, call, matterId);
  return { number: loaded.matter.number, ...(await contentOf(tx, loaded, flag)) };
}

/** What was said about a report there, hidden or not, and the report's number. */
async function wordsOf(tx: Tx, reportId: Id<'report'>, { sourceId }: store.FlagRow) {
  const { number, words } = await listWords(tx, reportId);
  return { number, content: words.find(({ id }) => id === sourceId)?.text ?? null, photoId: null };
}

function ownerOf({ matterId, reportId }: store.FlagRow): Owner {
  if (matterId !== null) return { matterId, reportId: null };
  if (reportId === null) throw new Error('a flag on nothing');
  return { matterId: null, reportId };
}

async function caseOf(tx: Tx, { now }: Call, matterId: Id<'matter'>): Promise<LoadedCase> {
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
    const of = ownerOf(flag);
    const others = await store.listOpenOn(tx, of, flag);
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
    const { number } = await viewFlag(tx, call, flag);
    if (change !== 'none') await changeShown(tx, call, { flag, number, change, ...input });
    const flaggers = answered.flatMap(({ personId }) => personId ?? []);
    const about = { ...of, number };
    await sendNotices(tx, noticesOfDecision(about, { state, words: input.words }, flaggers), call.now);
    const after = await store.lockFlag(tx, flag.id);
    return after ? ok(await viewFlag(tx, call, after)) : refuse('flag-not-found');
  });
};

type ShownChange = {
  flag: store.FlagRow;
  number: string;
  change: 'hide' | 'show';
  words: string;
  newTitle: string | null;
};

/** What the public sees changes together with the record that it did. */
async function changeShown(
  tx: Tx,
  call: Call,
  { flag, number, change, words, newTitle }: ShownChange,
): Promise<void> {
  const { part, reason, matterId, sourceId } = flag;
  if (matterId !== null) await changePart(tx, call, { flag: { ...flag, matterId }, change, newTitle });
  else if (sourceId !== null) await hideWords(tx, sourceId, change === 'hide' ? call.now : null);
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

const listFlaggableWords: Handlers['listFlaggableWords'] = (call, { reportId }) =>
  call.read(async (tx) => {
    const read = await readWords(tx, call.asker, reportId);
    if (!read) return refuse('report-not-found');
    const { reader, words } = read;
    return ok({ parts: words.filter((said) => mayFlagWords(reader, said) === true).map(viewWords) });
  });

export const flagHandlers = implement(flagOperations, {
  ...{ listFlaggable, raiseFlag, listFlaggableWords, raiseWordsFlag },
  ...{ listFlags, decideFlag },
});

/** Takes away what somebody wrote when they pointed something out, and that it was they. */
export function stripFlags(tx: Tx, personId: Id<'person'>, instead: string): Promise<void> {
  return store.stripFlags(tx, personId, instead);
}

/** Takes away who objected to what was shown of these matters and said about these reports, and the words of both sides. */
export function stripFlagsOn(
  tx: Tx,
  of: Parameters<typeof store.stripFlagsOn>[1],
  instead: string,
): Promise<void> {
  return store.stripFlagsOn(tx, of, instead);
}
