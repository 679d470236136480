-- Witnesses of a community's log (C2SP tlog-cosignature): which post speaks for each of the three parties, the public
-- keys their holders registered, and what they cosigned. Nothing here is ever changed; secret keys are never here.

create table witness_namings (
  community_id uuid not null references communities (id),
  party text not null check (party in ('community', 'owners-committee', 'property-company')),
  turn integer not null check (turn > 0),
  post_id uuid not null,
  named_at timestamptz not null,
  named_by uuid not null,
  primary key (community_id, party, turn),
  foreign key (community_id, post_id) references posts (community_id, id),
  foreign key (community_id, named_by) references persons (community_id, id)
);
comment on table witness_namings is '@append-only: the newest turn of a party holds';
select enable_tenancy('witness_namings');
create trigger append_only before update or delete or truncate on witness_namings
  for each statement execute function refuse_change();
alter table witness_namings enable always trigger append_only;

-- A key serves one party once: what was lost, leaked or replaced never comes back.
create table witness_keys (
  community_id uuid not null references communities (id),
  party text not null,
  turn integer not null check (turn > 0),
  naming_turn integer not null,
  name text not null check (name ~ '^[a-z0-9][a-z0-9.:/_-]{2,99}$'),
  key_id text not null check (key_id ~ '^[0-9a-f]{8}$'),
  public_key bytea not null check (octet_length(public_key) = 32),
  registered_at timestamptz not null,
  registered_by uuid not null,
  primary key (community_id, party, turn),
  unique (community_id, public_key),
  unique (community_id, name, key_id),
  foreign key (community_id, party, naming_turn) references witness_namings (community_id, party, turn),
  foreign key (community_id, registered_by) references persons (community_id, id)
);
comment on table witness_keys is '@append-only: a public key and whose it is';
select enable_tenancy('witness_keys');
create trigger append_only before update or delete or truncate on witness_keys
  for each statement execute function refuse_change();
alter table witness_keys enable always trigger append_only;

create table witness_key_endings (
  community_id uuid not null references communities (id),
  party text not null,
  turn integer not null,
  reason text not null check (reason in ('replaced', 'renamed', 'lost', 'leaked')),
  ended_at timestamptz not null,
  ended_by uuid not null,
  primary key (community_id, party, turn),
  foreign key (community_id, party, turn) references witness_keys (community_id, party, turn),
  foreign key (community_id, ended_by) references persons (community_id, id)
);
comment on table witness_key_endings is '@append-only: a key that ended stays ended';
select enable_tenancy('witness_key_endings');
create trigger append_only before update or delete or truncate on witness_key_endings
  for each statement execute function refuse_change();
alter table witness_key_endings enable always trigger append_only;

create table witness_cosignatures (
  community_id uuid not null references communities (id),
  log smallint not null,
  size bigint not null,
  party text not null,
  turn integer not null,
  -- The time the witness says, in seconds since 1970, as it stands in the first eight bytes of the signature.
  seconds bigint not null check (seconds > 0),
  signature bytea not null check (
    octet_length(signature) = 72 and ('x' || encode(substring(signature for 8), 'hex'))::bit(64)::bigint = seconds),
  received_at timestamptz not null,
  primary key (community_id, log, party, turn, size, seconds),
  foreign key (community_id, log, size) references ledger_checkpoints (community_id, log, size),
  foreign key (community_id, party, turn) references witness_keys (community_id, party, turn)
);
comment on table witness_cosignatures is '@append-only: what a witness vouched for is never taken back';
select enable_tenancy('witness_cosignatures');
create index witness_cosignatures_by_size on witness_cosignatures (community_id, log, size);
create trigger append_only before update or delete or truncate on witness_cosignatures
  for each statement execute function refuse_change();
alter table witness_cosignatures enable always trigger append_only;

-- A witness goes forward only: neither a smaller tree nor an earlier time than it vouched for last, and nothing by a key
-- that ended. Two at the same moment wait for each other.
create function refuse_backward_cosignature() returns trigger
  language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(
    'witness ' || new.community_id || ' ' || new.party || ' ' || new.turn, 0));
  if exists (select from witness_cosignatures one
      where one.community_id = new.community_id and one.log = new.log and one.party = new.party
        and one.turn = new.turn and (one.size > new.size or one.seconds > new.seconds)) then
    raise exception 'a witness goes forward only' using errcode = 'restrict_violation';
  end if;
  if exists (select from witness_key_endings ended
      where ended.community_id = new.community_id and ended.party = new.party and ended.turn = new.turn) then
    raise exception 'this key of a witness has ended' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger forward_only before insert on witness_cosignatures
  for each row execute function refuse_backward_cosignature();
