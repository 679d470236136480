-- Flags of a matter: how often it was urged, and the supervision that stands. Its own date is a clock.

alter table matters
  add column urged_count integer not null default 0 check (urged_count >= 0),
  add column supervision jsonb check (supervision ->> 'level' in ('yellow', 'red')
    and supervision ->> 'reason' in ('safety', 'overdue', 'reopened', 'urged-twice')
    and supervision ->> 'by' in ('street', 'administrator'));

alter table matter_events drop constraint matter_events_hat_check;
alter table matter_events add constraint matter_events_hat_check check (hat in ('desk', 'handler', 'captain', 'chair',
  'reporter', 'neighbour', 'administrator', 'street', 'system'));

alter table deadlines drop constraint deadlines_kind_check;
alter table deadlines add constraint deadlines_kind_check check (kind in (
  'accept', 'on-site', 'take', 'first-contact', 'return', 'resolve', 'callback', 'archive', 'reopen', 'supervision'));
