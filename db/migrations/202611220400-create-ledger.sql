-- The ledger: entries wait in pending until the sequencer numbers them; from then on nothing changes them.
-- The index runs through a community's whole life; a log that begins anew after a restore is a tree over the
-- entries from some index on, so neither the index nor a reader's cursor ever starts again.

-- Written in the transaction of the act itself. `arrival` orders what has been committed; it is never the index.
create table ledger_pending (
  community_id uuid not null references communities (id),
  arrival bigint generated always as identity,
  id uuid not null,
  type text not null,
  number text,
  occurred_at timestamptz not null,
  facts jsonb not null check (jsonb_typeof(facts) = 'object'),
  commitments jsonb not null check (jsonb_typeof(commitments) = 'object'),
  created_at timestamptz not null default clock_timestamp(),
  primary key (community_id, arrival)
);
select enable_tenancy('ledger_pending');
create index ledger_pending_by_number on ledger_pending (community_id, number);

-- Every row here is soon a dead one; a round over half a million of them takes fifty times as long as over none.
alter table ledger_pending set (
  autovacuum_vacuum_scale_factor = 0,
  autovacuum_vacuum_threshold = 500,
  autovacuum_vacuum_cost_delay = 0,
  autovacuum_analyze_scale_factor = 0,
  autovacuum_analyze_threshold = 5000
);

-- The envelope is the truth (RFC 8785); the columns beside it are copies to search by. Leaf hash: RFC 6962, 2.1.
create table ledger_entries (
  community_id uuid not null references communities (id),
  index bigint not null check (index >= 0),
  id uuid not null,
  type text not null,
  number text,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  envelope text not null check (octet_length(envelope) < 65536),
  leaf_hash bytea not null check (leaf_hash = sha256('\x00'::bytea || convert_to(envelope, 'UTF8'))),
  primary key (community_id, index),
  unique (community_id, id)
);
comment on table ledger_entries is '@append-only: what was recorded is never changed, by anybody';
select enable_tenancy('ledger_entries');
create index ledger_entries_by_number on ledger_entries (community_id, number, index);

create function refuse_change() returns trigger
  language plpgsql as $$
begin
  raise exception '% is append-only: % refused', tg_table_name, lower(tg_op) using errcode = 'restrict_violation';
end $$;

create trigger append_only before update or delete or truncate on ledger_entries
  for each statement execute function refuse_change();
alter table ledger_entries enable always trigger append_only;

-- Erasing a salt leaves the commitment in the entry, which then says nothing about the value behind it any more.
create table ledger_salts (
  community_id uuid not null references communities (id),
  entry_id uuid not null,
  name text not null,
  salt bytea not null check (octet_length(salt) = 32),
  primary key (community_id, entry_id, name)
);
select enable_tenancy('ledger_salts');

-- How far each reader of the log has come; -1 before the first entry.
create table ledger_cursors (
  community_id uuid not null references communities (id),
  name text not null check (name ~ '^[a-z]+(-[a-z]+)*$'),
  last_index bigint not null check (last_index >= -1),
  primary key (community_id, name)
);
select enable_tenancy('ledger_cursors');
