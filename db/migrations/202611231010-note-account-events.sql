-- What happened to an account's ways in, for its owner to read (GB/T 22239-2019, 8.1.4.3: each important security
-- event with time, kind and who). No address, no device.

create table account_events (
  id uuid primary key,
  account_id uuid not null references accounts (id),
  kind text not null check (kind in
    ('password-changed', 'password-link-issued', 'password-chosen', 'second-factor-set', 'second-factor-reset',
      'recovery-code-used', 'recovery-codes-renewed', 'number-removed')),
  by text not null check (by in ('self', 'administrator', 'operator')),
  at timestamptz not null
);
create index account_events_by_account on account_events (account_id, at desc, id desc);
comment on table account_events is '@append-only what happened to the ways into an account';
