import { freshId, openPhone, type PieceFile, saveDraft, tellOthers } from './phone-store.ts';
import { hurry, sendWaiting } from './sending.ts';
import { dropShells, keepLook, keepShells, keptAsset, keptShell } from './shells.ts';

/**
 * Opens the product where there is no network, and sends what waits when the browser says that there is one again.
 * Pages come from the network; only where it fails does a kept page stand in. No page of anybody is ever kept.
 */
type Extendable = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Extendable & { request: Request; respondWith(answer: Promise<Response>): void };
type Syncing = Extendable & { tag: string };
type Told = Extendable & { data: unknown };
type Worker = {
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'sync', listener: (event: Syncing) => void): void;
  addEventListener(type: 'message', listener: (event: Told) => void): void;
};
const worker = self as unknown as Worker;

/** Slower than this, a page that is kept is better than none. */
const patienceMs = 12_000;
/** What a server in front answers when the product does not. */
const unreachable = new Set([502, 504]);

// What is kept fits together by itself, so a new version need not wait for old pages to be closed.
worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('sync', (event) => {
  if (event.tag === 'send-waiting') event.waitUntil(hurry().then(sendWaiting));
});

/** One after the other: what is being kept is there before it is let go of, and never comes back after. */
let atWork: Promise<unknown> = Promise.resolve();
const inTurn = (work: () => Promise<unknown>) => {
  // Without a line in between, what is kept stays as it is until the next page.
  atWork = atWork.then(work).catch(() => undefined);
  return atWork;
};

worker.addEventListener('message', (event) => {
  const { does, community, build, look } = (event.data ?? {}) as Record<string, unknown>;
  if (does === 'drop') event.waitUntil(inTurn(dropShells));
  if (does !== 'keep' || typeof community !== 'string' || typeof build !== 'string') return;
  const wanted = look as Record<string, unknown>;
  event.waitUntil(inTurn(() => keepLook(wanted).then(() => keepShells(community, build))));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === 'GET' && url.pathname.startsWith('/assets/')) {
    event.respondWith(keptAsset(url.pathname).then((kept) => kept ?? fetch(request)));
  } else if (request.mode === 'navigate' && (url.pathname === '/' || url.pathname.startsWith('/c/'))) {
    event.respondWith(request.method === 'POST' ? post(request, url) : open(request, url));
  }
});

const communityIn = (url: URL) => /^\/c\/([^/]+)/.exec(url.pathname)?.[1];

async function open(request: Request, url: URL): Promise<Response> {
  const isForm = /^\/c\/[^/]+\/reports\/(offline$|new)/.test(url.pathname);
  const standIn = () => keptShell(communityIn(url), isForm ? '/reports/offline' : '/offline');
  const slow = new Promise<undefined>((done) => setTimeout(done, patienceMs));
  const asked = fetch(request);
  try {
    const answer = await Promise.race([asked, slow]);
    if (answer && !unreachable.has(answer.status)) return answer;
    return (await standIn()) ?? (await asked);
  } catch (error) {
    const kept = await standIn();
    if (kept) return kept;
    throw error;
  }
}

/** A form on its way when the line broke: what was written in the first step goes on in the form that needs no line. */
async function post(request: Request, url: URL): Promise<Response> {
  const copy = request.clone();
  try {
    const answer = await fetch(request);
    if (!unreachable.has(answer.status)) return answer;
  } catch {
    // Falls through: it did not arrive, or nobody knows.
  }
  const community = communityIn(url);
  if (community !== undefined && /\/drafts$/.test(url.pathname)) {
    const id = await keepForm(community, copy).catch(() => undefined);
    if (id !== undefined) return Response.redirect(`/c/${community}/reports/offline#${id}`, 303);
  }
  return (await keptShell(community, '/offline')) ?? Response.error();
}

/** Keeps the words and files of a form as a draft of this telephone. */
async function keepForm(community: string, request: Request): Promise<string | undefined> {
  const form = await request.formData();
  const files: PieceFile[] = [];
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string' || value.size === 0) continue;
    const kind = name === 'recording' ? 'recording' : 'photo';
    files.push({ id: freshId(), kind, file: value, name: value.name });
  }
  const text = String(form.get('text') ?? '');
  if (text.trim() === '' && files.length === 0) return undefined;
  const id = freshId();
  const words = { text, place: {}, anonymity: 'community-only' };
  const pieces = files.map(({ id: pieceId, kind }) => ({ id: pieceId, kind }));
  const phone = await openPhone();
  try {
    await saveDraft(phone, { id, community, words, pieces, savedAt: Date.now() }, files);
  } finally {
    phone.close();
  }
  tellOthers();
  return id;
}
