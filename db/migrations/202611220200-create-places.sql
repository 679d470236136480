-- Where things are: community > estate > building > stairwell > dwelling, and the named places everybody shares.
-- Labels are kept in one form (Arabic figures, capital letters) so that an address written any way finds them.

create table estates (
  community_id uuid not null references communities (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  primary key (community_id, id),
  unique (community_id, name)
);
select enable_tenancy('estates');

create table buildings (
  community_id uuid not null references communities (id),
  id uuid not null,
  estate_id uuid not null,
  label text not null check (label ~ '^([A-Z]?[1-9][0-9]{0,2}[A-Z]?|[A-Z])$'),
  primary key (community_id, id),
  unique (community_id, estate_id, label),
  foreign key (community_id, estate_id) references estates (community_id, id)
);
select enable_tenancy('buildings');

create table stairwells (
  community_id uuid not null references communities (id),
  id uuid not null,
  building_id uuid not null,
  label text not null check (label ~ '^([1-9][0-9]?|[A-Z])$'),
  primary key (community_id, id),
  unique (community_id, building_id, label),
  foreign key (community_id, building_id) references buildings (community_id, id)
);
select enable_tenancy('stairwells');

create table dwellings (
  community_id uuid not null references communities (id),
  id uuid not null,
  stairwell_id uuid not null,
  floor integer check (floor between -5 and 200),
  door text not null check (door ~ '^[A-Z]?[0-9]{1,4}[A-Z]?$'),
  primary key (community_id, id),
  unique (community_id, stairwell_id, door),
  foreign key (community_id, stairwell_id) references stairwells (community_id, id)
);
select enable_tenancy('dwellings');

create table public_areas (
  community_id uuid not null references communities (id),
  id uuid not null,
  estate_id uuid,
  name text not null check (length(name) between 1 and 60),
  primary key (community_id, id),
  unique nulls not distinct (community_id, estate_id, name),
  foreign key (community_id, estate_id) references estates (community_id, id)
);
select enable_tenancy('public_areas');
