-- Somebody's wish to have what is held about them erased (Personal Information Protection Law, art. 47), and that it was
-- done: whose it was says only an id that means nobody any more.
create table erasures (
  community_id uuid not null references communities (id),
  id uuid not null,
  person_id uuid not null,
  asked_by text not null check (asked_by in ('self', 'restore')),
  asked_at timestamptz not null,
  -- Until then it can be taken back.
  due_at timestamptz not null check (due_at >= asked_at),
  state text not null check (state in ('asked', 'withdrawn', 'done')),
  ended_at timestamptz,
  reports integer check (reports >= 0),
  files integer check (files >= 0),
  primary key (community_id, id),
  foreign key (community_id, person_id) references persons (community_id, id),
  check ((state = 'asked') = (ended_at is null)),
  check ((state = 'done') = (reports is not null and files is not null))
);
select enable_tenancy('erasures');
create unique index erasures_open on erasures (community_id, person_id) where state = 'asked';
create index erasures_by_end on erasures (community_id, ended_at desc) where state = 'done';
