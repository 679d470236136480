-- "I live there": asked without a slip, confirmed or refused by the stairwell's captain or the desk. The door is
-- kept as it was written, so that asking tells nobody which doors exist.

create table residence_requests (
  community_id uuid not null references communities (id),
  id uuid not null,
  person_id uuid not null,
  stairwell_id uuid not null,
  door text not null check (door ~ '^[A-Z]?[0-9]{1,4}[A-Z]?$'),
  occupancy text not null check (occupancy in ('owner', 'tenant')),
  words text check (length(words) between 1 and 200),
  state text not null check (state in ('asked', 'confirmed', 'refused', 'withdrawn')),
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_by_post uuid,
  reason text check (length(reason) between 1 and 200),
  primary key (community_id, id),
  foreign key (community_id, person_id) references persons (community_id, id),
  foreign key (community_id, stairwell_id) references stairwells (community_id, id),
  foreign key (community_id, decided_by) references persons (community_id, id),
  foreign key (community_id, decided_by_post) references posts (community_id, id),
  check ((state = 'asked') = (decided_at is null)),
  check ((reason is not null) = (state = 'refused'))
);
select enable_tenancy('residence_requests');
create unique index residence_requests_open on residence_requests (community_id, person_id, stairwell_id, door)
  where state = 'asked';
create index residence_requests_by_stairwell on residence_requests (community_id, stairwell_id, asked_at desc);
create index residence_requests_by_person on residence_requests (community_id, person_id, asked_at desc);

-- How somebody came into a household: the desk wrote it, a slip said so, or a captain confirmed it.
alter table household_members
  add column came_by text not null default 'desk' check (came_by in ('desk', 'slip', 'request'));

alter table notices drop constraint notices_subject_kind_check;
alter table notices add constraint notices_subject_kind_check
  check (subject_kind in ('matter', 'report', 'home', 'residence-request'));
