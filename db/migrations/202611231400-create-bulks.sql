-- What the desk asked for on several things at once: an intention first, carried out item by item after the time to
-- take it back. Until then nothing of it stands anywhere else (docs/decisions/0021).

create table bulks (
  community_id uuid not null references communities (id),
  id uuid not null,
  act text not null check (act in ('accept', 'redirect', 'merge', 'join', 'dispatch')),
  -- What is to be done, as it was asked: category, handlers, words. Erased once everything is carried out.
  asked jsonb not null check (jsonb_typeof(asked) = 'object'),
  account_id uuid not null,
  person_id uuid not null,
  locale text not null check (locale in ('zh', 'en')),
  asked_at timestamptz not null,
  run_at timestamptz not null check (run_at >= asked_at),
  undone_at timestamptz,
  done_at timestamptz,
  -- The matter that several reports become or join.
  matter_id uuid,
  primary key (community_id, id),
  foreign key (community_id, person_id) references persons (community_id, id),
  foreign key (community_id, matter_id) references matters (community_id, id),
  check (undone_at is null or done_at is null)
);
select enable_tenancy('bulks');
create index bulks_due on bulks (community_id, run_at) where undone_at is null and done_at is null;
create index bulks_by_person on bulks (community_id, person_id, asked_at desc);

create table bulk_items (
  community_id uuid not null references communities (id),
  bulk_id uuid not null,
  position integer not null check (position >= 0),
  kind text not null check (kind in ('report', 'matter')),
  subject_id uuid not null,
  number text not null,
  outcome text not null default 'waiting' check (outcome in ('waiting', 'done', 'refused')),
  refusal_code text,
  refusal_facts jsonb,
  primary key (community_id, bulk_id, position),
  unique (community_id, bulk_id, subject_id),
  foreign key (community_id, bulk_id) references bulks (community_id, id),
  check ((outcome = 'refused') = (refusal_code is not null))
);
select enable_tenancy('bulk_items');
