-- Figures: what is counted from the ledger, and can be counted again from nothing at any time.

-- One row for each matter: what its entries have said of it so far.
create table matter_facts (
  community_id uuid not null references communities (id),
  number text not null,
  facts jsonb not null check (jsonb_typeof(facts) = 'object'),
  primary key (community_id, number)
);
select enable_tenancy('matter_facts');

-- How a matter stood from one day until another, for the lists behind the figures of any day. `counted` are the
-- figures it counts in; `contact_missed_on` is the day from which it counts as not contacted in time.
create table matter_standings (
  community_id uuid not null references communities (id),
  number text not null,
  since date not null,
  until date check (until >= since),
  channel text not null,
  tier text not null check (tier in ('self', 'joint', 'linked')),
  category text not null,
  building text,
  accepted_on date not null,
  resolved_on date,
  counted text[] not null,
  contact_missed_on date,
  primary key (community_id, number, since)
);
select enable_tenancy('matter_standings');
create index matter_standings_by_acceptance on matter_standings (community_id, accepted_on desc, number desc);

-- What each day added to each counter, by the day on which things happened.
create table figure_days (
  community_id uuid not null references communities (id),
  day date not null,
  deltas jsonb not null check (jsonb_typeof(deltas) = 'object'),
  primary key (community_id, day)
);
select enable_tenancy('figure_days');

-- Every counter as it stood when a month began, so that no reader adds up more than one month of days.
create table figure_months (
  community_id uuid not null references communities (id),
  month date not null check (extract(day from month) = 1),
  carried jsonb not null check (jsonb_typeof(carried) = 'object'),
  primary key (community_id, month)
);
select enable_tenancy('figure_months');
