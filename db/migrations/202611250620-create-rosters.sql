-- What a roster says, between being read and being imported: names and numbers, so it is cleared away after a day and
-- emptied by the import.
create table rosters (
  community_id uuid not null references communities (id),
  id uuid not null,
  file_name text not null check (length(file_name) between 1 and 200),
  reading jsonb not null,
  read_at timestamptz not null,
  imported_at timestamptz,
  counts jsonb,
  primary key (community_id, id),
  check ((imported_at is null) = (counts is null))
);
select enable_tenancy('rosters');
create index rosters_by_age on rosters (community_id, read_at);

alter table household_members drop constraint household_members_came_by_check;
alter table household_members add constraint household_members_came_by_check
  check (came_by in ('desk', 'slip', 'request', 'roster'));
