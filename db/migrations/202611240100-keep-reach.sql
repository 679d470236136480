-- How the community is reached and reaches people: its service telephone, the night in which nothing is sent, and
-- whether search engines may show its public pages. Each saving is a version of its own; the newest holds.

create table reach_versions (
  community_id uuid not null references communities (id),
  version integer not null check (version > 0),
  -- Figures as they are dialled within the country; hours in minutes since midnight.
  telephone text check (telephone ~ '^[0-9]{5,12}$'),
  telephone_days text check (telephone_days in ('workdays', 'daily')),
  telephone_from integer check (telephone_from >= 0),
  telephone_until integer check (telephone_until <= 1440),
  quiet_from integer not null check (quiet_from between 0 and 1439),
  quiet_until integer not null check (quiet_until between 0 and 1439),
  searchable boolean not null,
  at timestamptz not null,
  person_id uuid not null,
  reason text not null check (length(reason) between 1 and 200),
  primary key (community_id, version),
  foreign key (community_id, person_id) references persons (community_id, id),
  check (num_nulls(telephone, telephone_days, telephone_from, telephone_until) in (0, 4)),
  check (telephone_from < telephone_until)
);
comment on table reach_versions is '@append-only';
select enable_tenancy('reach_versions');

-- Who never said otherwise goes by the community's night.
alter table preferences alter column quiet_from drop not null, alter column quiet_until drop not null;
alter table preferences add check ((quiet_from is null) = (quiet_until is null));
