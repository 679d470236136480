-- Other programs that are told of public entries, and what was delivered to them.

-- The secret is derived from the installation's, the id and the generation, and stands nowhere.
create table webhooks (
  community_id uuid not null references communities (id),
  id uuid not null,
  url text not null check (length(url) <= 500 and url ~ '^https?://'),
  events text[] not null check (cardinality(events) between 1 and 50),
  generation integer not null default 1 check (generation > 0),
  rotated_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (community_id, id),
  foreign key (community_id, created_by) references persons (community_id, id)
);
select enable_tenancy('webhooks');

-- One entry for one receiver. The body is made anew from the entry, which never changes, at every try.
create table webhook_deliveries (
  community_id uuid not null references communities (id),
  id uuid not null,
  webhook_id uuid not null,
  entry_index bigint not null check (entry_index >= 0),
  event text not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0 check (attempts >= 0),
  reason text check (state <> 'delivered' or reason is null),
  at timestamptz not null,
  tried_at timestamptz,
  primary key (community_id, id),
  unique (community_id, webhook_id, entry_index),
  foreign key (community_id, webhook_id) references webhooks (community_id, id)
);
select enable_tenancy('webhook_deliveries');
create index webhook_deliveries_by_age on webhook_deliveries (community_id, webhook_id, id desc);
