import {
  channelName,
  type Draft,
  discard,
  dropPiece,
  excerptOf,
  type Kept,
  keptOf,
  noteOn,
  openPhone,
  type PhoneStore,
  type Receipt,
  takeBack,
  tellOthers,
  type Waiting,
} from '../offline/phone-store.ts';
import { dropShells } from '../offline/shells.ts';
import { tooLarge } from '../offline/verdict.ts';

/**
 * Shows what this telephone keeps: what waits and what to do about it, receipts of what was sent while nobody looked,
 * and what is not finished. The words stand in the page's templates; here they are only filled in.
 */
const root = document.querySelector<HTMLElement>('[data-offline-list]');

type Facts = Record<string, string>;

function fillIn(element: HTMLElement, facts: Facts): void {
  for (const part of element.querySelectorAll<HTMLElement>('[data-fact]')) {
    const value = facts[part.dataset.fact ?? ''];
    part.hidden = value === undefined || value === '';
    if (value !== undefined) {
      part.textContent = (part.dataset.template ?? '{}').replace('{}', value);
    }
  }
  for (const link of element.querySelectorAll<HTMLAnchorElement>('[data-href]')) {
    link.href = (link.dataset.href ?? '').replace('{}', facts.address ?? '');
  }
  for (const part of element.querySelectorAll<HTMLElement>('[data-when]')) {
    part.hidden = !(part.dataset.when ?? '').split(' ').includes(facts.state ?? '');
  }
}

const clock = (ms: number) =>
  new Date(ms).toLocaleTimeString(document.documentElement.lang, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });

function stateOf({ held, notBefore, tries, isTooMany }: Waiting): string {
  if (held?.code === tooLarge) return held.pieceId === undefined ? 'large' : 'large-piece';
  if (held) return held.code.startsWith('written-') ? 'account' : 'held';
  if (!navigator.onLine) return 'away';
  if (tries === 0 || notBefore <= Date.now()) return 'sending';
  return isTooMany ? 'too-many' : 'later';
}

/** Which of them is too large, as the person sees them: the second photo, or the recording. */
function tooLargeOf({ held, pieces }: Waiting): { photo: string; recording: boolean } {
  const photos = pieces.filter(({ kind }) => kind === 'photo');
  const at = photos.findIndex(({ id }) => id === held?.pieceId);
  return { photo: at < 0 ? '' : String(at + 1), recording: held?.pieceId !== undefined && at < 0 };
}

const photosOf = ({ pieces }: { pieces: Draft['pieces'] }) => {
  const count = pieces.filter(({ kind }) => kind === 'photo').length;
  return count === 0 ? '' : String(count);
};

function drawWaiting(item: HTMLElement, waiting: Waiting): void {
  const { words, held, notBefore } = waiting;
  const large = tooLargeOf(waiting);
  const isLarge = held?.code === tooLarge;
  const recording = item.querySelector<HTMLElement>('[data-large-recording]');
  if (recording) recording.hidden = !(isLarge && large.recording);
  fillIn(item, {
    large: isLarge ? large.photo : '',
    state: stateOf(waiting),
    excerpt: excerptOf(words.text),
    photos: photosOf(waiting),
    reason: held?.text ?? '',
    time: clock(notBefore),
  });
}

function drawReceipt(item: HTMLElement, { number, reportKey, excerpt, unsaid }: Receipt): void {
  fillIn(item, {
    ...{ number, excerpt, address: reportKey, unsaid: unsaid ?? '' },
    state: unsaid === null ? 'whole' : 'unsaid',
  });
}

function drawDraft(item: HTMLElement, draft: Draft): void {
  fillIn(item, { excerpt: excerptOf(draft.words.text), photos: photosOf(draft), address: draft.id });
}

/** Draws a list by its items' ids; what stays keeps its element, and with it the focus. */
function draw<Item extends { id: string }>(
  list: HTMLElement,
  items: readonly Item[],
  fill: (element: HTMLElement, item: Item) => void,
): void {
  const template = list.querySelector('template');
  const section = list.closest<HTMLElement>('[data-section]');
  if (section) section.hidden = items.length === 0;
  const known = new Map(
    [...list.querySelectorAll<HTMLElement>(':scope > [data-id]')].map((item) => [item.dataset.id, item]),
  );
  for (const item of items) {
    let element = known.get(item.id);
    known.delete(item.id);
    if (!element) {
      element = template?.content.firstElementChild?.cloneNode(true) as HTMLElement;
      element.dataset.id = item.id;
      list.append(element);
    }
    fill(element, item);
  }
  for (const gone of known.values()) gone.remove();
}

async function withPhone<Result>(work: (phone: PhoneStore) => Promise<Result>): Promise<Result> {
  const phone = await openPhone();
  try {
    return await work(phone);
  } finally {
    phone.close();
  }
}

const sendNow = () => document.dispatchEvent(new CustomEvent('offline-send'));

type Does = (phone: PhoneStore, kept: Kept, id: string) => Promise<string | undefined>;

