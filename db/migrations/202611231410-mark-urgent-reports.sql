-- A report whose category, or whose words, speak of danger stands first at the desk (flag `emergency`).
alter table reports add column urgent boolean not null default false;
create index reports_urgent on reports (community_id, submitted_at) where urgent and state = 'submitted';
