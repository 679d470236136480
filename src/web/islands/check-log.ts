import { sha256 } from '@noble/hashes/sha2.js';
import { utf8Bytes } from '../../kernel/bytes.ts';
import { openCheckpoint } from '../../ledger/note/checkpoint.ts';
import { parseVkey, verifierOf } from '../../ledger/note/note-key.ts';
import {
  type KnownLog,
  LogUnreachableError,
  type PlacedEntry,
  verifyGrowth,
  verifyPlaces,
  verifyReceipt,
} from '../../ledger/verify/verify-receipt.ts';

/**
 * Checks receipts, entries and the log itself in the visitor's own browser, by the code that is published for it: the
 * server is asked for the log's public files only and for no opinion. Every sentence that may be said stands in the
 * page as a template; without this file the page says what the server found, and that it is the server's word.
 */
type Facts = Readonly<Record<string, string | number>>;

/** The logs of this community, with the keys the page shows. */
function readLogs(root: HTMLElement): KnownLog[] {
  const listed = JSON.parse(root.dataset.logs ?? '[]') as { vkey: string; path: string }[];
  return listed.flatMap(({ vkey, path }) => {
    const key = parseVkey(vkey);
    return key.ok ? [{ key: key.value, source: sourceBelow(path) }] : [];
  });
}

const sourceBelow = (path: string) => async (file: string) => {
  // What was sealed last, now: not what the browser kept of it a moment ago. Tiles never change.
  const cache = file === 'checkpoint' ? 'no-store' : 'default';
  const answer = await fetch(`${path}/${file}`, { cache }).catch(() => undefined);
  if (answer?.status === 404) return undefined;
  if (!answer?.ok) throw new LogUnreachableError(file);
  return new Uint8Array(await answer.arrayBuffer());
};

/** Puts one of the page's sentences in place, its blanks filled. */
function say(place: Element | null, code: string, facts: Facts = {}): void {
  const template = document.querySelector<HTMLTemplateElement>(`template[data-says="${code}"]`);
  if (!place || !template) return;
  const words = template.content.cloneNode(true) as DocumentFragment;
  for (const blank of words.querySelectorAll<HTMLElement>('[data-fill]')) {
    blank.textContent = String(facts[blank.dataset.fill ?? ''] ?? '');
  }
  place.replaceChildren(words);
}

/** The page's words for a type of entry; the type itself where it has none. */
function nameOf(root: HTMLElement, type: string): string {
  return (JSON.parse(root.dataset.types ?? '{}') as Record<string, string>)[type] ?? type;
}

function momentOf(recordedAt: string): string {
  const shown = { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(document.documentElement.lang, shown).format(new Date(recordedAt));
}

async function judge(root: HTMLElement, logs: readonly KnownLog[], text: string): Promise<void> {
  const place = root.querySelector('[data-verdict]');
  say(place, 'working');
  try {
    const verified = await verifyReceipt(sha256, withLineEnds(text), logs);
    if (!verified.ok) return say(place, verified.refusal.code, verified.refusal.facts);
    const { entry, newest, ...facts } = verified.value;
    say(place, newest === null ? 'good-alone' : 'good', {
      ...facts,
      ...{ what: nameOf(root, entry.type), number: entry.number ?? '', newest: newest ?? '' },
      at: momentOf(entry.recordedAt),
    });
  } catch (error) {
    say(place, 'failed');
    throw error;
  }
}

/** What was pasted may have lost its last line end, or carry those of another system. */
function withLineEnds(text: string): string {
  return `${text.replaceAll('\r\n', '\n').trim()}\n`;
}

function offerReceipts(root: HTMLElement, logs: readonly KnownLog[]): void {
  const file = root.querySelector<HTMLInputElement>('input[type=file]');
  const pasted = root.querySelector<HTMLTextAreaElement>('textarea');
  root.hidden = false;
  file?.addEventListener('change', async () => {
    const chosen = file.files?.[0];
    if (!chosen) return;
    // Larger than any receipt: not even read.
    if (chosen.size > 1_000_000) return say(root.querySelector('[data-verdict]'), 'receipt-unreadable');
    await judge(root, logs, await chosen.text());
  });
  root.querySelector('button')?.addEventListener('click', () => judge(root, logs, pasted?.value ?? ''));
}

/** Entries that the server found: each is looked for in the log itself. */
async function checkEntries(root: HTMLElement, logs: readonly KnownLog[]): Promise<void> {
  const rows = [...root.querySelectorAll<HTMLElement>('[data-envelope]')];
  const place = root.querySelector('[data-entries-verdict]');
  let size = 0;
  let wrong = 0;
  for (const log of logs) {
    const own = rows.filter((row) => row.dataset.origin === log.key.name);
    if (own.length === 0) continue;
    const entries: PlacedEntry[] = own.map(({ dataset }) => ({
      leaf: Number(dataset.leaf),
      envelope: utf8Bytes(dataset.envelope ?? ''),
    }));
    const placed = await verifyPlaces(sha256, log, entries);
    if (!placed.ok) return say(place, placed.refusal.code, placed.refusal.facts);
    size = Math.max(size, placed.value.size);
    for (const [index, row] of own.entries()) {
      const holds = placed.value.holds[index] === true;
      if (!holds) wrong += 1;
      say(row.querySelector('[data-entry-state]'), holds ? 'entry-fits' : 'entry-wrong');
    }
  }
  say(place, wrong === 0 ? 'entries-good' : 'entries-wrong', { count: rows.length, wrong, size });
}

/**
 * The newest seal this browser has seen stays in it; the log has to go on from it at each visit. So everybody who
 * looks is a small witness: a log that was rebuilt in between is told to whoever was here before.
 */
async function remember(place: Element, log: KnownLog): Promise<void> {
  const name = `sunshine-seal ${log.key.name}`;
  const kept = openCheckpoint(localStorage.getItem(name) ?? '', verifierOf(log.key));
  const grown = await verifyGrowth(
    sha256,
    log,
    kept.ok ? kept.value : { size: 0, root: sha256(new Uint8Array()) },
  );
  if (!grown.ok) return say(place, grown.refusal.code, grown.refusal.facts);
  localStorage.setItem(name, grown.value.signed);
  if (kept.ok) say(place, 'seal-goes-on', { kept: kept.value.size, size: grown.value.size });
  else say(place, 'seal-kept', { size: grown.value.size });
}

/** A log that cannot be asked, or a browser that keeps nothing, leaves the page as the server sent it. */
function unlessAway(error: unknown): void {
  const isClosed = error instanceof DOMException && error.name === 'SecurityError';
  if (!(error instanceof LogUnreachableError) && !isClosed) throw error;
}

const root = document.querySelector<HTMLElement>('[data-check-log]');
if (root) {
  const logs = readLogs(root);
  const receipts = root.querySelector<HTMLElement>('[data-check-receipt]');
  if (receipts) offerReceipts(receipts, logs);
  if (root.querySelector('[data-envelope]')) checkEntries(root, logs).catch(unlessAway);
  const seal = root.querySelector('[data-seal-verdict]');
  if (seal && logs[0]) remember(seal, logs[0]).catch(unlessAway);
}
