/** A feed as RFC 4287 has it. Ids never change, whatever address they are read at; instants are RFC 3339. */
export type Feed = {
  id: string;
  title: string;
  language: 'zh-CN' | 'en';
  /** Its own address, and that of the page it follows. */
  self: string;
  page: string;
  updated: string;
  author: string;
  entries: readonly FeedEntry[];
};

export type FeedEntry = {
  id: string;
  title: string;
  page: string;
  updated: string;
  published: string;
  /** Plain words. */
  summary: string;
  category: string | null;
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Not characters of XML 1.0 (section 2.2), or discouraged there, whatever somebody wrote. */
const unfit = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Cs}/gu;

/** Text as it may stand in XML, between tags and in attributes. */
export function escapeXml(text: string): string {
  return text.replace(unfit, '').replace(/[&<>"]/g, (one) => escapes[one] ?? one);
}

/** Writes a feed as an Atom document (RFC 4287, 4.1.1: id, title, updated and an author; entries have what they need). */
export function writeFeed(feed: Feed): string {
  const text = (name: string, value: string) => `<${name}>${escapeXml(value)}</${name}>`;
  const link = (rel: string, href: string, type: string) =>
    `<link rel="${rel}" type="${type}" href="${escapeXml(href)}"/>`;
  const entry = (one: FeedEntry) =>
    [
      '<entry>',
      text('id', one.id),
      text('title', one.title),
      link('alternate', one.page, 'text/html'),
      text('updated', one.updated),
      text('published', one.published),
      ...(one.category === null ? [] : [`<category term="${escapeXml(one.category)}"/>`]),
      text('summary', one.summary),
      '</entry>',
    ].join('');
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">`,
    text('id', feed.id),
    text('title', feed.title),
    link('self', feed.self, 'application/atom+xml'),
    link('alternate', feed.page, 'text/html'),
    text('updated', feed.updated),
    `<author>${text('name', feed.author)}</author>`,
    ...feed.entries.map(entry),
    '</feed>',
    '',
  ].join('\n');
}

/** The latest of some instants in RFC 3339 and UTC; where there is none, the one given. */
export function latestOf(instants: readonly string[], otherwise: string): string {
  return instants.reduce((latest, one) => (one > latest ? one : latest), instants[0] ?? otherwise);
}

/** Addresses for search engines (sitemaps.org, 0.9). */
export function writeSitemap(pages: readonly { address: string; changed: string }[]): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...pages.map(
      ({ address, changed }) => `<url><loc>${escapeXml(address)}</loc><lastmod>${changed}</lastmod></url>`,
    ),
    '</urlset>',
    '',
  ].join('\n');
}

/**
 * What robots may fetch (RFC 9309): the public pages of communities that allow it, by the longest match; of all others
 * nothing. What is forbidden here is also marked `noindex` on its page.
 */
export function writeRobots(open: readonly { slug: string; sitemap: string }[]): string {
  const allowed = open.flatMap(({ slug }) => [
    `Allow: /c/${slug}/matters`,
    `Allow: /c/${slug}/feeds/`,
    `Disallow: /c/${slug}/matters/filter`,
    `Disallow: /c/${slug}/matters/*/`,
  ]);
  const assets = open.length > 0 ? ['Allow: /assets/'] : [];
  const maps = open.map(({ sitemap }) => `Sitemap: ${sitemap}`);
  return [...['User-agent: *', 'Disallow: /'], ...assets, ...allowed, '', ...maps, ''].join('\n');
}
