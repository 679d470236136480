-- What leaves the house may be about a home too, as notices are.

alter table messages drop constraint messages_subject_kind_check;
alter table messages add constraint messages_subject_kind_check
  check (subject_kind in ('matter', 'report', 'home', 'residence-request'));
