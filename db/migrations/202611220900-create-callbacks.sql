-- Asking whether it is really solved: the tries, and the answers in each round of work.

create table callback_attempts (
  community_id uuid not null references communities (id),
  id uuid not null,
  matter_id uuid not null,
  report_id uuid not null,
  round integer not null check (round >= 1),
  at timestamptz not null,
  way text not null check (way in ('phone', 'visit', 'message')),
  outcome text not null check (outcome in ('answered', 'no-answer', 'refused')),
  person_id uuid not null,
  primary key (community_id, id),
  foreign key (community_id, matter_id) references matters (community_id, id),
  foreign key (community_id, report_id) references reports (community_id, id)
);
select enable_tenancy('callback_attempts');
create index callback_attempts_by_matter on callback_attempts (community_id, matter_id, at);

create table callback_answers (
  community_id uuid not null references communities (id),
  matter_id uuid not null,
  report_id uuid not null,
  round integer not null check (round >= 1),
  at timestamptz not null,
  is_first boolean not null,
  solved text not null check (solved in ('yes', 'partly', 'no')),
  satisfaction integer check (satisfaction between 1 and 5),
  attitude integer check (attitude between 1 and 5),
  words text,
  primary key (community_id, matter_id, report_id, round),
  foreign key (community_id, matter_id) references matters (community_id, id),
  foreign key (community_id, report_id) references reports (community_id, id)
);
select enable_tenancy('callback_answers');
