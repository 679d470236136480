import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { mayBeIndexed } from '../../channels/reach/reach.service.ts';
import {
  type Feed,
  type FeedEntry,
  latestOf,
  writeFeed,
  writeRobots,
  writeSitemap,
} from '../../interop/feed/feed.rules.ts';
import { feedText } from '../../interop/feed/feed.text.ts';
import { refuse } from '../../kernel/outcome.ts';
import { type Say, sayIn } from '../../kernel/text.ts';
import { formatInstant } from '../../kernel/time.ts';
import { listCommunities } from '../../places/community/community.service.ts';
import type { Call, Community, Platform } from '../../platform/call.ts';
import { type Exchange, openCall } from '../../platform/http/exchange.ts';
import { sendProblem } from '../../platform/http/operations.ts';
import type { PublicMatter } from '../../resolve/matter/matter.contract.ts';
import { matterNumber, type PublicRow } from '../../resolve/matter/matter.public.contract.ts';
import { sayEvent, sayHat, stateText } from '../../resolve/matter/matter.text.ts';
import { getPublicMatter, listPublicMatters } from '../../resolve/matter/matter-public.service.ts';
import { getTimeline } from '../../resolve/matter/matter-reading.service.ts';
import { filterQuery } from '../../resolve/matter/screens/public-address.ts';
import { filterOf } from './public-list.tsx';

const atomType = 'application/atom+xml; charset=utf-8';
const xmlType = 'application/xml; charset=utf-8';
/** Readers ask every few minutes; a community's list does not change by the second. */
const keptFor = 'private, max-age=60';

const entriesShown = 50;
/** The most a sitemap of ours names; the newest matters, by pages of the list. */
const sitemapPages = 20;
const sitemapPageLength = 100;

type Request = FastifyRequest<{ Params: Record<string, string>; Querystring: Record<string, string> }>;

/** Serves feeds (RFC 4287), the sitemap of each community that may be found, and robots.txt (RFC 9309). */
export function serveFeeds(app: FastifyInstance, exchange: Exchange): void {
  const { platform } = exchange;
  app.get('/c/:community/feeds/matters.atom', async (request, reply) => {
    const call = await callFor(exchange, request as Request, reply);
    if (!call) return reply;
    return reply
      .header('content-type', atomType)
      .header('cache-control', keptFor)
      .send(writeFeed(await listFeed(call, request as Request)));
  });
  app.get('/c/:community/feeds/matters/:file', async (request, reply) => {
    const call = await callFor(exchange, request as Request, reply);
    if (!call) return reply;
    const file = (request as Request).params.file ?? '';
    const number = matterNumber.safeParse(file.replace(/\.atom$/, ''));
    const found =
      file.endsWith('.atom') && number.success
        ? await getPublicMatter(call, { number: number.data })
        : refuse('matter-not-found');
    if (!found.ok) return reply.send(sendProblem(request, reply, refuse('not-found').refusal));
    return reply
      .header('content-type', atomType)
      .header('cache-control', keptFor)
      .send(writeFeed(await matterFeed(call, found.value)));
  });
  app.get('/c/:community/sitemap.xml', async (request, reply) => {
    const call = await callFor(exchange, request as Request, reply);
    if (!call) return reply;
    if (!(await call.read(mayBeIndexed)))
      return reply.send(sendProblem(request, reply, refuse('not-found').refusal));
    return reply
      .header('content-type', xmlType)
      .header('cache-control', keptFor)
      .send(writeSitemap(await addressesOf(call)));
  });
  app.get('/robots.txt', async (_request, reply) => {
    return reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('cache-control', keptFor)
      .send(writeRobots(await findable(platform)));
  });
}

/** A call to read what everybody may; answered as unknown where there is no such community. */
async function callFor(exchange: Exchange, request: Request, reply: FastifyReply): Promise<Call | undefined> {
  const community = await exchange.findCommunity(request.params.community ?? '');
  if (community) return openCall(exchange, request, reply, community, {});
  reply.send(sendProblem(request, reply, refuse('not-found').refusal));
  return undefined;
}

