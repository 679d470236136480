import { sha256 } from '@noble/hashes/sha2.js';
import { type IDBPDatabase, openDB } from 'idb';
import { instant } from '../../kernel/time.ts';
import { parseCheckpoint } from '../../ledger/note/checkpoint.ts';
import { parseNote } from '../../ledger/note/note.ts';
import { parseVkey } from '../../ledger/note/note-key.ts';
import {
  formatKeyFile,
  newWitnessKey,
  openKey,
  parseKeyFile,
  sealKey,
  type WitnessKey,
} from '../../ledger/note/witness-key.ts';
import { cosignCheckpoint, judgeShown, type Seen, type Shown } from '../../ledger/verify/witness-check.ts';

/**
 * Keeps a witness's key in this browser, sealed, and signs with it: what the log shows now is held against what it
 * showed last, here and not on the server. Neither the secret key nor its passphrase ever leaves this page.
 */
const root = document.querySelector<HTMLElement>('[data-witness]');

/** `key` is the text of the key's file. What was seen outlives the key: another one goes on from there. */
type Kept = { key: string | null; seen: Seen | null; evidence: string | null };
const nothing: Kept = { key: null, seen: null, evidence: null };

const minPassphrase = 8;

/** The page, what it was told, and what this browser keeps. */
type Desk = {
  page: HTMLElement;
  api: string;
  community: string;
  words: Record<string, string>;
  registered: readonly string[];
  opened: Promise<IDBPDatabase>;
};

const part = ({ page }: Desk, name: string) => page.querySelector<HTMLElement>(`[data-part=${name}]`);
const field = ({ page }: Desk, id: string) => page.querySelector<HTMLInputElement>(`#${id}`);

function empty(desk: Desk, ...ids: string[]): void {
  for (const id of ids) {
    const input = field(desk, id);
    if (input) input.value = '';
  }
}

async function read({ opened, community }: Desk): Promise<Kept> {
  return (await (await opened).get('witnesses', community)) ?? nothing;
}

/** Read and written in one step, so that two tabs cannot undo each other. */
async function keep({ opened, community }: Desk, change: Partial<Kept>): Promise<void> {
  const tx = (await opened).transaction('witnesses', 'readwrite', { durability: 'strict' });
  const kept = await tx.store.get(community);
  await tx.store.put({ ...nothing, ...kept, ...change }, community);
  await tx.done;
}

function wordsFor({ words }: Desk, name: string, ...values: readonly (string | number)[]): string {
  return values.reduce<string>((text, value) => text.replace('{}', String(value)), words[name] ?? '');
}

function tell(desk: Desk, text: string, isBad: boolean): void {
  const [good, bad] = [desk.page.querySelector('[data-said]'), desk.page.querySelector('[data-alarm]')];
  if (good) good.textContent = isBad ? '' : text;
  if (bad) bad.textContent = isBad ? text : '';
  const alarm = part(desk, 'alarm');
  if (alarm) alarm.hidden = !isBad;
}

const say = (desk: Desk, name: string, ...values: readonly (string | number)[]) =>
  tell(desk, wordsFor(desk, name, ...values), false);
const warn = (desk: Desk, name: string) => tell(desk, wordsFor(desk, name), true);

async function draw(desk: Desk): Promise<void> {
  const { page, registered } = desk;
  const kept = await read(desk);
  const key = readKey(kept.key);
  const isKnown = key !== undefined && registered.includes(key.vkey);
  const shown: Record<string, boolean> = {
    ...{ 'no-script': false, none: !key, register: key !== undefined && !isKnown },
    ...{ ready: isKnown, key: key !== undefined, evidence: kept.evidence !== null },
  };
  for (const [name, isShown] of Object.entries(shown)) {
    for (const one of page.querySelectorAll<HTMLElement>(`[data-part=${name}]`)) one.hidden = !isShown;
  }
  for (const one of page.querySelectorAll('[data-key-shown]')) one.textContent = key ? nameOf(key) : '';
  for (const one of page.querySelectorAll<HTMLInputElement>('input[name=vkey]')) {
    if (key) one.value = key.vkey;
  }
  const last = page.querySelector('[data-last-seen]');
  const seen = kept.seen && sizeOf(kept.seen.checkpoint);
  if (last) last.textContent = seen === null ? wordsFor(desk, 'neverSeen') : wordsFor(desk, 'lastSeen', seen);
  page.dataset.ready = '';
}

async function make(desk: Desk): Promise<void> {
  const passphrase = field(desk, 'new-passphrase')?.value ?? '';
  if ([...passphrase].length < minPassphrase) return warn(desk, 'tooShort');
  if (passphrase !== field(desk, 'same-passphrase')?.value) return warn(desk, 'differs');
  say(desk, 'working');
  const name = desk.page.dataset.keyName ?? '';
  const made = newWitnessKey(name, crypto.getRandomValues(new Uint8Array(32)));
  const sealed = await sealKey(made, passphrase, crypto.getRandomValues(new Uint8Array(32)));
  await keep(desk, { key: formatKeyFile(sealed) });
  empty(desk, 'new-passphrase', 'same-passphrase');
  say(desk, 'made');
  // It may clear away what a site keeps, unless asked not to.
  await navigator.storage?.persist?.().catch(() => false);
}

