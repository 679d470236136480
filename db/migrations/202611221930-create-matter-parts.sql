-- What each assisting handler has of a matter: given, taken, finished or handed back by itself. Whoever assists in what
-- is open now has its part from here on. The fence is lifted for the owner only while it reads what is there.

create table matter_parts (
  community_id uuid not null references communities (id),
  id uuid not null,
  matter_id uuid not null,
  round integer not null check (round >= 1),
  handler jsonb not null,
  post_id uuid not null,
  organisation_id uuid,
  state text not null check (state in ('given', 'taken', 'finished', 'handed-back', 'released')),
  given_at timestamptz not null,
  taken_at timestamptz,
  ended_at timestamptz,
  words text check (length(words) between 1 and 2000),
  photo_ids uuid[] not null default '{}',
  settled boolean not null default false,
  primary key (community_id, id),
  foreign key (community_id, matter_id) references matters (community_id, id),
  check ((ended_at is null) = (state in ('given', 'taken')))
);
select enable_tenancy('matter_parts');
create unique index matter_parts_open on matter_parts (community_id, matter_id, post_id) where ended_at is null;
create index matter_parts_by_matter on matter_parts (community_id, matter_id, given_at);
create index matter_parts_by_post on matter_parts (community_id, post_id) where ended_at is null;

alter table matters no force row level security;
alter table matter_parts no force row level security;
insert into matter_parts (community_id, id, matter_id, round, handler, post_id, organisation_id, state, given_at, taken_at)
select m.community_id, gen_random_uuid(), m.id, m.reopened_count + 1, a, (a ->> 'postId')::uuid,
    (a ->> 'organisationId')::uuid, case m.state when 'dispatched' then 'given' else 'taken' end, m.dispatched_at,
    case m.state when 'dispatched' then null else m.dispatched_at end
  from matters m, jsonb_array_elements(m.assisting) a
  where m.state in ('dispatched', 'taken', 'in_progress', 'suspended') and m.dispatched_at is not null;
alter table matters force row level security;
alter table matter_parts force row level security;
