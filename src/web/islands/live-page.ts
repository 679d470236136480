/**
 * Tells an open page what others do meanwhile. A list (`data-live-part`) is renewed in place: focus and scrolling stay,
 * and no field stands in it. The rest of the page is never touched: where what is open changed (`data-live-state`), a
 * line says so and the person decides. Everything shown is fetched again by the visitor's own rights.
 */
const bar = document.querySelector<HTMLElement>('[data-live]');

/** Longer than two of the server's beats: what is silent for so long has been lost, in sleep or on the way. */
const silenceMs = 40_000;
const looksEveryMs = 5_000;
/** A line that comes back within this is not worth a word. */
const patienceMs = 6_000;
const retryMs = { first: 5_000, longest: 120_000 };

type Said = 'changed' | 'offline' | 'over';

function sayOn(line: HTMLElement, what: Said, isSo: boolean): void {
  const words = line.querySelector<HTMLElement>(`[data-live-says=${what}]`);
  if (words && words.hidden === isSo) words.hidden = !isSo;
}

/** Fetches the page as it would be now. What cannot be fetched any more has certainly changed. */
async function renew(page: string, say: (what: Said, isSo: boolean) => void): Promise<void> {
  let fresh: Document;
  try {
    const response = await fetch(page, { headers: { 'x-unattended': '1' } });
    if (response.status >= 500) return;
    if (!response.ok) return say('changed', true);
    fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  } catch {
    return; // Offline in between: the next event, or the line coming back, brings it.
  }
  for (const shown of document.querySelectorAll<HTMLElement>('[data-live-part]')) {
    const part = fresh.querySelector(`[data-live-part="${shown.dataset.livePart}"]`);
    if (part) match(shown, part);
  }
  const state = (root: Document) => root.querySelector<HTMLElement>('[data-live-state]')?.dataset.liveState;
  if (state(document) !== undefined && state(document) !== state(fresh)) say('changed', true);
}

/** A line that is refused is no lost one: after a night the session has ended, and the page says that instead. */
async function isRefused(page: string): Promise<boolean> {
  const answer = await fetch(page, { headers: { 'x-unattended': '1' } }).catch(() => undefined);
  return answer !== undefined && [401, 403, 404].includes(answer.status);
}

/** A hidden page holds no line: browsers allow six to one server, and nobody is looking. */
function holdWhileSeen(connect: () => void, hangUp: () => void): void {
  document.addEventListener('visibilitychange', () => (document.hidden ? hangUp() : connect()));
  window.addEventListener('pagehide', hangUp);
  window.addEventListener('pageshow', (event) => event.persisted && connect());
  window.addEventListener('online', connect);
}

function follow(line: HTMLElement, events: string, page: string): void {
  let source: EventSource | undefined;
  let place = line.dataset.liveAfter ?? '';
  let heardAt = Date.now();
  let lostAt: number | undefined;
  let retryAt: number | undefined;
  let waitMs = retryMs.first;
  let isOver = false;

  const say = (what: Said, isSo: boolean) => sayOn(line, what, isSo);

  function heard(): void {
    heardAt = Date.now();
    lostAt = undefined;
    retryAt = undefined;
    waitMs = retryMs.first;
    say('offline', false);
  }

  function hangUp(): void {
    source?.close();
    source = undefined;
  }

  function end(): void {
    isOver = true;
    hangUp();
    say('offline', false);
    say('over', true);
  }

  function connect(): void {
    hangUp();
    if (isOver || document.hidden || !navigator.onLine) return;
    heardAt = Date.now();
    retryAt = undefined;
    const url = new URL(events, location.href);
    if (place !== '') url.searchParams.set('after', place);
    source = new EventSource(url);
    source.addEventListener('open', heard);
    source.addEventListener('beat', heard);
    for (const kind of ['change', 'anew']) {
      source.addEventListener(kind, (event) => {
        heard();
        if (event instanceof MessageEvent && event.lastEventId !== '') place = event.lastEventId;
        void renew(page, say);
      });
    }
    source.addEventListener('over', end);
    source.addEventListener('error', () => {
      lostAt ??= Date.now();
      // The browser comes back by itself after a lost line, but gives up on an answer that is none.
      if (source?.readyState !== EventSource.CLOSED) return;
      void isRefused(page).then((isSo) => isSo && end());
      retryAt = Date.now() + waitMs;
      waitMs = Math.min(waitMs * 2, retryMs.longest);
    });
  }

  function look(): void {
    if (isOver || document.hidden || !navigator.onLine) return;
    const now = Date.now();
    if (lostAt !== undefined && now - lostAt > patienceMs) say('offline', true);
    // Both ways: the clock of this device may have been set back meanwhile.
    if (Math.abs(now - heardAt) > silenceMs) {
      lostAt ??= heardAt;
      if (retryAt === undefined) connect();
    }
    if (retryAt !== undefined && (now >= retryAt || retryAt - now > retryMs.longest)) connect();
  }

  holdWhileSeen(connect, hangUp);
  window.addEventListener('offline', () => {
    hangUp();
    lostAt ??= Date.now();
    say('offline', true);
  });
  setInterval(look, looksEveryMs);
  connect();
}

/** By what a child is known again: a row by the address it leads to, everything else by its place. */
function keyOf(element: Element, index: number): string {
  const link = element.matches('li') ? element.querySelector('a[href]') : null;
  return link?.getAttribute('href') ?? `${element.tagName} ${index}`;
}

/** A row somebody has picked, or stands on, is theirs: it stays as they saw it, and the server tells what changed. */
function isInHand(element: Element): boolean {
  return element.contains(document.activeElement) || element.querySelector('input:checked') !== null;
}

/** Makes an element like a fresh one, keeping the nodes that are still there, and with them focus and place. */
function match(shown: Element, fresh: Element): void {
  if (shown.isEqualNode(fresh) || (shown.matches('li') && shown.querySelector('input:checked'))) return;
  for (const { name } of [...shown.attributes]) if (!fresh.hasAttribute(name)) shown.removeAttribute(name);
  for (const { name, value } of fresh.attributes) {
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
  if (fresh.children.length === 0 || shown.children.length === 0 || hasWords(fresh) || hasWords(shown)) {
    if (!shown.contains(document.activeElement) || shown === document.activeElement) {
      shown.replaceChildren(...fresh.childNodes);
    }
    return;
  }
  const known = new Map([...shown.children].map((child, index) => [keyOf(child, index), child]));
  let at: Element | null = shown.firstElementChild;
  for (const [index, child] of [...fresh.children].entries()) {
    const key = keyOf(child, index);
    const same = known.get(key);
    known.delete(key);
    if (same && same.tagName === child.tagName) {
      match(same, child);
      // Moving the node that has the focus would take it away: the others are moved around it.
      if (same !== at && !same.contains(document.activeElement)) shown.insertBefore(same, at);
      else at = same.nextElementSibling;
    } else shown.insertBefore(child, at);
  }
  for (const gone of known.values()) if (!isInHand(gone)) gone.remove();
}

/** Whether text stands beside elements: such a part is small and replaced whole. */
function hasWords(element: Element): boolean {
  return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
}

if (bar?.dataset.live && bar.dataset.livePage && 'EventSource' in window) {
  follow(bar, bar.dataset.live, bar.dataset.livePage);
}
