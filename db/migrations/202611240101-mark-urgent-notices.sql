-- What cannot wait until morning is known by the case, not by the words it is told in.

alter table notices add column urgent boolean not null default false;
