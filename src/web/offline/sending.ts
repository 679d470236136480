import {
  excerptOf,
  noteOn,
  openPhone,
  type PhoneStore,
  type Piece,
  type Receipt,
  settle,
  tellOthers,
  type Waiting,
} from './phone-store.ts';
import { type Answered, backOffMs, judge, type Verdict } from './verdict.ts';

/** One at a time in the whole browser, tabs and worker together. */
const lockName = 'sunshine-sending';
/** A line that brings nothing for so long is none. */
const patienceMs = 90_000;

/**
 * Sends what waits and is due, in the order it was written. Returns at once where another tab is at it. What was not
 * received stays, with the time of the next try or the reason somebody has to look at it.
 */
export async function sendWaiting(): Promise<void> {
  if (!('locks' in navigator)) return sendAll();
  await navigator.locks.request(lockName, { ifAvailable: true }, async (lock) => {
    if (lock) await sendAll();
  });
}

/** There is a line again: what only the lack of one put off is due now. */
export async function hurry(): Promise<void> {
  const phone = await openPhone();
  try {
    for (const { id, isTold } of await phone.getAll('waiting')) {
      if (!isTold) await noteOn(phone, id, { notBefore: 0 });
    }
  } finally {
    phone.close();
  }
}

async function sendAll(): Promise<void> {
  const phone = await openPhone();
  try {
    const tried = new Set<string>();
    for (;;) {
      const all = await phone.getAll('waiting');
      const due = all
        .filter(({ id, held, notBefore }) => !held && !tried.has(id) && notBefore <= Date.now())
        .sort((a, b) => (a.writtenAt < b.writtenAt ? -1 : 1))[0];
      if (!due) return;
      tried.add(due.id);
      const reached = await sendOne(phone, due);
      tellOthers();
      // Without a line the others would only wait longer for it.
      if (!reached) return;
    }
  } finally {
    phone.close();
  }
}

/** Sends one report with its pieces; false where nobody was reached. */
async function sendOne(phone: PhoneStore, waiting: Waiting): Promise<boolean> {
  let verdict = await sendPieces(phone, waiting);
  verdict ??= await sendWords(waiting);
  if (verdict.kind === 'pieces-lost') {
    waiting.sent = [];
    verdict = (await sendPieces(phone, waiting)) ?? (await sendWords(waiting));
  }
  if (verdict.kind === 'received') await settle(phone, waiting, receiptOf(waiting, verdict.body));
  else await note(phone, waiting, verdict);
  return verdict.kind !== 'later' || verdict.waitMs !== null;
}

/** Sends the pieces that have not arrived; null where all have. */
async function sendPieces(phone: PhoneStore, waiting: Waiting): Promise<Verdict | null> {
  for (const piece of waiting.pieces.filter(({ id }) => !waiting.sent.includes(id))) {
    const kept = await phone.get('blobs', piece.id);
    if (!kept) continue;
    const body = new FormData();
    body.append(fieldOf(piece), kept.file, kept.name);
    const verdict = await put(`${addressOf(waiting)}/pieces/${piece.id}`, { body }, 'pieceId');
    if (verdict.kind === 'held') return { ...verdict, pieceId: piece.id };
    if (verdict.kind !== 'received') return verdict;
    waiting.sent = [...waiting.sent, piece.id];
    // Deleted or taken back meanwhile: what somebody did to it stands.
    if (!(await noteOn(phone, waiting.id, { sent: waiting.sent }))) return { kind: 'later', waitMs: 0 };
  }
  return null;
}

const fieldOf = ({ kind }: Piece) => (kind === 'photo' ? 'photos' : 'recording');

function sendWords(waiting: Waiting): Promise<Verdict> {
  const { words, pieces, writtenAt, writtenBy } = waiting;
  const said = { ...words, pieceIds: pieces.map(({ id }) => id), writtenAt, writtenBy };
  const headers = { 'content-type': 'application/json' };
  return put(addressOf(waiting), { headers, body: JSON.stringify(said) }, 'reportKey');
}

const addressOf = ({ community, id }: Waiting) => `/api/c/${community}/offline-reports/${id}`;

async function put(address: string, init: RequestInit, proof: string): Promise<Verdict> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), patienceMs);
  try {
    const { signal } = patience;
    const response = await fetch(address, { ...init, method: 'PUT', redirect: 'error', signal });
    const answered: Answered = {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      retryAfter: response.headers.get('retry-after'),
      body: await response.json().catch(() => null),
    };
    return judge(answered, proof, Date.now());
  } catch {
    // No line, or one that broke: nobody knows whether it arrived, and sending it again does no harm.
    return { kind: 'later', waitMs: null };
  } finally {
    clearTimeout(timer);
  }
}

async function note(phone: PhoneStore, waiting: Waiting, verdict: Verdict): Promise<void> {
  if (verdict.kind === 'held') {
    const { kind: _, ...held } = verdict;
    await noteOn(phone, waiting.id, { held });
    return;
  }
  const told = verdict.kind === 'later' ? verdict.waitMs : null;
  const waitMs = told ?? backOffMs(waiting.tries, Math.random());
  await noteOn(phone, waiting.id, {
    tries: waiting.tries + 1,
    notBefore: Date.now() + waitMs,
    isTold: told !== null,
    isTooMany: verdict.kind === 'later' && verdict.isTooMany === true,
  });
}

function receiptOf({ id, community, words }: Waiting, body: Record<string, unknown>): Receipt {
  return {
    ...{ id, community, number: String(body.number), reportKey: String(body.reportKey) },
    ...{ excerpt: excerptOf(words.text), receivedAt: Date.now(), seen: false },
    unsaid: body.asWritten === false ? words.text : null,
  };
}
