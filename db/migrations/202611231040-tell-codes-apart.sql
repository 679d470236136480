-- A code sent for one thing is of no use for another: signing in, or a fresh private link of one report.

alter table one_time_codes
  add column purpose text not null default 'sign-in' check (purpose in ('sign-in', 'report-key')),
  add column subject text not null default '';
