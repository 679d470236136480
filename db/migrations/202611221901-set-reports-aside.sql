-- Reports that look like a flood wait aside: on record, with their clock running, out of the desk's way.
alter table reports add column aside text check (aside in ('same-words', 'crowd'));
create index reports_aside on reports (community_id, submitted_at) where aside is not null and state = 'submitted';
