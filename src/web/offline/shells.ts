/**
 * The pages a telephone opens without network. They are the same for everybody: fetched without cookies, they hold
 * nothing of who is signed in. Each is kept with the styles and scripts it names, so that what is kept always fits
 * together, whichever version of the product it is of.
 */
const cacheName = 'sunshine-shells-1';
const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** The page that says what waits, and the form. */
const shellPaths = ['/offline', '/reports/offline'] as const;
export type ShellPath = (typeof shellPaths)[number];

/** How this telephone's pages look, as its open pages tell. */
export type Look = { lang: Language; theme: string; mode: string; size: string };

/** Places and texts may change: what is kept is fetched anew after this, or when the product's files have changed. */
const freshForMs = 30 * 60_000;
const lookKey = '/offline-look';
const keptAt = 'x-kept-at';
const keptFor = 'x-kept-for';

const keyOf = (community: string, path: ShellPath, lang: Language) => `/c/${community}${path}?lang=${lang}`;

/** Keeps the pages of a community, if what is kept is not of today's files and fresh. */
export async function keepShells(community: string, build: string): Promise<void> {
  const cache = await caches.open(cacheName);
  const known = await cache.match(keyOf(community, '/offline', 'zh'));
  const age = Date.now() - Number(known?.headers.get(keptAt) ?? 0);
  if (known?.headers.get(keptFor) === build && age >= 0 && age < freshForMs) return;
  const pages = await Promise.all(
    shellPaths.flatMap((path) => languages.map((lang) => fetchShell(community, path, lang, build))),
  );
  // All or none: the form must not be of another version than the page that leads to it.
  if (pages.some((page) => page === null)) return;
  for (const page of pages) if (page) for (const asset of page.assets) await keepAsset(cache, asset);
  for (const page of pages) if (page) await cache.put(page.key, page.response);
  await dropUnused(cache);
}

async function fetchShell(community: string, path: ShellPath, lang: Language, build: string) {
  const response = await fetch(`/c/${community}${path}`, {
    credentials: 'omit',
    redirect: 'error',
    cache: 'no-store',
    headers: { 'accept-language': lang },
  });
  if (!response.ok) return null;
  const html = await response.text();
  const headers = new Headers(response.headers);
  headers.set(keptAt, String(Date.now()));
  headers.set(keptFor, build);
  return {
    key: keyOf(community, path, lang),
    assets: assetsIn(html),
    response: new Response(html, { headers }),
  };
}

const assetsIn = (html: string) => [...new Set(html.match(/\/assets\/[\w.-]+/g) ?? [])];

async function keepAsset(cache: Cache, asset: string): Promise<void> {
  if (await cache.match(asset)) return;
  const response = await fetch(asset, { credentials: 'omit', redirect: 'error' });
  if (!response.ok) throw new Error(`${asset} is not there`);
  await cache.put(asset, response);
}

/** Files that no kept page names any more go. */
async function dropUnused(cache: Cache): Promise<void> {
  const keys = await cache.keys();
  const paths = keys.map(({ url }) => new URL(url));
  const used = new Set<string>();
  for (const { pathname, search } of paths.filter((path) => path.pathname.startsWith('/c/'))) {
    const page = await cache.match(pathname + search);
    for (const asset of assetsIn((await page?.text()) ?? '')) used.add(asset);
  }
  for (const { pathname } of paths) {
    if (pathname.startsWith('/assets/') && !used.has(pathname)) await cache.delete(pathname);
  }
}

export async function keptAsset(pathname: string): Promise<Response | undefined> {
  return (await caches.open(cacheName)).match(pathname);
}

/** A kept page in this telephone's language and letters; undefined where none is kept. */
export async function keptShell(
  community: string | undefined,
  path: ShellPath,
): Promise<Response | undefined> {
  const cache = await caches.open(cacheName);
  const look = await readLook(cache);
  const where = community ?? (await lastCommunity(cache));
  if (where === undefined) return undefined;
  const kept = await cache.match(keyOf(where, path, look.lang));
  if (!kept) return undefined;
  const html = (await kept.text()).replace(/<html [^>]*>/, (tag) => dress(tag, look));
  return new Response(html, { headers: kept.headers });
}

async function lastCommunity(cache: Cache): Promise<string | undefined> {
  const keys = await cache.keys();
  return keys.map(({ url }) => /^\/c\/([^/]+)\/offline$/.exec(new URL(url).pathname)?.[1]).find(Boolean);
}

/** Writes theme, elder mode and letter size into the opening tag, as the server does from the cookie. */
function dress(tag: string, { theme, mode, size }: Look): string {
  const bare = tag.replace(/ data-(theme|mode|size)="[^"]*"/g, '').slice(0, -1);
  const letters = mode === 'elder' ? ` data-size="${size}"` : '';
  return `${bare} data-kept data-theme="${theme}" data-mode="${mode}"${letters}>`;
}

const looks = { theme: /^(system|light|dark)$/, mode: /^(standard|elder)$/, size: /^(m|l|xl)$/ };

/** Remembers how pages are to look here; anything but the product's own words is left out. */
export async function keepLook(look: Record<string, unknown>): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.put(lookKey, new Response(JSON.stringify(look)));
}

async function readLook(cache: Cache): Promise<Look> {
  const kept = await cache.match(lookKey);
  const told = ((await kept?.json()) ?? {}) as Record<string, unknown>;
  const word = (name: keyof typeof looks, otherwise: string) => {
    const value = String(told[name] ?? '');
    return looks[name].test(value) ? value : otherwise;
  };
  return {
    lang: told.lang === 'en' ? 'en' : 'zh',
    ...{ theme: word('theme', 'system'), mode: word('mode', 'standard'), size: word('size', 'm') },
  };
}

/** Lets go of every kept page; reports and drafts lie elsewhere and stay. */
export async function dropShells(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith('sunshine-shells-')) await caches.delete(name);
  }
}
