-- Residents say that something shown of a matter should not be: somebody's data, an insult, a falsehood, an advertisement.
create table flags (
  community_id uuid not null references communities (id),
  id uuid not null,
  matter_id uuid not null,
  part text not null check (part in ('title', 'name', 'reply')),
  reason text not null check (reason in ('personal-data', 'insult', 'false', 'spam', 'other')),
  words text check (char_length(words) between 1 and 500),
  person_id uuid,
  at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'hidden', 'kept')),
  decided_at timestamptz,
  decided_by_post_id uuid,
  decision_words text check (char_length(decision_words) between 1 and 500),
  bad_faith boolean not null default false,
  primary key (community_id, id),
  foreign key (community_id, matter_id) references matters (community_id, id),
  foreign key (community_id, person_id) references persons (community_id, id),
  foreign key (community_id, decided_by_post_id) references posts (community_id, id),
  check ((state = 'open') = (decided_at is null)),
  check ((state = 'open') = (decision_words is null)),
  check (words is not null or reason <> 'other')
);
create index flags_by_state on flags (community_id, state, at);
create index flags_by_matter on flags (community_id, matter_id, part);
create index flags_by_person on flags (community_id, person_id, at) where person_id is not null;
select enable_tenancy('flags');

-- What of a matter only its staff still see. A hidden title is not among them: it is written anew.
alter table matters add column hidden_parts text[] not null default '{}' check (hidden_parts <@ array['name', 'reply']);
