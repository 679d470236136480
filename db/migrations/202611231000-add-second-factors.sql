-- Staff show twice that it is them: what they know (a password) and what they hold (a telephone with a secret).

-- Only for made-up accounts, on an installation that nobody else can reach.
alter table accounts add column second_factor_waived boolean not null default false;

-- The secret is sealed under the installation's: who reads this table cannot make a code.
create table second_factors (
  account_id uuid primary key references accounts (id),
  sealed_secret text not null,
  enrolled_at timestamptz not null,
  -- The time step of the code taken last: RFC 6238, 5.2 has each taken once.
  last_step bigint not null,
  failed_attempts integer not null default 0,
  locked_until timestamptz
);

create table recovery_codes (
  account_id uuid not null references accounts (id),
  code_hash text not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);
