-- Reports that the desk marked as abusive: on record for ever, out of the way until the mark is lifted.
create table abuse_marks (
  community_id uuid not null references communities (id),
  id uuid not null,
  report_id uuid not null,
  reason text not null check (reason in ('insult', 'false', 'flood', 'advertising', 'other')),
  words text not null check (char_length(words) between 1 and 500),
  marked_at timestamptz not null,
  marked_by_post_id uuid,
  restrained_until timestamptz not null,
  lifted_at timestamptz,
  lifted_by_post_id uuid,
  primary key (community_id, id),
  foreign key (community_id, report_id) references reports (community_id, id),
  foreign key (community_id, marked_by_post_id) references posts (community_id, id),
  foreign key (community_id, lifted_by_post_id) references posts (community_id, id)
);
create unique index abuse_marks_one on abuse_marks (community_id, report_id) where lifted_at is null;
select enable_tenancy('abuse_marks');

-- Who sends less for some days, under keyed hashes: a person or a number, as the report holds them, never a browser or an
-- address. A row goes with its period.
create table restraints (
  community_id uuid not null references communities (id),
  report_id uuid not null,
  key_hash bytea not null check (octet_length(key_hash) = 16),
  until timestamptz not null,
  primary key (community_id, report_id, key_hash),
  foreign key (community_id, report_id) references reports (community_id, id)
);
create index restraints_by_key on restraints (community_id, key_hash, until);
select enable_tenancy('restraints');

alter table reports drop constraint reports_aside_check;
alter table reports add constraint reports_aside_check check (aside in ('same-words', 'crowd', 'abusive'));