/** What the buttons do; an address leads there afterwards. */
const acts: Record<string, Does> = {
  async send(phone, _kept, id) {
    await noteOn(phone, id, { notBefore: 0, held: null });
    return undefined;
  },
  async 'send-as-nobody'(phone, _kept, id) {
    await noteOn(phone, id, { notBefore: 0, held: null, writtenBy: null });
    return undefined;
  },
  async 'drop-piece'(phone, { waiting }, id) {
    const pieceId = waiting.find((one) => one.id === id)?.held?.pieceId;
    if (pieceId !== undefined) await dropPiece(phone, id, pieceId);
    return undefined;
  },
  async change(phone, { waiting }, id) {
    const found = waiting.find((one) => one.id === id);
    if (!found) return undefined;
    await takeBack(phone, found);
    return `${root?.dataset.form}#${id}`;
  },
  async delete(phone, { waiting }, id) {
    const found = waiting.find((one) => one.id === id);
    if (found) await discard(phone, 'waiting', found);
    return undefined;
  },
  async 'delete-draft'(phone, { drafts }, id) {
    const found = drafts.find((one) => one.id === id);
    if (found) await discard(phone, 'drafts', found);
    return undefined;
  },
  async 'delete-receipt'(phone, _kept, id) {
    await phone.delete('receipts', id);
    return undefined;
  },
};

/** Throwing away asks once more: the same button, with other words. */
function isSure(button: HTMLElement): boolean {
  const { sure } = button.dataset;
  if (sure === undefined || button.dataset.asked !== undefined) return true;
  button.dataset.asked = '';
  const words = button.querySelector('span') ?? button;
  button.dataset.first = words.textContent ?? '';
  words.textContent = sure;
  return false;
}

/** Done once, it asks again the next time: what it stands beside may have more of the kind. */
function calm(button: HTMLElement): void {
  const { first } = button.dataset;
  if (first === undefined) return;
  const words = button.querySelector('span') ?? button;
  words.textContent = first;
  delete button.dataset.asked;
}

async function show(list: HTMLElement, community: string): Promise<void> {
  const kept = await withPhone((phone) => keptOf(phone, community));
  const part = (name: string) => list.querySelector<HTMLElement>(`[data-list=${name}]`);
  const [waiting, receipts, drafts] = [part('waiting'), part('receipts'), part('drafts')];
  if (waiting) draw(waiting, kept.waiting, drawWaiting);
  if (receipts) draw(receipts, kept.receipts, drawReceipt);
  if (drafts) draw(drafts, kept.drafts, drawDraft);
  const isEmpty = kept.waiting.length + kept.receipts.length + kept.drafts.length === 0;
  for (const empty of list.querySelectorAll<HTMLElement>('[data-empty]')) empty.hidden = !isEmpty;
  const mayVanish = kept.waiting.length > 0 && (await navigator.storage?.persisted?.()) === false;
  for (const line of list.querySelectorAll<HTMLElement>('[data-may-vanish]')) line.hidden = !mayVanish;
  await markSeen(kept.receipts);
}

/** Shown here, it needs no line on other pages any more; it stays in this list until it is let go. */
async function markSeen(receipts: readonly Receipt[]): Promise<void> {
  if (document.hidden || receipts.every(({ seen }) => seen)) return;
  await withPhone(async (phone) => {
    for (const receipt of receipts)
      if (!receipt.seen) await phone.put('receipts', { ...receipt, seen: true });
  });
}

function keepPagesSwitch(list: HTMLElement): void {
  const box = list.querySelector<HTMLInputElement>('[data-keep-pages-switch] input');
  if (!box || !navigator.serviceWorker) return;
  box.checked = localStorage.getItem('offline-off') === null;
  box.addEventListener('change', async () => {
    if (box.checked) localStorage.removeItem('offline-off');
    else localStorage.setItem('offline-off', '1');
    if (box.checked) return location.reload();
    const there = await navigator.serviceWorker.getRegistration('/');
    // The worker may be keeping pages just now: it lets go of them afterwards.
    there?.active?.postMessage({ does: 'drop' });
    await there?.unregister();
    await dropShells();
  });
}

function start(list: HTMLElement): void {
  const community = list.dataset.offlineList ?? '';
  const again = () => void show(list, community).catch(() => undefined);
  list.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-does]') : null;
    const id = button?.closest<HTMLElement>('[data-id]')?.dataset.id;
    const act = acts[button?.dataset.does ?? ''];
    if (!button || !act || id === undefined || !isSure(button)) return;
    void withPhone(async (phone) => act(phone, await keptOf(phone, community), id)).then((leadsTo) => {
      calm(button);
      tellOthers();
      if (leadsTo !== undefined) return location.assign(leadsTo);
      again();
      sendNow();
    });
  });
  window.addEventListener('online', again);
  window.addEventListener('offline', again);
  if (typeof BroadcastChannel === 'function') {
    new BroadcastChannel(channelName).addEventListener('message', again);
  }
  keepPagesSwitch(list);
  again();
}

if (root && 'indexedDB' in window) start(root);