async function bring(desk: Desk): Promise<void> {
  const file = field(desk, 'key-file')?.files?.[0];
  const key = file && readKey(await file.text());
  if (!key) return warn(desk, 'notKey');
  if (key.salt === null) return warn(desk, 'keyOpen');
  await keep(desk, { key: formatKeyFile(key) });
  say(desk, 'brought');
}

async function sign(desk: Desk): Promise<void> {
  const { key: kept, seen, evidence } = await read(desk);
  const key = readKey(kept);
  if (!key) return;
  say(desk, 'working');
  const secret = await openKey(key, field(desk, 'passphrase')?.value ?? '');
  if (!secret.ok) return warn(desk, 'wrongPassphrase');
  const before = seen ? sizeOf(seen.checkpoint) : 0;
  const shown = await ask<Shown>(desk, `/witnesses/steps?from=${before}`);
  const judged = judgeShown(sha256, seen, shown);
  const other = part(desk, 'other');
  if (other) other.hidden = judged.ok || judged.fault !== 'log-other';
  if (!judged.ok) {
    await keep(desk, { evidence: judged.evidence ?? evidence });
    return warn(desk, judged.fault);
  }
  let size = 0;
  for (const checkpoint of judged.checkpoints) {
    // Before the signature leaves: whoever forgets what they signed could be led into signing a fork.
    await keep(desk, { seen: { vkey: shown.vkey, checkpoint: checkpoint.note } });
    const note = cosignCheckpoint(checkpoint.text, nameOf(key), secret.value, instant(Date.now()));
    await ask(desk, '/witnesses/cosignatures', { note });
    size = checkpoint.size;
  }
  empty(desk, 'passphrase');
  if (seen) say(desk, 'goesOn', before, size);
  else say(desk, 'first', size);
}

/** Asks an operation, or hands something in; says why not in the server's own words. */
async function ask<Answer>(desk: Desk, path: string, sent?: object): Promise<Answer> {
  const answer = await fetch(`${desk.api}${path}`, {
    cache: 'no-store',
    ...(sent && {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) },
    }),
  }).catch(() => undefined);
  const body = await answer?.json().catch(() => undefined);
  if (!answer?.ok || body === undefined) throw new Refused(body?.detail ?? wordsFor(desk, 'noLine'));
  return body as Answer;
}

/** What the buttons do. */
const acts: Record<string, (desk: Desk) => Promise<void>> = {
  make,
  bring,
  sign,
  async backup(desk) {
    const { key } = await read(desk);
    if (key !== null) save('witness-key.json', key);
  },
  async evidence(desk) {
    const { evidence } = await read(desk);
    if (evidence !== null) save('evidence.txt', evidence);
  },
  async forget(desk) {
    await keep(desk, { key: null });
    say(desk, 'forgotten');
  },
  async follow(desk) {
    await keep(desk, { seen: null });
    await sign(desk);
  },
};

async function act(desk: Desk, name: string): Promise<void> {
  const { page } = desk;
  const does = acts[name];
  if (!does || page.hasAttribute('aria-busy')) return;
  page.setAttribute('aria-busy', 'true');
  try {
    await does(desk);
  } catch (error) {
    if (error instanceof Refused) return tell(desk, error.message, true);
    warn(desk, 'failed');
    throw error;
  } finally {
    page.removeAttribute('aria-busy');
    await draw(desk);
  }
}

function start(page: HTMLElement): void {
  const { community = '', api = '', words = '{}', registered = '[]' } = page.dataset;
  const desk: Desk = {
    ...{ page, api, community, words: JSON.parse(words), registered: JSON.parse(registered) },
    opened: openDB('sunshine-witness', 1, { upgrade: (db) => void db.createObjectStore('witnesses') }),
  };
  page.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-does]') : null;
    if (button && isSure(button)) void act(desk, button.dataset.does ?? '');
  });
  page.addEventListener('keydown', (event) => {
    const input = event.target instanceof HTMLInputElement ? event.target : null;
    if (event.key === 'Enter' && input?.dataset.enters) void act(desk, input.dataset.enters);
  });
  void draw(desk).catch(() => warn(desk, 'noRoom'));
}

class Refused extends Error {}

/** Throwing away asks once more: the same button, with other words. */
function isSure(button: HTMLElement): boolean {
  const { sure, asked } = button.dataset;
  if (sure === undefined || asked !== undefined) return true;
  button.dataset.asked = '';
  (button.querySelector('span') ?? button).textContent = sure;
  return false;
}

function readKey(text: string | null): WitnessKey | undefined {
  const key = text === null ? undefined : parseKeyFile(text);
  return key?.ok ? key.value : undefined;
}

function nameOf({ vkey }: WitnessKey): string {
  const key = parseVkey(vkey);
  return key.ok ? key.value.name : '';
}

function sizeOf(note: string): number {
  const parsed = parseNote(note);
  const checkpoint = parsed.ok ? parseCheckpoint(parsed.value.text) : undefined;
  return checkpoint?.ok ? checkpoint.value.size : 0;
}

function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

if (root && 'indexedDB' in window) start(root);
