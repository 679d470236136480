-- Full-text search over what is public of matters. Containment of lists is not leakproof, so behind row-level security its
-- index would never be used: this table is fenced for the application, but not for its owner, with whose rights the one
-- function below reads it. Every word carries its community in front, so that a search costs what its community holds.

create table matter_search (
  community_id uuid not null references communities (id),
  matter_id uuid not null,
  lexemes text[] not null,
  primary key (community_id, matter_id),
  foreign key (community_id, matter_id) references matters (community_id, id)
);
alter table matter_search enable row level security;
create policy tenancy on matter_search
  using (community_id = app_community()) with check (community_id = app_community());
create index matter_search_by_lexeme on matter_search using gin (lexemes);

-- Reviewed: runs with its owner's rights, reads this table alone, only rows of the transaction's own community, and gives
-- ids, which the caller reads behind the fence again. The words are values, never parts of a statement.
create function search_matters(words text[]) returns setof uuid
  language sql stable security definer rows 50
  set search_path = pg_catalog, public
  as $$
    select s.matter_id from public.matter_search s
    where s.community_id = public.app_community() and cardinality(words) > 0
      and s.lexemes @> array(select public.app_community() || ':' || word from unnest(words) word)
  $$;
revoke execute on function search_matters(text[]) from public;

-- The public list, all of it and what is open, in its order.
create index matters_public on matters (community_id, accepted_at desc, id desc)
  where not sensitive and state not in ('withdrawn', 'merged');
create index matters_public_open on matters (community_id, accepted_at desc, id desc)
  where not sensitive and state in ('accepted', 'dispatched', 'taken', 'in_progress', 'returned', 'suspended');
