-- What somebody said instead of writing it; played to those who may hear it, typed out by the desk.

create table recordings (
  community_id uuid not null references communities (id),
  id uuid not null,
  file text not null,
  container text not null check (container in ('webm', 'ogg', 'mp4', 'mp3', 'wav', 'amr')),
  -- Where the container says it.
  seconds integer check (seconds >= 0),
  uploaded_at timestamptz not null,
  attached_to text check (attached_to in ('draft', 'report')),
  attached_id uuid,
  -- What the desk heard; the recording stays beside it.
  typed_text text check (length(typed_text) between 1 and 10000),
  typed_by uuid,
  typed_at timestamptz,
  primary key (community_id, id),
  foreign key (community_id, typed_by) references persons (community_id, id),
  check ((attached_to is null) = (attached_id is null)),
  check ((typed_text is null) = (typed_at is null))
);
select enable_tenancy('recordings');
-- One recording to a draft or a report.
create unique index recordings_by_owner on recordings (community_id, attached_to, attached_id)
  where attached_to is not null;
create index recordings_by_file on recordings (community_id, file);
create index recordings_unattached on recordings (community_id, uploaded_at) where attached_to is null;
