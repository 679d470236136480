-- A try under a name that nobody has writes a row as one under a name that somebody has: neither the answer nor the
-- work done for it tells which names are taken. Many rows, so that tries for many names wait for each other as little
-- as they do for accounts.
create table sign_in_decoys (
  slot integer primary key check (slot between 0 and 255),
  failed_attempts integer not null default 0,
  locked_until timestamptz
);
insert into sign_in_decoys (slot) select generate_series(0, 255);
