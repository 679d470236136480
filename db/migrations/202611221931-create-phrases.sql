-- Words to start a reply from, by use and perhaps category. `seed` names what came with the product, so that the starter
-- set can be taken again without a double. English may be missing; then everybody is written to in Chinese.

create table phrases (
  community_id uuid not null references communities (id),
  id uuid not null,
  use text not null check (use in ('ask', 'redirect', 'reject', 'reply', 'suspend', 'resolve')),
  category_code text,
  name_zh text not null check (length(name_zh) between 1 and 20),
  name_en text check (length(name_en) between 1 and 40),
  text_zh text not null check (length(text_zh) between 1 and 500),
  text_en text check (length(text_en) between 1 and 500),
  seed text,
  version integer not null default 0,
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (community_id, id),
  unique (community_id, seed)
);
select enable_tenancy('phrases');
create index phrases_by_use on phrases (community_id, use) where retired_at is null;
