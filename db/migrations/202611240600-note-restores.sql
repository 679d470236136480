-- Each time this database was filled from a backup. A restore is complete when its row is there: the row is written in
-- the transaction that loads everything, and what lies ready beside the database is put in its place afterwards.

create table restores (
  id uuid primary key,
  backup_id uuid not null,
  backup_made_at timestamptz not null,
  restored_at timestamptz not null
);
comment on table restores is '@append-only: what a database was filled from';
