-- What was taken away because its time was over: of which kind how much, a line for each day. Nothing of anybody.
create table retentions (
  community_id uuid not null references communities (id),
  day date not null,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  count integer not null check (count > 0),
  at timestamptz not null,
  primary key (community_id, day, kind)
);
select enable_tenancy('retentions');

-- Set once everything that tells of a person was taken out. A backup from before brings back what is not marked, so
-- that it is found again.
alter table matters add column cleared_at timestamptz;
create index matters_to_clear on matters (community_id, closed_at) where cleared_at is null and closed_at is not null;
create index matters_merged_into on matters (community_id, merged_into) where merged_into is not null;
alter table reports add column cleared_at timestamptz;
create index reports_to_clear on reports (community_id, decided_at)
  where cleared_at is null and decided_at is not null and matter_id is null;
create index notices_by_age on notices (community_id, at);
