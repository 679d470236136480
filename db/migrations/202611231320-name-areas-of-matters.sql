-- A matter about a shared place says which one. The fence is lifted for the owner only while it copies what is there.

alter table matters add column area text check (length(area) between 1 and 60);

alter table matters no force row level security;
alter table reports no force row level security;
alter table public_areas no force row level security;
update matters m set area = a.name
  from reports r, public_areas a
  where m.building_id is null and r.community_id = m.community_id and r.id = m.first_report_id
    and a.community_id = r.community_id and a.id = (r.place ->> 'areaId')::uuid;
alter table matters force row level security;
alter table reports force row level security;
alter table public_areas force row level security;
