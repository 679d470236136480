-- What seldom changes is kept by every process as long as its version stays the same: a row for each kind of it, given a
-- new version by the statement that changes it. The version is one that never comes again, also where a change was
-- undone. One row is read instead of counting what there is (docs/decisions/0055-versions-are-rows-that-triggers-keep.md).

create table versions (
  community_id uuid not null references communities (id),
  what text not null check (what ~ '^[a-z-]{1,40}$'),
  version uuid not null,
  primary key (community_id, what)
);
select enable_tenancy('versions');

create table global_versions (
  what text primary key check (what ~ '^[a-z-]{1,40}$'),
  version uuid not null
);

-- Who writes for several communities at once does so as the owner, in a migration or a restore: no process has kept
-- anything yet, or the rows come along.
create function note_change() returns trigger
  language plpgsql as $$
begin
  if app_community() is not null then
    insert into versions (community_id, what, version) values (app_community(), tg_argv[0], gen_random_uuid())
      on conflict (community_id, what) do update set version = excluded.version;
  end if;
  return null;
end $$;

create function note_global_change() returns trigger
  language plpgsql as $$
begin
  insert into global_versions (what, version) values (tg_argv[0], gen_random_uuid())
    on conflict (what) do update set version = excluded.version;
  return null;
end $$;

create trigger noted after insert or update or delete on national_calendar
  for each statement execute function note_global_change('national-calendar');
create trigger noted after insert or update or delete on work_calendar
  for each statement execute function note_change('calendar');
create trigger noted after insert or update or delete on business_hours
  for each statement execute function note_change('calendar');
create trigger noted after insert or update or delete on calendar_settings
  for each statement execute function note_change('calendar');
create trigger noted after insert or update or delete on category_groups
  for each statement execute function note_change('categories');
create trigger noted after insert or update or delete on categories
  for each statement execute function note_change('categories');
create trigger noted after insert or update or delete on posts
  for each statement execute function note_change('posts');
create trigger noted after insert or update or delete on preferences
  for each statement execute function note_change('preferences');
create trigger noted after insert or update or delete on estates
  for each statement execute function note_change('places');
create trigger noted after insert or update or delete on buildings
  for each statement execute function note_change('places');
create trigger noted after insert or update or delete on stairwells
  for each statement execute function note_change('places');
