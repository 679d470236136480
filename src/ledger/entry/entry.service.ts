import { createHash, randomBytes } from 'node:crypto';
import type { CommunityId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Clock } from '../../platform/clock.ts';
import { atOnce, type Database, type Say, type Tx } from '../../platform/database.ts';
import { newId } from '../../platform/ids.ts';
import { hashLeaf } from '../tree/hashing.ts';
import { type Entry, type EntryDraft, type EntryId, saltBytes } from './entry.contract.ts';
import {
  completeEnvelope,
  envelopeBytes,
  makeCommitment,
  nextRecordedAt,
  parseEnvelope,
} from './entry.rules.ts';
import {
  countPending,
  deleteSaltsOfEntry,
  deleteSaltsOfNumber,
  type EntryRow,
  findLast,
  insertEntries,
  insertPending,
  insertSalts,
  lockCursor,
  lockSequencing,
  movePendingToFront,
  type PendingFigures,
  type PendingRow,
  selectById,
  selectByNumber,
  selectCommunitiesWithUnread,
  selectCursor,
  selectEnvelopes,
  selectFrom,
  selectLeafHashes,
  selectPendingByNumber,
  selectSalts,
  takePending,
  updateCursor,
  type WaitingRow,
} from './entry.store.ts';

/** The server's SHA-256, for the rules that take one. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

/**
 * Records what the caller's transaction does: the entries wait in pending, in this order, and exist only if the
 * transaction commits. Gives their ids, by which a receipt asks for them later. An entry that cannot become a
 * leaf throws here, in front of its writer, and never reaches the sequencer. Whoever appends once and reads none of
 * it may have it said with the commit.
 */
export async function appendEntries(
  tx: Tx,
  drafts: readonly EntryDraft[],
  say: Say = atOnce,
): Promise<EntryId[]> {
  if (drafts.length === 0) return [];
  const sealed = drafts.map((draft) => seal(tx.community, draft));
  const salts = sealed.flatMap((one) => one.salts);
  await Promise.all([
    say(
      insertPending(
        tx,
        sealed.map((one) => one.pending),
      ),
    ),
    salts.length > 0 ? say(insertSalts(tx, salts)) : undefined,
  ]);
  return sealed.map((one) => one.pending.id);
}

/** Records an entry before all that wait already: what a log says of itself comes first in it. */
export async function appendFirst(tx: Tx, draft: EntryDraft): Promise<EntryId> {
  const [id] = await appendEntries(tx, [draft]);
  if (!id) throw new Error('an entry was not recorded');
  await movePendingToFront(tx, id);
  return id;
}

function seal(community: CommunityId, draft: EntryDraft) {
  const { type, number, occurredAt, facts } = draft;
  const entryId = newId<EntryId>();
  const salts = Object.keys(draft.privateValues).map((name) => ({
    entryId,
    name,
    salt: randomBytes(saltBytes),
  }));
  const commitments = Object.fromEntries(
    salts.map(({ name, salt }) => [name, makeCommitment(sha256, salt, draft.privateValues[name] ?? null)]),
  );
  // Instants have one length, so any of them tells whether the envelope will fit.
  envelopeBytes(completeEnvelope(community, draft, commitments, occurredAt));
  return { pending: { id: entryId, type, number, occurredAt, facts, commitments }, salts };
}

/**
 * One round of the sequencer: numbers what is pending in one community, stamps recordedAt, and gives how many
 * entries it recorded (0: nothing was waiting). Safe in any number of processes at once, and safe to lose at any
 * moment: the round is one transaction, under a lock that dies with it. A writer who commits late simply gets
 * the next index; entries of writers that waited for each other keep that order.
 */
export function sequence(
  database: Database,
  community: CommunityId,
  clock: Clock,
  limit = 1000,
): Promise<number> {
  return database.write(community, (tx) => recordPending(tx, clock, limit));
}

/** Holds off every other sequencer of this community until the transaction ends. */
export function holdSequencing(tx: Tx): Promise<void> {
  return lockSequencing(tx);
}

/**
 * A round within the caller's transaction, to which the lock belongs from then on: what the caller does with the
 * entries, no other sequencer does at the same time.
 */
export async function recordPending(tx: Tx, clock: Clock, limit: number): Promise<number> {
  // In one message: each statement sees what is there once the one before it is done, the lock first of all.
  const [, taken, last] = await Promise.all([lockSequencing(tx), takePending(tx, limit), findLast(tx)]);
  if (taken.length === 0) return 0;
  // The clock is read behind the lock: what was asked before waiting would be older than the entries themselves.
  const recordedAt = nextRecordedAt(clock.now(), last?.recordedAt);
  const first = last ? last.index + 1 : 0;
  const entries = taken.map((pending, i) => record(tx.community, pending, first + i, recordedAt));
  await insertEntries(tx, entries);
  return entries.length;
}

