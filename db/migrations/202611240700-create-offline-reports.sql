-- Reports written without network: they arrive piece by piece, each as often as a telephone sends it, and count once.

create table offline_reports (
  community_id uuid not null references communities (id),
  -- The telephone's own id for it opens the receipt: only its hash is kept.
  key_hash bytea not null check (length(key_hash) = 32),
  begun_at timestamptz not null,
  -- Gathers photos and the recording until the words arrive.
  draft_id uuid,
  report_id uuid,
  -- Tells words that were changed after they had arrived; keyed, so that nothing can be guessed from it.
  content_tag bytea,
  primary key (community_id, key_hash),
  unique (community_id, report_id),
  foreign key (community_id, draft_id) references drafts (community_id, id) on delete set null (draft_id),
  foreign key (community_id, report_id) references reports (community_id, id),
  check ((report_id is null) = (content_tag is null))
);
select enable_tenancy('offline_reports');
create index offline_reports_by_draft on offline_reports (community_id, draft_id) where draft_id is not null;

-- A piece goes with the draft that gathers it: sent on with the report, or cleared away unsent.
create table offline_pieces (
  community_id uuid not null references communities (id),
  key_hash bytea not null,
  piece_id uuid not null,
  draft_id uuid not null,
  -- Null for a recording, of which there is one.
  photo_id uuid,
  primary key (community_id, key_hash, piece_id),
  foreign key (community_id, key_hash) references offline_reports (community_id, key_hash),
  foreign key (community_id, draft_id) references drafts (community_id, id) on delete cascade,
  foreign key (community_id, photo_id) references photos (community_id, id)
);
select enable_tenancy('offline_pieces');
create index offline_pieces_by_draft on offline_pieces (community_id, draft_id);
create index offline_pieces_by_photo on offline_pieces (community_id, photo_id) where photo_id is not null;
