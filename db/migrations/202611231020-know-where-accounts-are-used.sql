-- In which communities an account is somebody. Persons are fenced off by community, so that one community cannot see
-- another's; but whoever resets an account has to know that it opens something elsewhere, and no more than that.

create table account_communities (
  account_id uuid not null references accounts (id),
  community_id uuid not null references communities (id),
  primary key (account_id, community_id)
);

-- The owner is behind the fence too; it is opened for this one statement, within the migration's transaction.
alter table persons no force row level security;
insert into account_communities (account_id, community_id)
  select account_id, community_id from persons where account_id is not null;
alter table persons force row level security;
