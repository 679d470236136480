-- How often what everybody may read of a community has changed. What was read under a number is right as long as the
-- number is the same, so that a crowd that opens one page has it made once (docs/decisions/0059-made-once-for-a-crowd.md).
-- It says nothing but that something changed, so it stands outside of the fence and costs a reader no transaction.
create table public_changes (
  community_id uuid primary key references communities (id),
  version bigint not null
);

-- Counted when the transaction commits, as the last lock it takes: who changes two matters waits for nobody in between.
create function count_public_change() returns trigger
  language plpgsql as $$
declare
  changed uuid := case when tg_op = 'DELETE' then old.community_id else new.community_id end;
  mark text := changed || ' ' || pg_current_xact_id();
begin
  if current_setting('app.public_change', true) is distinct from mark then
    insert into public_changes values (changed, 1)
      on conflict (community_id) do update set version = public_changes.version + 1;
    perform set_config('app.public_change', mark, true);
  end if;
  return null;
end $$;

-- What of a table is public: all of its rows, or those of which `shown` holds.
create function announce_changes(target regclass, shown text default 'true') returns void
  language plpgsql as $$
declare
  was text := '(' || replace(shown, 'row.', 'old.') || ')';
  is_now text := '(' || replace(shown, 'row.', 'new.') || ')';
  action text;
begin
  foreach action in array array['insert', 'update', 'delete'] loop
    execute format(
      'create constraint trigger public_%s after %s on %s deferrable initially deferred
         for each row when (%s) execute function count_public_change()',
      action, action, target,
      case action when 'insert' then is_now when 'delete' then was else was || ' or ' || is_now end);
  end loop;
end $$;

select announce_changes(t) from unnest(array['matters', 'matter_events', 'matter_search', 'categories', 'category_changes',
  'reach_versions']::regclass[]) t;
select announce_changes('deadlines', 'row.kind = ''resolve''');
select announce_changes('reports', 'row.matter_id is not null');
