-- Who of the staff saw personal data of whom, when, of what kind and through which operation; never the data itself.
-- Audit trails of networks are kept for six months at least (Cybersecurity Law, art. 21 (3)): the database itself lets
-- none go before; how long they are kept beyond is the product's rule.
create table looks (
  community_id uuid not null references communities (id),
  id uuid not null,
  at timestamptz not null,
  -- Null for whoever works on the server's command line.
  account_id uuid,
  person_id uuid,
  post_id uuid,
  post text not null check (post in ('administrator', 'desk', 'captain', 'chair', 'handler', 'street', 'operator')),
  kind text not null check (kind in ('contact', 'reporter', 'person', 'people', 'residence', 'original', 'slips',
    'export', 'copy', 'look-log', 'backup')),
  operation text not null check (operation ~ '^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$'),
  -- Whose data it was; null where it was a list, or somebody who is known by one report only.
  subject_id uuid,
  -- Of the report or matter, as people see it.
  number text,
  -- How many people's data it was, where it was a list.
  people integer check (people >= 0),
  primary key (community_id, id),
  foreign key (community_id, subject_id) references persons (community_id, id),
  check ((post = 'operator') = (account_id is null))
);
select enable_tenancy('looks');
create index looks_by_age on looks (community_id, at desc, id desc);
create index looks_by_subject on looks (community_id, subject_id, at desc, id desc) where subject_id is not null;
create index looks_by_account on looks (community_id, account_id, at desc, id desc);
comment on table looks is 'only added to, and after its time taken away: the trigger holds both';

create function refuse_change_of_look() returns trigger
  language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.at < now() - interval '6 months' then
      return old;
    end if;
  end if;
  raise exception 'looks is only added to: % refused', lower(tg_op) using errcode = 'restrict_violation';
end $$;
create trigger only_added before update or delete on looks for each row execute function refuse_change_of_look();
create trigger never_emptied before truncate on looks for each statement execute function refuse_change();
alter table looks enable always trigger only_added;
alter table looks enable always trigger never_emptied;

alter table contact_lookups no force row level security;
alter table looks no force row level security;
alter table reports no force row level security;
alter table persons no force row level security;
alter table posts no force row level security;
insert into looks (community_id, id, at, account_id, person_id, post_id, post, kind, operation, subject_id, number)
  select l.community_id, l.id, l.at, p.account_id, p.id, h.id, coalesce(h.kind, 'desk'), 'contact', 'report.contact',
      r.person_id, r.number
    from contact_lookups l
    join persons p on p.community_id = l.community_id and p.id = l.person_id and p.account_id is not null
    join reports r on r.community_id = l.community_id and r.id = l.report_id
    left join lateral (
      select id, kind from posts
      where community_id = l.community_id and person_id = p.id order by held_from limit 1) h on true;
alter table looks force row level security;
alter table reports force row level security;
alter table persons force row level security;
alter table posts force row level security;
drop table contact_lookups;
