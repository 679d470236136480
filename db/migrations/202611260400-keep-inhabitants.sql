-- How many people live in the community: counted on a day, by somebody. What an administrator writes down is a version
-- of its own; a count of the same day written later corrects the one before.

create table inhabitant_counts (
  community_id uuid not null references communities (id),
  version integer not null check (version > 0),
  inhabitants integer not null check (inhabitants between 1 and 10000000),
  counted_on date not null,
  source text not null check (length(source) between 1 and 60),
  at timestamptz not null,
  person_id uuid not null,
  primary key (community_id, version),
  foreign key (community_id, person_id) references persons (community_id, id)
);
comment on table inhabitant_counts is '@append-only';
select enable_tenancy('inhabitant_counts');
