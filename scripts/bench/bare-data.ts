import type { Connection } from '../../src/platform/database.ts';

/** What the told matters look like, for rows of the same size on the bare side. */
export type Told = {
  id: string;
  title: string;
  category: string;
  building: string;
  tier: string;
  status: 'open' | 'resolved';
  text: string;
  acceptedAt: string;
  words: string[];
  events: { action: string; hat: string; facts: string; words: string | null }[];
};

/** The tables somebody would make who wants no more than cases, what happened to them, and a queue. */
export const bareTables = `
  create table cases (
    id uuid primary key, community_id int not null, number text not null, title text not null, category text not null,
    building text not null, tier text not null, status text not null, text text not null, contact jsonb not null,
    accepted_at timestamptz not null, changed_at timestamptz not null, lexemes text[] not null,
    unique (community_id, number));
  create table events (
    id uuid primary key, community_id int not null, case_id uuid not null references cases, at timestamptz not null,
    action text not null, hat text not null, facts jsonb not null, words text);
  create table outbox (
    id uuid primary key, community_id int not null, kind text not null, payload jsonb not null,
    created_at timestamptz not null)`;

const bareIndexes = `
  create index on cases (community_id, accepted_at desc, id desc);
  create index on cases using gin (lexemes);
  create index on events (community_id, case_id, at)`;

/** As many cases, events and words as the product has matters, in tables without a fence. */
export async function fillBare(
  owner: Connection,
  told: readonly Told[],
  { communities, copies }: { communities: number; copies: number },
): Promise<void> {
  await owner.unsafe(bareTables);
  await owner.unsafe('create unlogged table told (n serial, one jsonb)');
  await owner.unsafe('insert into told (one) select value from jsonb_array_elements($1::text::jsonb)', [
    JSON.stringify(told),
  ]);
  for (let copy = 1; copy <= copies; copy++) {
    await owner.unsafe(`insert into cases
      select md5(c || '-${copy}-' || n)::uuid, c, '2026-' || lpad((${copy} * 100 + n)::text, 6, '0'), one ->> 'title',
        one ->> 'category', one ->> 'building', one ->> 'tier', one ->> 'status', one ->> 'text',
        '{"name": "王芳", "phone": "13900001234"}', (one ->> 'acceptedAt')::timestamptz + ${copy} * interval '37 seconds',
        (one ->> 'acceptedAt')::timestamptz + interval '3 days',
        (select array_agg(c || ':' || word) from jsonb_array_elements_text(one -> 'words') word)
      from generate_series(1, ${communities}) c, told`);
    await owner.unsafe(`insert into events
      select gen_random_uuid(), c, md5(c || '-${copy}-' || n)::uuid,
        (one ->> 'acceptedAt')::timestamptz + ordinality * interval '1 hour', event ->> 'action', event ->> 'hat',
        (event ->> 'facts')::jsonb, event ->> 'words'
      from generate_series(1, ${communities}) c, told,
        jsonb_array_elements(one -> 'events') with ordinality as e(event, ordinality)`);
  }
  await owner.unsafe(bareIndexes);
  for (const table of ['cases', 'events', 'outbox']) await owner.unsafe(`vacuum analyze ${table}`);
}
