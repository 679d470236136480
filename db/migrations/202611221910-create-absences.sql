-- Who holds a post and is away for some days, and which post stands in for it meanwhile.

create table absences (
  community_id uuid not null references communities (id),
  id uuid not null,
  post_id uuid not null,
  deputy_post_id uuid not null,
  absent_from date not null,
  -- The first day back.
  absent_until date not null,
  told_by uuid not null,
  told_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (community_id, id),
  foreign key (community_id, post_id) references posts (community_id, id),
  foreign key (community_id, deputy_post_id) references posts (community_id, id),
  foreign key (community_id, told_by) references persons (community_id, id),
  foreign key (community_id, ended_by) references persons (community_id, id),
  check (absent_until > absent_from),
  check (deputy_post_id <> post_id),
  check ((ended_at is null) = (ended_by is null))
);
select enable_tenancy('absences');
create index absences_by_days on absences (community_id, absent_until) where ended_at is null;
