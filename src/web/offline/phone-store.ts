import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** What somebody says, as the operation that takes it in wants it. */
export type Words = {
  text: string;
  place: Record<string, string>;
  anonymity: string;
  publicName: string | null;
  contact: { name: string | null; phone: string | null };
};

export type PieceKind = 'photo' | 'recording';
/** A photo or a recording; its bytes lie in `blobs`, so that noting what was sent never copies them. */
export type Piece = { id: string; kind: PieceKind };

/** Being written, and not to be sent yet. Name and number are not kept: the telephone may be lent. */
export type Draft = {
  id: string;
  community: string;
  words: Omit<Words, 'contact' | 'publicName'>;
  pieces: Piece[];
  savedAt: number;
};

/** To be sent; stays until the server has said that it is there. */
export type Waiting = {
  id: string;
  community: string;
  words: Words;
  pieces: Piece[];
  /** Ids of the pieces that arrived. */
  sent: string[];
  writtenAt: string;
  writtenBy: string | null;
  tries: number;
  /** Not tried again before (ms since epoch). */
  notBefore: number;
  /** The server named that time; what a lost line alone put off is tried at once when there is one again. */
  isTold: boolean;
  /** Refused: somebody has to look at it. */
  held: { code: string; text: string; pieceId?: string } | null;
  /** Put off because there were too many at once; absent in what older pages wrote. */
  isTooMany?: boolean;
};

/** The receipt of what was sent, kept until somebody has seen it and lets it go. */
export type Receipt = {
  id: string;
  community: string;
  number: string;
  reportKey: string;
  excerpt: string;
  receivedAt: number;
  /** Words that were changed after the first had arrived, and were not taken. */
  unsaid: string | null;
  seen: boolean;
};

interface Phone extends DBSchema {
  drafts: { key: string; value: Draft };
  waiting: { key: string; value: Waiting };
  receipts: { key: string; value: Receipt };
  blobs: { key: string; value: { id: string; file: Blob; name: string } };
}

export type PhoneStore = IDBPDatabase<Phone>;
export type PieceFile = { id: string; kind: PieceKind; file: Blob; name: string };

/** A receipt nobody came back to look at goes after this; the report itself is with the community. */
const receiptsLiveMs = 60 * 24 * 3_600_000;

/** What this telephone keeps. A second tab that brings a newer layout is let through. */
export function openPhone(): Promise<PhoneStore> {
  return openDB<Phone>('sunshine-offline', 1, {
    upgrade(db) {
      for (const name of ['drafts', 'waiting', 'receipts', 'blobs'] as const) {
        db.createObjectStore(name, { keyPath: 'id' });
      }
    },
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  });
}

/** An id of the telephone's own: RFC 9562, version 4. */
export function freshId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = 0x40 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Whether the telephone had no room left. */
export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

/** Waits for all of a transaction. Its own error comes first: what it undid only says that it was undone. */
async function whole(
  tx: { done: Promise<void>; error: DOMException | null },
  work: readonly Promise<unknown>[],
): Promise<void> {
  try {
    await Promise.all([...work, tx.done]);
  } catch (error) {
    await tx.done.catch(() => undefined);
    throw tx.error ?? error;
  }
}

/** Keeps a draft with its files, all or nothing, and lets go of files it no longer has. Throws where there is no room. */
export async function saveDraft(phone: PhoneStore, draft: Draft, files: readonly PieceFile[]): Promise<void> {
  const tx = phone.transaction(['drafts', 'blobs'], 'readwrite');
  const before = await tx.objectStore('drafts').get(draft.id);
  const kept = new Set(draft.pieces.map(({ id }) => id));
  const known = new Set(before?.pieces.map(({ id }) => id));
  await whole(tx, [
    ...files
      .filter(({ id }) => kept.has(id) && !known.has(id))
      .map(({ id, file, name }) => tx.objectStore('blobs').put({ id, file, name })),
    ...[...known].filter((id) => !kept.has(id)).map((id) => tx.objectStore('blobs').delete(id)),
    tx.objectStore('drafts').put(draft),
  ]);
}

/** The draft becomes what is to be sent, in one step: there is no moment at which it is neither, or both. */
export async function queue(phone: PhoneStore, waiting: Waiting): Promise<void> {
  const tx = phone.transaction(['drafts', 'waiting'], 'readwrite');
  await whole(tx, [tx.objectStore('drafts').delete(waiting.id), tx.objectStore('waiting').put(waiting)]);
}

