-- Who is who: accounts sign in (of the whole installation), persons belong to a community and live and hold posts
-- in it. A period runs from its first day up to but not including its last column's day.

create table accounts (
  id uuid primary key,
  username text unique check (username ~ '^[a-z][a-z0-9._-]{1,39}$'),
  password_hash text,
  phone text unique check (phone ~ '^\+861[3-9][0-9]{9}$'),
  failed_attempts integer not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null,
  check ((username is null) = (password_hash is null)),
  check (username is not null or phone is not null)
);

-- Only the hash of a session's token is kept: who reads this table cannot sign in with it.
create table sessions (
  token_hash bytea primary key,
  account_id uuid not null references accounts (id),
  kind text not null check (kind in ('staff', 'resident')),
  created_at timestamptz not null,
  last_seen_at timestamptz not null
);
create index sessions_by_account on sessions (account_id);

create table one_time_codes (
  id uuid primary key,
  phone text not null,
  code_hash text not null,
  tries integer not null default 0,
  used_at timestamptz,
  created_at timestamptz not null
);
create index one_time_codes_by_phone on one_time_codes (phone, created_at desc);

create table street_posts (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  community_id uuid not null references communities (id),
  held_from date not null,
  held_until date check (held_until >= held_from),
  created_at timestamptz not null
);
create unique index street_posts_open on street_posts (account_id, community_id) where held_until is null;

create table persons (
  community_id uuid not null references communities (id),
  id uuid not null,
  account_id uuid references accounts (id),
  display_name text not null check (length(display_name) between 1 and 40),
  phone text check (phone ~ '^\+861[3-9][0-9]{9}$'),
  language text not null default 'zh' check (language in ('zh', 'en')),
  created_at timestamptz not null,
  primary key (community_id, id),
  unique (community_id, phone),
  unique (community_id, account_id)
);
select enable_tenancy('persons');

create table households (
  community_id uuid not null references communities (id),
  id uuid not null,
  dwelling_id uuid not null,
  occupancy text not null check (occupancy in ('owner', 'tenant', 'vacant', 'business')),
  lives_from date not null,
  lives_until date check (lives_until >= lives_from),
  primary key (community_id, id),
  foreign key (community_id, dwelling_id) references dwellings (community_id, id)
);
select enable_tenancy('households');
create index households_by_dwelling on households (community_id, dwelling_id);

create table household_members (
  community_id uuid not null references communities (id),
  household_id uuid not null,
  person_id uuid not null,
  member_from date not null,
  member_until date check (member_until >= member_from),
  primary key (community_id, household_id, person_id, member_from),
  foreign key (community_id, household_id) references households (community_id, id),
  foreign key (community_id, person_id) references persons (community_id, id)
);
select enable_tenancy('household_members');
create index household_members_by_person on household_members (community_id, person_id);
create unique index household_members_open on household_members (community_id, household_id, person_id)
  where member_until is null;

create table organisations (
  community_id uuid not null references communities (id),
  id uuid not null,
  kind text not null check (kind in ('property-company', 'owners-committee')),
  name text not null check (length(name) between 1 and 80),
  primary key (community_id, id),
  unique (community_id, name)
);
select enable_tenancy('organisations');

create table posts (
  community_id uuid not null references communities (id),
  id uuid not null,
  person_id uuid not null,
  kind text not null check (kind in ('administrator', 'desk', 'captain', 'chair', 'handler')),
  stairwell_id uuid,
  organisation_id uuid,
  held_from date not null,
  held_until date check (held_until >= held_from),
  appointed_by uuid,
  ended_by uuid,
  primary key (community_id, id),
  foreign key (community_id, person_id) references persons (community_id, id),
  foreign key (community_id, stairwell_id) references stairwells (community_id, id),
  foreign key (community_id, organisation_id) references organisations (community_id, id),
  foreign key (community_id, appointed_by) references persons (community_id, id),
  foreign key (community_id, ended_by) references persons (community_id, id),
  check ((stairwell_id is not null) = (kind = 'captain')),
  check ((organisation_id is not null) = (kind = 'handler'))
);
select enable_tenancy('posts');
create index posts_by_person on posts (community_id, person_id);
create unique index posts_open on posts (community_id, person_id, kind, stairwell_id, organisation_id)
  nulls not distinct where held_until is null;
