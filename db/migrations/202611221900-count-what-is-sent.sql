-- How often something was done by one number, device or address, under keyed hashes that change every day. No row
-- belongs to a report or to a person, and none is older than two days.
create table tallies (
  community_id uuid not null references communities (id),
  key_hash bytea not null check (octet_length(key_hash) = 16),
  slot timestamptz not null,
  count integer not null check (count > 0),
  primary key (community_id, key_hash, slot)
);
create index tallies_slot on tallies (community_id, slot);
select enable_tenancy('tallies');
