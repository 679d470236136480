-- A building or shared area that is no more is closed: nobody can choose it, and what happened there keeps its name.
-- What a report says of a dwelling or a shared area is tied to it, so that neither can be removed behind its back.

alter table buildings add column closed_on date;
alter table public_areas add column closed_on date;

alter table reports add column dwelling_id uuid, add column area_id uuid;
alter table reports no force row level security;
update reports set dwelling_id = (place ->> 'dwellingId')::uuid, area_id = (place ->> 'areaId')::uuid
  where place ? 'dwellingId' or place ? 'areaId';
alter table reports force row level security;
alter table reports
  add foreign key (community_id, dwelling_id) references dwellings (community_id, id),
  add foreign key (community_id, area_id) references public_areas (community_id, id);
