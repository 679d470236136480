/**
 * The yardstick: node:http and postgres.js with nothing around them. Its statements are fixed; whoever changes one
 * changes what every figure of docs/benchmarks.md is held against.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import postgres from 'postgres';
import { answerBench, listening } from './subject-side.ts';

const sql = postgres(JSON.parse(process.env.BENCH_DATABASE ?? '{}'), {
  max: 10,
  onnotice: () => undefined,
  connection: { TimeZone: 'UTC' },
});

type Said = { title: string; text: string; category: string; building: string; contact: { phone: string } };

async function add(community: number, said: Said) {
  const id = randomUUID();
  const number = `2026-${id.slice(0, 8)}`;
  const now = new Date();
  return sql.begin(async (tx) => {
    await tx`insert into cases values (${id}, ${community}, ${number}, ${said.title}, ${said.category}, ${said.building},
      'self', 'open', ${said.text}, ${tx.json(said.contact)}, ${now}, ${now}, ${[`${community}:${number}`]})`;
    await tx`insert into events values (${randomUUID()}, ${community}, ${id}, ${now}, 'received', 'reporter',
      ${tx.json({ channel: 'form' })}, null)`;
    await tx`insert into outbox values (${randomUUID()}, ${community}, 'received', ${tx.json({ id })}, ${now})`;
    return { id, number };
  });
}

const list = (community: number) => sql`
  select id, number, title, category, building, tier, status, accepted_at, changed_at from cases
  where community_id = ${community} and status in ('open', 'resolved')
  order by accepted_at desc, id desc limit 20`;

const search = (community: number, word: string) => sql`
  select id, number, title, category, building, tier, status, accepted_at, changed_at from cases
  where community_id = ${community} and lexemes @> ${[`${community}:${word}`]}
  order by accepted_at desc, id desc limit 20`;

async function one(community: number, number: string) {
  const [found] = await sql`select * from cases where community_id = ${community} and number = ${number}`;
  if (!found) return null;
  const events = await sql`
    select at, action, hat, facts, words from events
    where community_id = ${community} and case_id = ${found.id} order by at`;
  return { ...found, lexemes: undefined, events };
}

const count = (community: number) => sql`
  select status, tier, date_trunc('month', accepted_at at time zone 'Asia/Shanghai') as month, count(*)::int from cases
  where community_id = ${community} group by 1, 2, 3`;

const escaped: Record<string, string> = { '<': '&lt;', '&': '&amp;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: unknown) => String(text).replace(/[<&>"]/g, (sign) => escaped[sign] ?? sign);

function page(rows: readonly Record<string, unknown>[]): string {
  const items = rows.map(
    (row) =>
      `<li><a href="/matters/${escapeHtml(row.number)}">${escapeHtml(row.title)}</a> <span>${escapeHtml(row.tier)} ${escapeHtml(row.status)}</span></li>`,
  );
  return `<!doctype html><html lang="zh-CN"><title>公开事项</title><ul>${items.join('')}</ul></html>`;
}

async function readBody(request: IncomingMessage): Promise<Said> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Said;
}

async function answer(request: IncomingMessage): Promise<unknown> {
  const url = new URL(request.url ?? '/', 'http://bench');
  const [, task, place, last = ''] = url.pathname.split('/');
  const community = Number(place);
  if (task === 'add') return add(community, await readBody(request));
  if (task === 'list') return list(community);
  if (task === 'page') return page(await list(community));
  if (task === 'one') return one(community, last);
  if (task === 'figures') return count(community);
  return search(community, url.searchParams.get('q') ?? '');
}

const server = createServer(async (request, response) => {
  try {
    const body = await answer(request);
    const isPage = typeof body === 'string';
    response.setHeader(
      'content-type',
      isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    );
    response.end(isPage ? body : JSON.stringify(body));
  } catch (error) {
    response.statusCode = 500;
    response.end(String(error));
  }
});
server.listen(0, '127.0.0.1', () => listening(server));
answerBench(async () => {
  server.closeAllConnections();
  server.close();
  await sql.end({ timeout: 5 });
});
