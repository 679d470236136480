-- A session as its owner sees it in a list, and one that is half open: it waits for a code, or for the setting up of
-- a second factor, and is nobody until then. What is being set up belongs to the session and goes with it.

alter table sessions
  add column id uuid not null unique default gen_random_uuid(),
  add column awaits text check (awaits in ('code', 'enrolment')),
  add column pending_secret text,
  add column device_system text not null default 'other',
  add column device_program text not null default 'other',
  add check (awaits is null or kind = 'staff');
