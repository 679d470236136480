-- What people said, the photos they added, and what they are still writing.

create table reports (
  community_id uuid not null references communities (id),
  id uuid not null,
  number text not null,
  state text not null check (state in ('submitted', 'accepted', 'merged', 'rejected', 'redirected', 'withdrawn')),
  channel text not null check (channel in
    ('form', 'phone', 'counter', 'proxy', 'wechat', 'qq', 'box', 'board', 'round', 'session', 'import')),
  text text not null check (length(text) between 1 and 10000),
  place jsonb not null,
  building_id uuid,
  stairwell_id uuid,
  anonymity text not null check (anonymity in ('public-name', 'community-only', 'hidden-from-handler', 'anonymous')),
  public_name text,
  person_id uuid,
  contact_name text,
  contact_phone text,
  category_guess text,
  registered_by_post_id uuid,
  privacy_notice text not null,
  locale text not null check (locale in ('zh', 'en')),
  -- Changes when a lost private link is replaced; the key is derived, never stored.
  key_version integer not null default 1,
  submitted_at timestamptz not null,
  occurred_at timestamptz not null,
  matter_id uuid,
  decided_at timestamptz,
  decision_reason text,
  decision_message text,
  asked_at timestamptz,
  source text,
  source_id text,
  content_hash bytea,
  primary key (community_id, id),
  unique (community_id, number),
  unique (community_id, source, source_id),
  foreign key (community_id, building_id) references buildings (community_id, id),
  foreign key (community_id, stairwell_id) references stairwells (community_id, id),
  foreign key (community_id, person_id) references persons (community_id, id),
  -- Fully anonymous keeps nothing of the person.
  check (anonymity <> 'anonymous' or
    (person_id is null and contact_name is null and contact_phone is null and public_name is null))
);
select enable_tenancy('reports');
create index reports_by_state on reports (community_id, state, submitted_at, id);
create index reports_by_matter on reports (community_id, matter_id) where matter_id is not null;
create index reports_by_person on reports (community_id, person_id, submitted_at desc) where person_id is not null;
create index reports_by_content on reports (community_id, content_hash) where content_hash is not null;

create table report_messages (
  community_id uuid not null references communities (id),
  id uuid not null,
  report_id uuid not null,
  at timestamptz not null,
  by text not null check (by in ('reporter', 'desk')),
  text text not null check (length(text) between 1 and 10000),
  photo_ids uuid[] not null default '{}',
  primary key (community_id, id),
  foreign key (community_id, report_id) references reports (community_id, id)
);
select enable_tenancy('report_messages');
create index report_messages_by_report on report_messages (community_id, report_id, at);

create table drafts (
  community_id uuid not null references communities (id),
  id uuid not null,
  content jsonb not null,
  updated_at timestamptz not null,
  primary key (community_id, id)
);
select enable_tenancy('drafts');
create index drafts_by_age on drafts (community_id, updated_at);

-- A photo waits unattached for at most a day; attached, it belongs to exactly one thing and is read with it.
create table photos (
  community_id uuid not null references communities (id),
  id uuid not null,
  large_file text not null,
  small_file text not null,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  uploaded_at timestamptz not null,
  attached_to text check (attached_to in ('report', 'matter', 'draft')),
  attached_id uuid,
  -- The place among the photos of its owner, in the order chosen by whoever added them.
  position integer not null default 0,
  primary key (community_id, id),
  check ((attached_to is null) = (attached_id is null))
);
select enable_tenancy('photos');
create index photos_by_owner on photos (community_id, attached_to, attached_id);
create index photos_by_file on photos (community_id, large_file);
create index photos_unattached on photos (community_id, uploaded_at) where attached_to is null;

-- Who looked at a reporter's name and number, when, and under which post.
create table contact_lookups (
  community_id uuid not null references communities (id),
  id uuid not null,
  report_id uuid not null,
  person_id uuid not null,
  at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, report_id) references reports (community_id, id)
);
select enable_tenancy('contact_lookups');
create index contact_lookups_by_report on contact_lookups (community_id, report_id, at);
comment on table contact_lookups is '@append-only a trace of each look at personal data';
