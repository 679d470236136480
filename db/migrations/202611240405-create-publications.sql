-- What people wrote or photographed, waiting for somebody to read it before everybody may. The original stays where it is:
-- here is only the text that was published, for as long as it is.

create table publications (
  community_id uuid not null references communities (id),
  id uuid not null,
  matter_id uuid not null,
  part text not null check (part in ('report', 'photo', 'reply', 'proof')),
  -- The report, the photo, or the event with which a matter was resolved.
  source_id uuid not null,
  at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'published', 'kept', 'withdrawn')),
  text text check (length(text) between 1 and 10000),
  version integer not null default 0,
  decided_at timestamptz,
  decided_by_post_id uuid,
  primary key (community_id, id),
  unique (community_id, part, source_id),
  foreign key (community_id, matter_id) references matters (community_id, id),
  foreign key (community_id, decided_by_post_id) references posts (community_id, id),
  check ((text is not null) = (state = 'published' and part in ('report', 'reply'))),
  check ((state = 'waiting') = (decided_at is null))
);
select enable_tenancy('publications');
create index publications_by_matter on publications (community_id, matter_id, at);
create index publications_waiting on publications (community_id, matter_id, at) where state = 'waiting';
