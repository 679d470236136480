-- The same search, planned once a session: the body of a function in SQL that runs with its owner's rights is planned anew
-- at every call, which cost most of what a search took. Reviewed as before: owner's rights, this table alone, only rows of
-- the transaction's own community, words as values.
create or replace function search_matters(words text[]) returns setof uuid
  language plpgsql stable security definer rows 50
  set search_path = pg_catalog, public
  as $$
begin
  return query
    select s.matter_id from public.matter_search s
    where s.community_id = public.app_community() and cardinality(words) > 0
      and s.lexemes @> array(select public.app_community() || ':' || word from unnest(words) word);
end $$;
