-- Phrases are offered also where a report is accepted and where somebody writes to its reporter before deciding.
alter table phrases drop constraint phrases_use_check;
alter table phrases add constraint phrases_use_check
  check (use in ('ask', 'write', 'accept', 'redirect', 'reject', 'reply', 'suspend', 'resolve'));
