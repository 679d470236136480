-- Why a result that can be seen is shown by no photo: said by who resolved, read by who reads the reply.
alter table matter_events add column why_no_photo text;
