-- Words between the desk and a reporter are flagged one by one, before there is a matter and without one.

alter table report_messages add column hidden_at timestamptz;

alter table flags alter column matter_id drop not null;
alter table flags add column report_id uuid;
alter table flags add foreign key (community_id, report_id) references reports (community_id, id);
alter table flags drop constraint flags_part_check;
alter table flags add constraint flags_part_check
  check (part in ('title', 'name', 'reply', 'report', 'event', 'photo', 'message'));
alter table flags drop constraint flags_source_check;
alter table flags add constraint flags_source_check
  check ((source_id is not null) = (part in ('report', 'event', 'photo', 'message')));
alter table flags add constraint flags_about_check check (
  num_nonnulls(matter_id, report_id) = 1 and (report_id is not null) = (part = 'message'));
create index flags_by_report on flags (community_id, report_id) where report_id is not null;
