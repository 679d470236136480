-- What happened to an account's ways in has a clock now: three years, as looks at personal data have. The database itself
-- lets none go before six months are over (Cybersecurity Law, art. 21 (3)) and changes none, as before.
comment on table account_events is 'only added to, and after its time taken away: the trigger holds both';

create function refuse_change_of_account_event() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.at < now() - interval '6 months' then
      return old;
    end if;
  end if;
  raise exception 'account_events is only added to: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger only_added before update or delete on account_events
  for each row execute function refuse_change_of_account_event();
create trigger never_emptied before truncate on account_events for each statement execute function refuse_change();
alter table account_events enable always trigger only_added;
alter table account_events enable always trigger never_emptied;
