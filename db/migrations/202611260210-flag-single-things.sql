-- One photo, one published report or one event of a matter is flagged by itself, and hidden by itself.

alter table flags drop constraint flags_part_check;
alter table flags add constraint flags_part_check
  check (part in ('title', 'name', 'reply', 'report', 'event', 'photo'));
alter table flags add column source_id uuid;
alter table flags add constraint flags_source_check
  check ((source_id is not null) = (part in ('report', 'event', 'photo')));

-- What only staff still see. The original stays where it is; an event takes its photos along, and brings them back.
create table hidden_sources (
  community_id uuid not null references communities (id),
  -- The report, event or photo.
  source_id uuid not null,
  -- What was flagged: itself, or the event it belongs to.
  hidden_with uuid not null,
  at timestamptz not null,
  primary key (community_id, source_id, hidden_with)
);
create index hidden_sources_by_flagged on hidden_sources (community_id, hidden_with);
select enable_tenancy('hidden_sources');
