-- A link to a new password, one for an account at a time. Only its hash is kept, and it goes when it is used.

create table password_links (
  account_id uuid primary key references accounts (id),
  token_hash bytea not null unique,
  issued_at timestamptz not null
);
