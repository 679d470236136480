-- Which days are worked, and what is due when.

-- Holidays and make-up workdays of the whole country, by day. A year's notice is known once its 1 October is here.
create table national_calendar (
  date date primary key,
  kind text not null check (kind in ('holiday', 'workday')),
  name text not null check (name <> ''),
  name_en text not null check (name_en <> ''),
  source text not null,
  changed_at timestamptz not null default clock_timestamp()
);

-- What differs in one community: a local holiday, or a year entered by hand before it is published for all.
create table work_calendar (
  community_id uuid not null references communities (id),
  date date not null,
  kind text not null check (kind in ('holiday', 'workday')),
  name text not null check (length(name) between 1 and 40),
  primary key (community_id, date)
);
select enable_tenancy('work_calendar');

-- Two shifts a day, in minutes since midnight; changed_at also marks changes of work_calendar.
create table calendar_settings (
  community_id uuid not null references communities (id),
  morning_from integer not null default 510 check (morning_from >= 0),
  morning_to integer not null default 690,
  afternoon_from integer not null default 840,
  afternoon_to integer not null default 1050 check (afternoon_to <= 1440),
  confirmed_years integer[] not null default '{}',
  changed_at timestamptz not null default clock_timestamp(),
  primary key (community_id),
  check (morning_from < morning_to and morning_to <= afternoon_from and afternoon_from < afternoon_to)
);
select enable_tenancy('calendar_settings');

-- `data` holds what due_at follows from (limit, pauses, extension, halvings), so that it can be explained and
-- reckoned again. subject_id is a report, a matter or an order.
create table deadlines (
  community_id uuid not null references communities (id),
  id uuid not null,
  subject_id uuid not null,
  kind text not null check (kind in (
    'accept', 'on-site', 'take', 'first-contact', 'return', 'resolve', 'callback', 'archive', 'reopen')),
  started_at timestamptz not null,
  due_at timestamptz not null,
  provisional boolean not null,
  suspended_at timestamptz,
  suspended_until timestamptz,
  ended_at timestamptz,
  ended_as text check (ended_as in ('in-time', 'late', 'dropped')),
  data jsonb not null check (jsonb_typeof(data) = 'object'),
  primary key (community_id, id),
  check ((ended_at is null) = (ended_as is null)),
  check (suspended_at is null or (ended_at is null and kind = 'resolve')),
  check (suspended_until is null or suspended_at is not null)
);
select enable_tenancy('deadlines');
create unique index deadlines_one_running on deadlines (community_id, subject_id, kind) where ended_at is null;
create index deadlines_by_subject on deadlines (community_id, subject_id, started_at);
create index deadlines_due on deadlines (community_id, due_at) where ended_at is null and suspended_at is null;
create index deadlines_suspended on deadlines (community_id, suspended_until) where suspended_at is not null;
