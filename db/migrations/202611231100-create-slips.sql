-- Slips of paper that bind a person to a dwelling: one code for each dwelling of a sheet, kept as a keyed hash.

create table slip_sheets (
  community_id uuid not null references communities (id),
  id uuid not null,
  building_id uuid not null,
  -- Null for all stairwells of the building.
  stairwell_id uuid,
  dwellings integer not null check (dwellings > 0),
  made_at timestamptz not null,
  made_by uuid not null,
  -- The first instant at which its codes hold no more.
  expires_at timestamptz not null check (expires_at > made_at),
  primary key (community_id, id),
  foreign key (community_id, building_id) references buildings (community_id, id),
  foreign key (community_id, stairwell_id) references stairwells (community_id, id),
  foreign key (community_id, made_by) references persons (community_id, id)
);
select enable_tenancy('slip_sheets');
create index slip_sheets_by_building on slip_sheets (community_id, building_id, made_at desc);

-- One living slip for each dwelling: a new sheet replaces what an older one said.
create table slips (
  community_id uuid not null references communities (id),
  dwelling_id uuid not null,
  sheet_id uuid not null,
  code_hash text not null check (length(code_hash) = 64),
  primary key (community_id, dwelling_id),
  unique (community_id, code_hash),
  foreign key (community_id, dwelling_id) references dwellings (community_id, id),
  foreign key (community_id, sheet_id) references slip_sheets (community_id, id)
);
select enable_tenancy('slips');
create index slips_by_sheet on slips (community_id, sheet_id);

-- Who was bound by which slip; counts against its limit.
create table slip_uses (
  community_id uuid not null references communities (id),
  sheet_id uuid not null,
  dwelling_id uuid not null,
  person_id uuid not null,
  at timestamptz not null,
  primary key (community_id, sheet_id, dwelling_id, person_id),
  foreign key (community_id, sheet_id) references slip_sheets (community_id, id),
  foreign key (community_id, dwelling_id) references dwellings (community_id, id),
  foreign key (community_id, person_id) references persons (community_id, id)
);
select enable_tenancy('slip_uses');

-- Codes that were tried and opened nothing: guessing is stopped by counting them. Never what was typed.
create table slip_tries (
  community_id uuid not null references communities (id),
  id uuid not null,
  person_id uuid not null,
  at timestamptz not null,
  primary key (community_id, id),
  foreign key (community_id, person_id) references persons (community_id, id)
);
select enable_tenancy('slip_tries');
create index slip_tries_by_age on slip_tries (community_id, at);
