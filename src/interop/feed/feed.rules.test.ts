import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeXml, type Feed, latestOf, writeFeed, writeRobots, writeSitemap } from './feed.rules.ts';

const feed: Feed = {
  ...{ id: 'urn:uuid:1', title: '公开的事', language: 'zh-CN', author: '兰锦社区' },
  ...{
    self: 'https://a.example/feed?a=1&b=2',
    page: 'https://a.example/',
    updated: '2026-11-24T01:00:00.000Z',
  },
  entries: [
    {
      ...{ id: 'urn:uuid:2', title: '<灯> & "路"', page: 'https://a.example/2', category: 'FAC06' },
      ...{
        updated: '2026-11-24T01:00:00.000Z',
        published: '2026-11-23T01:00:00.000Z',
        summary: '3幢，办理中',
      },
    },
  ],
};

test('feed: has what RFC 4287 asks of a feed and of each entry', () => {
  const xml = writeFeed(feed);
  const [head = '', entry = ''] = xml.split('<entry>');
  for (const element of ['id', 'title', 'updated', 'author']) {
    assert.equal(head.split(`<${element}>`).length, 2, element);
  }
  assert.match(
    head,
    /<link rel="self" type="application\/atom\+xml" href="https:\/\/a\.example\/feed\?a=1&amp;b=2"\/>/,
  );
  for (const element of ['id', 'title', 'updated', 'published', 'summary']) {
    assert.equal(entry.split(`<${element}>`).length, 2, element);
  }
  assert.match(entry, /<link rel="alternate"/);
  assert.match(entry, /<title>&lt;灯&gt; &amp; &quot;路&quot;<\/title>/);
});

test('feed: an empty one is still a feed', () => {
  assert.doesNotMatch(writeFeed({ ...feed, entries: [] }), /<entry>/);
});

test('text: what XML cannot hold is left out', () => {
  assert.equal(escapeXml('灯\u0000\u000b亮\ud800了\uffff😀'), '灯亮了😀');
});

test('latest: of several, or the one given', () => {
  assert.equal(latestOf(['2026-01-02', '2026-03-01', '2026-02-01'], 'x'), '2026-03-01');
  assert.equal(latestOf([], 'x'), 'x');
});

test('robots: fetch nothing of a community that does not allow it', () => {
  assert.equal(writeRobots([]), 'User-agent: *\nDisallow: /\n\n');
  const some = writeRobots([{ slug: 'lanjin', sitemap: 'https://a.example/c/lanjin/sitemap.xml' }]);
  assert.match(some, /^Disallow: \/$/m);
  assert.match(some, /^Allow: \/c\/lanjin\/matters$/m);
  assert.match(some, /^Sitemap: https:\/\/a\.example\/c\/lanjin\/sitemap\.xml$/m);
});

test('sitemap: names addresses and when they changed', () => {
  const xml = writeSitemap([{ address: 'https://a.example/?a=1&b', changed: '2026-11-24T01:00:00.000Z' }]);
  assert.match(
    xml,
    /<loc>https:\/\/a\.example\/\?a=1&amp;b<\/loc><lastmod>2026-11-24T01:00:00\.000Z<\/lastmod>/,
  );
});
