-- The ground everything stands on: the directory of communities, tenancy, idempotency, outbox.

create extension if not exists pg_trgm;

create table communities (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,40}$'),
  name text not null check (length(name) between 1 and 80),
  name_en text not null default '',
  street_name text not null default '',
  archived boolean not null default false,
  created_at timestamptz not null
);

-- Nothing set means no community: no rows on read, an error on insert.
create function app_community() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.community', true), '')::uuid $$;

-- Puts a table behind row-level security by community, for its owner too.
create function enable_tenancy(target regclass) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy tenancy on %s using (community_id = app_community()) with check (community_id = app_community())',
    target);
end $$;

create table idempotency_keys (
  community_id uuid not null references communities (id),
  key_hash bytea not null,
  operation text not null,
  input_hash bytea not null,
  answer jsonb not null,
  created_at timestamptz not null,
  primary key (community_id, key_hash)
);
select enable_tenancy('idempotency_keys');
create index idempotency_keys_by_age on idempotency_keys (community_id, created_at);

-- What has to happen after a commit: sending, sequencing, closing what nobody answered. A row is written in the
-- transaction that causes it and leaves when its work is done.
create table outbox (
  community_id uuid not null references communities (id),
  id uuid not null,
  kind text not null,
  payload jsonb not null,
  run_at timestamptz not null,
  attempts integer not null default 0,
  last_error text,
  failed_at timestamptz,
  created_at timestamptz not null,
  primary key (community_id, id)
);
select enable_tenancy('outbox');
create index outbox_due on outbox (community_id, run_at) where failed_at is null;

-- One series of numbers for each community and year, given at submission.
create table number_series (
  community_id uuid not null references communities (id),
  year integer not null check (year between 2000 and 2999),
  last integer not null check (last > 0),
  primary key (community_id, year)
);
select enable_tenancy('number_series');
