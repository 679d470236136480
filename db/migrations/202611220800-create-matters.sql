-- What the community works on. One matter may stand on many reports; it takes the number of the first.

create table matters (
  community_id uuid not null references communities (id),
  id uuid not null,
  number text not null,
  version integer not null default 0,
  state text not null check (state in ('accepted', 'dispatched', 'taken', 'in_progress', 'done', 'callback',
    'closed', 'returned', 'suspended', 'withdrawn', 'merged')),
  public_title text not null check (length(public_title) between 1 and 60),
  category_code text not null,
  tier text not null check (tier in ('self', 'joint', 'linked')),
  category_limit text not null check (category_limit in ('U2h', 'W1', 'W3', 'W5', 'W7', 'W15', 'vote')),
  sensitive boolean not null,
  proof_expected boolean not null,
  building jsonb,
  building_id uuid,
  first_report_id uuid not null,
  main_handler jsonb,
  main_handler_post_id uuid,
  main_organisation_id uuid,
  assisting jsonb not null default '[]',
  accepted_at timestamptz not null,
  dispatched_at timestamptz,
  contacted_at timestamptz,
  on_site_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  result text check (result in ('solved', 'partly-solved', 'explained', 'not-possible')),
  closing text check (closing in ('confirmed', 'partly', 'unsolved', 'unrated')),
  returned_count integer not null default 0,
  reopened_count integer not null default 0,
  extension_asked boolean not null default false,
  extended boolean not null default false,
  suspended_for text,
  suspended_until date,
  for_joint_meeting boolean not null default false,
  merged_into uuid,
  households integer not null default 1 check (households >= 0),
  primary key (community_id, id),
  unique (community_id, number),
  foreign key (community_id, building_id) references buildings (community_id, id),
  foreign key (community_id, first_report_id) references reports (community_id, id),
  foreign key (community_id, merged_into) references matters (community_id, id)
);
select enable_tenancy('matters');
create index matters_by_state on matters (community_id, state, accepted_at desc, id);
create index matters_by_building on matters (community_id, building_id, category_code) where state not in ('closed', 'withdrawn', 'merged');
create index matters_by_handler on matters (community_id, main_handler_post_id);
create index matters_by_accepted on matters (community_id, accepted_at desc, id);

alter table reports add foreign key (community_id, matter_id) references matters (community_id, id);

-- What happened, line by line: facts may be read by everyone, words only by whom they are for.
create table matter_events (
  community_id uuid not null references communities (id),
  id uuid not null,
  matter_id uuid,
  report_id uuid,
  action text not null,
  at timestamptz not null,
  hat text not null check (hat in ('desk', 'handler', 'captain', 'chair', 'reporter', 'neighbour', 'system')),
  person_id uuid,
  post_id uuid,
  round integer not null default 1,
  facts jsonb not null,
  words text,
  words_for text not null check (words_for in ('reporters-and-staff', 'staff')),
  photo_ids uuid[] not null default '{}',
  primary key (community_id, id),
  foreign key (community_id, matter_id) references matters (community_id, id),
  foreign key (community_id, report_id) references reports (community_id, id),
  check (matter_id is not null or report_id is not null)
);
select enable_tenancy('matter_events');
create index matter_events_by_matter on matter_events (community_id, matter_id, at desc, id desc);

-- Households that met the same: each counts once, however often it says so.
create table matter_voices (
  community_id uuid not null references communities (id),
  matter_id uuid not null,
  household_id uuid not null,
  person_id uuid not null,
  at timestamptz not null,
  primary key (community_id, matter_id, household_id),
  foreign key (community_id, matter_id) references matters (community_id, id)
);
select enable_tenancy('matter_voices');