/** Takes what waits back to be changed; under the same id, so that what arrived unnoticed does not arrive twice. */
export async function takeBack(phone: PhoneStore, { id, community, words, pieces }: Waiting): Promise<void> {
  const { contact: _contact, publicName: _name, ...kept } = words;
  const tx = phone.transaction(['drafts', 'waiting'], 'readwrite');
  await whole(tx, [
    tx.objectStore('drafts').put({ id, community, words: kept, pieces, savedAt: Date.now() }),
    tx.objectStore('waiting').delete(id),
  ]);
}

/** Takes one photo or the recording out of what waits, with its file; the rest is due at once. */
export async function dropPiece(phone: PhoneStore, id: string, pieceId: string): Promise<void> {
  const tx = phone.transaction(['waiting', 'blobs'], 'readwrite');
  const waiting = await tx.objectStore('waiting').get(id);
  const without = (ids: readonly string[]) => ids.filter((one) => one !== pieceId);
  await whole(tx, [
    tx.objectStore('blobs').delete(pieceId),
    ...(waiting
      ? [
          tx.objectStore('waiting').put({
            ...{ ...waiting, held: null, notBefore: 0, sent: without(waiting.sent) },
            pieces: waiting.pieces.filter((piece) => piece.id !== pieceId),
          }),
        ]
      : []),
  ]);
}

/** What waited is received: its receipt takes its place. Files stay where it was taken back to be changed meanwhile. */
export async function settle(phone: PhoneStore, { id, pieces }: Waiting, receipt: Receipt): Promise<void> {
  const tx = phone.transaction(['drafts', 'waiting', 'receipts', 'blobs'], 'readwrite');
  const isTakenBack = (await tx.objectStore('drafts').getKey(id)) !== undefined;
  await whole(tx, [
    tx.objectStore('receipts').put(receipt),
    tx.objectStore('waiting').delete(id),
    ...(isTakenBack ? [] : pieces.map((piece) => tx.objectStore('blobs').delete(piece.id))),
  ]);
}

/** Notes something about what waits; nothing where it was deleted or taken back meanwhile. Says whether it is there. */
export async function noteOn(phone: PhoneStore, id: string, change: Partial<Waiting>): Promise<boolean> {
  const tx = phone.transaction('waiting', 'readwrite');
  const found = await tx.store.get(id);
  if (found) await tx.store.put({ ...found, ...change });
  await tx.done;
  return found !== undefined;
}

/** Throws a draft or what waits away, with its files. */
export async function discard(
  phone: PhoneStore,
  from: 'drafts' | 'waiting',
  { id, pieces }: { id: string; pieces: readonly Piece[] },
): Promise<void> {
  const tx = phone.transaction([from, 'blobs'], 'readwrite');
  await whole(tx, [
    tx.objectStore(from).delete(id),
    ...pieces.map((piece) => tx.objectStore('blobs').delete(piece.id)),
  ]);
}

export type Kept = { drafts: Draft[]; waiting: Waiting[]; receipts: Receipt[] };

/** Everything of a community that is in this telephone, in the order it was written. */
export async function keptOf(phone: PhoneStore, community: string): Promise<Kept> {
  const [drafts, waiting, receipts] = await Promise.all([
    phone.getAll('drafts'),
    phone.getAll('waiting'),
    phone.getAll('receipts'),
  ]);
  const old = receipts.filter(({ receivedAt }) => Date.now() - receivedAt > receiptsLiveMs);
  for (const { id } of old) await phone.delete('receipts', id);
  const here = <Item extends { community: string }>(items: Item[]) =>
    items.filter((item) => item.community === community);
  return {
    drafts: here(drafts).sort((a, b) => b.savedAt - a.savedAt),
    waiting: here(waiting).sort((a, b) => (a.writtenAt < b.writtenAt ? -1 : 1)),
    receipts: here(receipts)
      .filter((receipt) => !old.includes(receipt))
      .sort((a, b) => b.receivedAt - a.receivedAt),
  };
}

/** Told to the other tabs and to the worker whenever something of this changed. */
export const channelName = 'sunshine-offline';

export function tellOthers(): void {
  if (typeof BroadcastChannel !== 'function') return;
  const channel = new BroadcastChannel(channelName);
  channel.postMessage('changed');
  channel.close();
}

/** The first words of a text, for one line. */
export function excerptOf(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  return [...plain].length > 40 ? `${[...plain].slice(0, 40).join('')}…` : plain;
}
