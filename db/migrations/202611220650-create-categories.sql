-- What things are about. A category is changed by ending its row and adding another: an old matter keeps what
-- it was promised.

create table category_groups (
  community_id uuid not null references communities (id),
  code text not null check (code ~ '^[A-Z]{3}$'),
  name jsonb not null,
  primary key (community_id, code)
);
select enable_tenancy('category_groups');

create table categories (
  community_id uuid not null references communities (id),
  code text not null check (code ~ '^[A-Z]{3}[0-9]{2}$'),
  effective_from date not null,
  effective_to date check (effective_to > effective_from),
  group_code text not null,
  name jsonb not null,
  tier text not null check (tier in ('self', 'joint', 'linked')),
  handler jsonb not null,
  category_limit text not null check (category_limit in ('U2h', 'W1', 'W3', 'W5', 'W7', 'W15', 'vote')),
  flags text[] not null,
  keywords text[] not null,
  primary key (community_id, code, effective_from),
  foreign key (community_id, group_code) references category_groups (community_id, code)
);
select enable_tenancy('categories');