/** Communities that let search engines show their public pages. */
async function findable(platform: Platform): Promise<{ slug: string; sitemap: string }[]> {
  const open: { slug: string; sitemap: string }[] = [];
  for (const { id, slug } of await listCommunities(platform.database.sql)) {
    if (!(await platform.database.read(id, mayBeIndexed))) continue;
    open.push({ slug, sitemap: `${platform.baseUrl}/c/${slug}/sitemap.xml` });
  }
  return open;
}

const homeOf = ({ platform, community }: Pick<Call, 'platform' | 'community'>) =>
  `${platform.baseUrl}/c/${community.slug}`;

const nameOf = (say: Say, { name, nameEn }: Community) =>
  say.locale === 'en' && nameEn !== '' ? nameEn : name;

async function listFeed(call: Call, request: Request): Promise<Feed> {
  const say = sayIn(call.locale);
  const filter = filterOf(request.query);
  const listed = await listPublicMatters(call, { ...filter, limit: entriesShown });
  const rows = listed.ok ? (listed.value.rows as PublicRow[]) : [];
  const query = filterQuery(filter);
  return {
    id: query === '' ? `urn:uuid:${call.community.id}` : `${homeOf(call)}/feeds/matters.atom${query}`,
    ...headOf(say, call),
    title: say(feedText.title, nameOf(say, call.community)),
    self: `${homeOf(call)}/feeds/matters.atom${query}`,
    page: `${homeOf(call)}/matters${query}`,
    updated: latestOf(
      rows.map(({ changedAt }) => changedAt),
      formatInstant(call.now),
    ),
    entries: rows.map((row) => entryOf(say, call, row)),
  };
}

function headOf(say: Say, { community }: Call): Pick<Feed, 'language' | 'author'> {
  return { language: say.locale === 'zh' ? 'zh-CN' : 'en', author: nameOf(say, community) };
}

function entryOf(say: Say, call: Call, row: PublicRow): FeedEntry {
  return {
    id: `urn:uuid:${row.id}`,
    title: row.title,
    page: `${homeOf(call)}/matters/${row.number}`,
    updated: row.changedAt,
    published: row.acceptedAt,
    summary: say(feedText.at, row.building ?? row.area ?? '', say(stateText[row.state])),
    category: row.categoryCode,
  };
}

/** One matter, an entry for each step of its public course. */
async function matterFeed(call: Call, matter: PublicMatter): Promise<Feed> {
  const say = sayIn(call.locale);
  // As everybody reads it, whoever asks.
  const read = await getTimeline(
    { ...call, asker: { kind: 'stranger' } },
    { matterId: matter.id, limit: 100 },
  );
  const steps = read.ok ? read.value.entries : [];
  const page = `${homeOf(call)}/matters/${matter.number}`;
  return {
    id: `urn:uuid:${matter.id}`,
    ...headOf(say, call),
    title: say(feedText.ofMatter, matter.number, matter.title),
    self: `${homeOf(call)}/feeds/matters/${matter.number}.atom`,
    page,
    updated: latestOf(
      steps.map(({ at }) => at),
      matter.acceptedAt,
    ),
    entries: steps.map((step, index) => ({
      id: `${page}#step-${steps.length - index}`,
      title: sayEvent(say, step.action, step.facts),
      page,
      updated: step.at,
      published: step.at,
      summary: sayHat(say, step),
      category: null,
    })),
  };
}

async function addressesOf(call: Call): Promise<{ address: string; changed: string }[]> {
  const home = homeOf(call);
  const found: { address: string; changed: string }[] = [];
  let after: string | undefined;
  for (let page = 0; page < sitemapPages; page++) {
    const listed = await listPublicMatters(call, {
      limit: sitemapPageLength,
      ...(after !== undefined && { after }),
    });
    if (!listed.ok) break;
    for (const { number, changedAt } of listed.value.rows)
      found.push({ address: `${home}/matters/${number}`, changed: changedAt as string });
    if (listed.value.next === null) break;
    after = listed.value.next;
  }
  const newest = latestOf(
    found.map(({ changed }) => changed),
    formatInstant(call.now),
  );
  return [{ address: `${home}/matters`, changed: newest }, ...found];
}
