-- The transparency log over a community's entries (C2SP tlog-tiles, tlog-checkpoint). Nothing here is ever changed.

-- Log 1 begins with the community's first entry. A log that cannot go on after a restore is followed by the next one,
-- over the entries from `first_index` on. Its origin and its key are its own for good.
create table ledger_logs (
  community_id uuid not null references communities (id),
  log smallint not null check (log > 0),
  origin text not null check (origin ~ '^[^[:space:]+]+$'),
  first_index bigint not null check (first_index >= 0),
  public_key bytea not null check (octet_length(public_key) = 32),
  sealed_seed text not null,
  created_at timestamptz not null,
  primary key (community_id, log)
);
comment on table ledger_logs is '@append-only: a log keeps its origin and its key';
select enable_tenancy('ledger_logs');
create trigger append_only before update or delete or truncate on ledger_logs
  for each statement execute function refuse_change();
alter table ledger_logs enable always trigger append_only;

-- Full tiles: 256 hashes each. `root` is the hash over them, which stands in a tile of the level above.
create table ledger_tiles (
  community_id uuid not null references communities (id),
  log smallint not null,
  level smallint not null check (level between 0 and 6),
  index bigint not null check (index >= 0),
  hashes bytea not null check (octet_length(hashes) = 8192),
  root bytea not null check (octet_length(root) = 32),
  primary key (community_id, log, level, index),
  foreign key (community_id, log) references ledger_logs (community_id, log)
);
comment on table ledger_tiles is '@append-only: a full tile never changes';
select enable_tenancy('ledger_tiles');
create trigger append_only before update or delete or truncate on ledger_tiles
  for each statement execute function refuse_change();
alter table ledger_tiles enable always trigger append_only;

-- Everything a log ever signed. `leaf_hashes` are those this checkpoint added: the tile at the edge is read from them,
-- so that what was hashed stands apart from the entries and an entry changed afterwards can be named.
create table ledger_checkpoints (
  community_id uuid not null references communities (id),
  log smallint not null,
  size bigint not null check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  leaf_hashes bytea not null check (octet_length(leaf_hashes) % 32 = 0 and octet_length(leaf_hashes) / 32 <= size),
  note text not null check (
    split_part(note, E'\n', 2) = size::text and split_part(note, E'\n', 3) = encode(root, 'base64')),
  signed_at timestamptz not null,
  primary key (community_id, log, size),
  foreign key (community_id, log) references ledger_logs (community_id, log)
);
comment on table ledger_checkpoints is '@append-only: what was signed is never taken back';
select enable_tenancy('ledger_checkpoints');
create trigger append_only before update or delete or truncate on ledger_checkpoints
  for each statement execute function refuse_change();
alter table ledger_checkpoints enable always trigger append_only;

-- Asked four times a second, whatever the number of communities: one statement, each community looked at through the
-- same fence as everything else. For one at a time: it leaves no community set behind.
create function communities_with_pending_entries() returns setof uuid
  language plpgsql as $$
declare
  here uuid;
begin
  for here in select id from communities loop
    perform set_config('app.community', here::text, true);
    if exists (select from ledger_pending where community_id = here) then
      return next here;
    end if;
  end loop;
  perform set_config('app.community', '', true);
end $$;