function record(community: CommunityId, pending: PendingRow, index: number, recordedAt: Instant): EntryRow {
  const bytes = envelopeBytes(completeEnvelope(community, pending, pending.commitments, recordedAt));
  const { id, type, number, occurredAt } = pending;
  const envelope = new TextDecoder().decode(bytes);
  return { index, id, type, number, occurredAt, recordedAt, envelope, leafHash: hashLeaf(sha256, bytes) };
}

/** The recorded entries of one number, oldest first. What still waits for its index is not among them. */
export async function listEntries(tx: Tx, which: { number: string }): Promise<Entry[]> {
  return (await selectByNumber(tx, which.number)).map(entryFrom);
}

/** What stands in the log under one number, as it was written and without reading it: somebody may have been at it. */
export async function listRecorded(
  tx: Tx,
  which: { number: string },
): Promise<Omit<EntryRow, 'id' | 'leafHash'>[]> {
  const found = await selectByNumber(tx, which.number);
  return found.map(({ index, type, number, occurredAt, recordedAt, envelope }) => ({
    ...{ index, type, number, occurredAt, recordedAt, envelope },
  }));
}

/** What of one number waits for its index: a moment as a rule, longer where the log stands still. */
export function listWaiting(tx: Tx, which: { number: string }): Promise<WaitingRow[]> {
  return selectPendingByNumber(tx, which.number);
}

/** The index of the last recorded entry; -1 while there is none. */
export async function lastIndex(tx: Tx): Promise<number> {
  return (await findLast(tx))?.index ?? -1;
}

/** How many entries wait for their index, and since when the oldest of them does. */
export function pendingFigures(tx: Tx): Promise<PendingFigures> {
  return countPending(tx);
}

/** At most `limit` recorded entries from an index on, without gaps. */
export async function readEntries(tx: Tx, from: number, limit: number): Promise<Entry[]> {
  return (await selectFrom(tx, from, limit)).map(entryFrom);
}

/** The leaf hashes of at most `limit` entries from an index on. */
export async function readLeafHashes(tx: Tx, from: number, limit: number): Promise<Uint8Array[]> {
  return (await selectLeafHashes(tx, from, limit)).map(({ leafHash }) => leafHash);
}

/** The envelopes of at most `limit` entries from an index on, as they were hashed. */
export async function readEnvelopes(tx: Tx, from: number, limit: number): Promise<string[]> {
  return (await selectEnvelopes(tx, from, limit)).map(({ envelope }) => envelope);
}

/** The entry of this id; undefined as long as it waits for its index. */
export async function findEntry(tx: Tx, entryId: EntryId): Promise<Entry | undefined> {
  const found = await selectById(tx, entryId);
  return found && entryFrom(found);
}

function entryFrom(row: EntryRow): Entry {
  const { facts, commitments } = parseEnvelope(row.envelope);
  return { ...row, facts, commitments, leafHash: Buffer.from(row.leafHash).toString('hex') };
}

/** The salts of an entry by the names of its private values, for whoever may see those; erased ones are absent. */
export async function readSalts(tx: Tx, entryId: EntryId): Promise<Map<string, Uint8Array>> {
  return new Map((await selectSalts(tx, entryId)).map(({ name, salt }) => [name, salt]));
}

/**
 * Erases the salts of one entry, or of all entries of a number: nobody can show any more what their commitments
 * stood for. The entries stay as they are. Gives how many salts went.
 */
export function eraseSalts(tx: Tx, which: { entryId: EntryId } | { number: string }): Promise<number> {
  return 'entryId' in which ? deleteSaltsOfEntry(tx, which.entryId) : deleteSaltsOfNumber(tx, which.number);
}

/**
 * The next entries for a reaction, after the place its cursor marks. The cursor stays locked until the
 * transaction ends: do the work, call `moveCursor` with the last index, commit, and every entry is worked on
 * exactly once. Needs a writing transaction.
 */
export async function readEntriesAfter(tx: Tx, cursor: string, limit = 500): Promise<Entry[]> {
  return readEntries(tx, (await lockCursor(tx, cursor)) + 1, limit);
}

/** How far a reaction has come: the last index it has worked on, -1 before the first. Holds nobody up. */
export function cursorPlace(tx: Tx, cursor: string): Promise<number> {
  return selectCursor(tx, cursor);
}

/** Marks the last index a reaction has worked on; -1 sends it back to the beginning, to rebuild from nothing. */
export function moveCursor(tx: Tx, cursor: string, lastIndex: number): Promise<void> {
  return updateCursor(tx, cursor, lastIndex);
}

/** The living communities in which some reaction has entries to read, by one statement whatever their number. */
export function listCommunitiesWithUnread({ database }: { database: Database }): Promise<CommunityId[]> {
  return selectCommunitiesWithUnread(database.sql);
}
