-- What the runner looks for in every round, whatever the number of communities: one statement each, in which every
-- community is looked at behind its own fence, as `communities_with_pending_entries` does.

-- Communities with a job that could be tried now.
create function communities_with_due_jobs(due timestamptz) returns setof uuid
  language plpgsql as $$
declare
  here uuid;
begin
  for here in select id from communities where not archived loop
    perform set_config('app.community', here::text, true);
    if exists (select from outbox where community_id = here and failed_at is null and run_at <= due) then
      return next here;
    end if;
  end loop;
  perform set_config('app.community', '', true);
end $$;

-- Communities whose ledger has gone on beyond what some reaction has read of it.
create function communities_with_unread_entries() returns setof uuid
  language plpgsql as $$
declare
  here uuid;
begin
  for here in select id from communities where not archived loop
    perform set_config('app.community', here::text, true);
    if (select index from ledger_entries where community_id = here order by index desc limit 1)
      > coalesce((select min(last_index) from ledger_cursors where community_id = here), -1) then
      return next here;
    end if;
  end loop;
  perform set_config('app.community', '', true);
end $$;

-- Communities where something was asked for on several things at once, and its time has come.
create function communities_with_due_bulks(due timestamptz) returns setof uuid
  language plpgsql as $$
declare
  here uuid;
begin
  for here in select id from communities where not archived loop
    perform set_config('app.community', here::text, true);
    if exists (select from bulks
      where community_id = here and run_at <= due and undone_at is null and done_at is null) then
      return next here;
    end if;
  end loop;
  perform set_config('app.community', '', true);
end $$;
