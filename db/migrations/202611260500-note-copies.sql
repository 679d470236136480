-- Who takes a copy of everything that is held about them finds that noted on their account.
alter table account_events drop constraint account_events_kind_check;
alter table account_events add constraint account_events_kind_check check (kind in
  ('password-changed', 'password-link-issued', 'password-chosen', 'second-factor-set', 'second-factor-reset',
    'recovery-code-used', 'recovery-codes-renewed', 'number-removed', 'identity-bound', 'identity-unbound',
    'data-copied'));
