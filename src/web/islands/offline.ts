import {
  channelName,
  discard,
  keptOf,
  openPhone,
  type Receipt,
  type Waiting,
} from '../offline/phone-store.ts';
import { hurry, sendWaiting } from '../offline/sending.ts';
import { dropShells } from '../offline/shells.ts';

/**
 * On every page of residents: has the pages kept that open without network, sends what waits, and says in one line what
 * waits and when it goes. Where the browser keeps nothing, the line stays away.
 */
const bar = document.querySelector<HTMLElement>('[data-offline]');

type Line = 'away' | 'away-waiting' | 'held' | 'later' | 'sending' | 'received';

function say(root: HTMLElement, what: Line | null, facts: Record<string, string> = {}): void {
  for (const line of root.querySelectorAll<HTMLElement>('[data-offline-says]')) {
    const isIt = line.dataset.offlineSays === what;
    const words = line.querySelector<HTMLElement>('[data-template]');
    if (isIt && words) {
      const text = (words.dataset.template ?? '').replace(/\{(\w+)\}/g, (_all, name) => facts[name] ?? '');
      if (words.textContent !== text) words.textContent = text;
    }
    const link = line.querySelector('a');
    if (link) link.hidden = link.pathname === location.pathname;
    if (line.hidden === isIt) line.hidden = !isIt;
  }
}

const clock = (ms: number) =>
  new Date(ms).toLocaleTimeString(document.documentElement.lang, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });

function tell(root: HTMLElement, waiting: readonly Waiting[], receipts: readonly Receipt[]): void {
  const held = waiting.filter(({ held }) => held);
  const free = waiting.filter(({ held }) => !held);
  const fresh = receipts.filter(({ seen }) => !seen);
  const next = Math.min(...free.map(({ notBefore }) => notBefore));
  if (!navigator.onLine) {
    // A page that follows the ledger says by itself that the line is gone.
    if (free.length > 0) say(root, 'away-waiting', { n: String(free.length) });
    else say(root, document.querySelector('[data-live]') ? null : 'away');
  } else if (held.length > 0) say(root, 'held', { n: String(held.length) });
  else if (free.length > 0 && next > Date.now() + 1_000) {
    say(root, 'later', { n: String(free.length), time: clock(next) });
  } else if (free.length > 0) say(root, 'sending', { n: String(free.length) });
  else if (fresh.length > 0) say(root, 'received', { numbers: fresh.map(({ number }) => number).join(' ') });
  else say(root, null);
}

async function keepPages(root: HTMLElement): Promise<void> {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const { worker, community } = root.dataset;
  if (!worker || localStorage.getItem('offline-off') !== null) {
    const there = await serviceWorker.getRegistration('/');
    if (there) await there.unregister();
    if (there) await dropShells();
    return;
  }
  await serviceWorker.register(worker, { scope: '/', updateViaCache: 'none' });
  const { active } = await serviceWorker.ready;
  const { lang, dataset } = document.documentElement;
  const { theme, mode, size } = dataset;
  const look = { lang: lang.slice(0, 2), theme, mode, size };
  // Switched off meanwhile, on this page or another.
  if (localStorage.getItem('offline-off') !== null) return;
  if (navigator.onLine) active?.postMessage({ does: 'keep', community, build: root.dataset.build, look });
}

/** Whose words these will be, for the kept form, which cannot know; a kept page itself says nothing of it. */
function rememberWriter({ dataset }: HTMLElement): void {
  if (document.documentElement.dataset.kept !== undefined) return;
  if (dataset.writer) localStorage.setItem('offline-writer', dataset.writer);
  else localStorage.removeItem('offline-writer');
}

function follow(root: HTMLElement, community: string): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isUnderWay = false;

  async function show(): Promise<void> {
    const phone = await openPhone();
    const { waiting, receipts, drafts } = await keptOf(phone, community);
    phone.close();
    for (const line of document.querySelectorAll<HTMLElement>('[data-phone-drafts]')) {
      line.hidden = drafts.length === 0;
    }
    tell(root, waiting, receipts);
    const next = Math.min(...waiting.filter(({ held }) => !held).map(({ notBefore }) => notBefore));
    clearTimeout(timer);
    if (navigator.onLine && Number.isFinite(next)) timer = setTimeout(go, Math.max(1_000, next - Date.now()));
  }

  async function go(): Promise<void> {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      await show();
      if (navigator.onLine) await sendWaiting();
    } finally {
      isUnderWay = false;
    }
    await show();
  }

  // A private window may keep nothing: then there is nothing to say either.
  const quietly = () => void go().catch(() => undefined);
  window.addEventListener(
    'online',
    () =>
      void hurry()
        .then(go)
        .catch(() => undefined),
  );
  window.addEventListener('offline', quietly);
  window.addEventListener('pageshow', (event) => event.persisted && quietly());
  document.addEventListener('visibilitychange', () => !document.hidden && quietly());
  document.addEventListener('offline-send', quietly);
  if (typeof BroadcastChannel === 'function') {
    new BroadcastChannel(channelName).addEventListener('message', () => void show().catch(() => undefined));
  }
  quietly();
}

/** Before somebody signs out on a telephone that others use: what waits in it, and whether it is to go. */
function guardSignOut(form: HTMLFormElement, dialog: HTMLDialogElement, community: string): void {
  let isSure = false;
  const leave = () => {
    isSure = true;
    form.requestSubmit();
  };
  form.addEventListener(
    'submit',
    (event) => {
      if (isSure) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void ask().catch(leave);
    },
    true,
  );
  async function ask(): Promise<void> {
    const phone = await openPhone();
    const { waiting, drafts, receipts } = await keptOf(phone, community);
    phone.close();
    const count = waiting.length + drafts.length;
    if (count + receipts.length === 0) return leave();
    for (const words of dialog.querySelectorAll<HTMLElement>('[data-template]')) {
      const { of: name = '', template = '' } = words.dataset;
      const n = { waiting: waiting.length, drafts: drafts.length, receipts: receipts.length }[name] ?? 0;
      words.hidden = n === 0;
      words.textContent = template.replace('{n}', String(n));
    }
    dialog.showModal();
  }
  dialog.querySelector('[data-closes-dialog]')?.addEventListener('click', (event) => {
    event.preventDefault();
    dialog.close();
  });
  dialog.querySelector('[data-sign-out=keep]')?.addEventListener('click', leave);
  dialog
    .querySelector('[data-sign-out=delete]')
    ?.addEventListener('click', () => void empty().finally(leave));
  async function empty(): Promise<void> {
    const phone = await openPhone();
    const kept = await keptOf(phone, community);
    for (const draft of kept.drafts) await discard(phone, 'drafts', draft);
    for (const waiting of kept.waiting) await discard(phone, 'waiting', waiting);
    for (const { id } of kept.receipts) await phone.delete('receipts', id);
    phone.close();
  }
}

if (bar && 'indexedDB' in window) {
  const community = bar.dataset.community ?? '';
  follow(bar, community);
  rememberWriter(bar);
  void keepPages(bar).catch(() => undefined);
  const dialog = document.querySelector<HTMLDialogElement>('dialog#signing-out');
  const form = [...document.forms].find((one) => one.action.endsWith('/account/sign-out'));
  if (dialog && form) guardSignOut(form, dialog, community);
}
