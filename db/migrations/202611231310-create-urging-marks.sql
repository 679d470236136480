-- The moments at which a clock has urged by itself. A mark that was reached together with a later one is passed over.

create table urging_marks (
  community_id uuid not null references communities (id),
  deadline_id uuid not null,
  mark text not null check (mark in ('half', 'four-fifths', 'not-taken')),
  matter_id uuid not null,
  reached_at timestamptz not null,
  at timestamptz not null,
  urged boolean not null,
  primary key (community_id, deadline_id, mark),
  foreign key (community_id, deadline_id) references deadlines (community_id, id),
  foreign key (community_id, matter_id) references matters (community_id, id)
);
comment on table urging_marks is '@append-only';
select enable_tenancy('urging_marks');
create index urging_marks_by_matter on urging_marks (community_id, matter_id);
