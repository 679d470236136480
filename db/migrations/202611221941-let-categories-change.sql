-- Categories that are not offered for new things, and who changed what of a category for which reason.

alter table categories add column open boolean not null default true;

create table category_changes (
  community_id uuid not null references communities (id),
  id uuid not null,
  at timestamptz not null,
  person_id uuid not null,
  code text not null check (code ~ '^[A-Z]{3}[0-9]{2}$'),
  kind text not null check (kind in ('changed', 'added', 'withdrawn')),
  effective_from date not null,
  reason text not null check (length(reason) <= 200),
  primary key (community_id, id),
  foreign key (community_id, person_id) references persons (community_id, id)
);
comment on table category_changes is '@append-only';
select enable_tenancy('category_changes');
create index category_changes_by_code on category_changes (community_id, code, at);
