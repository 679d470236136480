-- Staff may sign in by a provider of identities: issuer and subject, bound to one account each.

create table identities (
  account_id uuid primary key references accounts (id),
  issuer text not null,
  -- Never given to another (OpenID Connect Core 1.0, 2); no name, no mail address is kept.
  subject text not null check (length(subject) between 1 and 255),
  bound_at timestamptz not null,
  unique (issuer, subject)
);

-- Which attempts have come back: an answer is taken once.
create table spent_attempts (
  attempt_hash bytea primary key,
  spent_at timestamptz not null
);

alter table account_events drop constraint account_events_kind_check;
alter table account_events add constraint account_events_kind_check check (kind in
  ('password-changed', 'password-link-issued', 'password-chosen', 'second-factor-set', 'second-factor-reset',
    'recovery-code-used', 'recovery-codes-renewed', 'number-removed', 'identity-bound', 'identity-unbound'));
