-- Staff are told of absences they stand in for, and of what others did to their accounts: here and outside.

alter table notices drop constraint notices_subject_kind_check;
alter table notices add constraint notices_subject_kind_check
  check (subject_kind in ('matter', 'report', 'home', 'residence-request', 'absence', 'account'));

alter table messages drop constraint messages_subject_kind_check;
alter table messages add constraint messages_subject_kind_check
  check (subject_kind in ('matter', 'report', 'home', 'residence-request', 'absence', 'account'));
