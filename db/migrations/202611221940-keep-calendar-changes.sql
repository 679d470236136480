-- What a community changes of its calendar: working hours from a day on, and who changed what for which reason.

-- Two shifts a day from a day on, in minutes since midnight; before the first row 08:30-11:30 and 14:00-17:30.
create table business_hours (
  community_id uuid not null references communities (id),
  effective_from date not null,
  morning_from integer not null check (morning_from >= 0),
  morning_to integer not null,
  afternoon_from integer not null,
  afternoon_to integer not null check (afternoon_to <= 1440),
  primary key (community_id, effective_from),
  check (morning_from < morning_to and morning_to <= afternoon_from and afternoon_from < afternoon_to)
);
select enable_tenancy('business_hours');

-- Nothing could be written into these so far.
alter table calendar_settings
  drop column morning_from, drop column morning_to, drop column afternoon_from, drop column afternoon_to;

create table calendar_changes (
  community_id uuid not null references communities (id),
  id uuid not null,
  at timestamptz not null,
  person_id uuid not null,
  kind text not null check (kind in ('days-set', 'day-cleared', 'hours-set', 'year-confirmed')),
  -- What was said: days, whether they are worked, hours or year.
  data jsonb not null check (jsonb_typeof(data) = 'object'),
  reason text not null check (length(reason) <= 200),
  -- How many running clocks it moved.
  moved integer not null check (moved >= 0),
  primary key (community_id, id),
  foreign key (community_id, person_id) references persons (community_id, id)
);
comment on table calendar_changes is '@append-only';
select enable_tenancy('calendar_changes');
