-- A dwelling's floor area in 0.01 m², as the property register gives it: what votes are weighed by.
alter table dwellings add column area_dm2 integer check (area_dm2 between 100 and 10000000);
