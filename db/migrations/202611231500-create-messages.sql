-- News that leaves the house: what each person chose, where their mail goes, and a log of what was sent.

-- Without a row: the inbox alone, and nothing at night. Minutes are of the day in China.
create table preferences (
  community_id uuid not null references communities (id),
  person_id uuid not null,
  sms text[] not null default '{}' check (sms <@ array['progress', 'question', 'work', 'urgent']),
  mail text[] not null default '{}' check (mail <@ array['progress', 'question', 'work', 'urgent']),
  quiet_from integer not null check (quiet_from between 0 and 1439),
  quiet_until integer not null check (quiet_until between 0 and 1439),
  changed_at timestamptz not null,
  primary key (community_id, person_id),
  foreign key (community_id, person_id) references persons (community_id, id)
);
select enable_tenancy('preferences');

-- Used for nothing but its own confirmation until confirmed_at.
create table mail_addresses (
  community_id uuid not null references communities (id),
  person_id uuid not null,
  address text not null check (length(address) <= 254 and address ~ '^[^@[:space:][:cntrl:]]+@[^@[:space:][:cntrl:]]+$'),
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (community_id, person_id),
  foreign key (community_id, person_id) references persons (community_id, id)
);
select enable_tenancy('mail_addresses');

-- That something was sent to somebody, never what it said. A job in the outbox carries each that waits.
create table messages (
  community_id uuid not null references communities (id),
  id uuid not null,
  person_id uuid not null,
  channel text not null check (channel in ('sms', 'mail')),
  purpose text not null check (purpose in ('notice', 'confirm-address')),
  masked_to text not null check (masked_to ~ '\*{3}'),
  subject_kind text check (subject_kind in ('matter', 'report')),
  subject_id uuid,
  urgent boolean not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'given-up', 'dropped')),
  attempts integer not null default 0 check (attempts >= 0),
  reason text check (state <> 'sent' or reason is null),
  at timestamptz not null,
  due_at timestamptz not null,
  tried_at timestamptz,
  primary key (community_id, id),
  foreign key (community_id, person_id) references persons (community_id, id),
  check ((purpose = 'notice') = (subject_id is not null)),
  check ((subject_id is null) = (subject_kind is null))
);
select enable_tenancy('messages');
create index messages_by_age on messages (community_id, at desc, id desc);
create index messages_gathering on messages (community_id, person_id, channel, subject_id)
  where state = 'waiting' and attempts = 0;
create index messages_unsent on messages (community_id, at) where state in ('failed', 'given-up');

-- Several notices of one matter go out as one message.
create table message_notices (
  community_id uuid not null references communities (id),
  message_id uuid not null,
  notice_id uuid not null,
  primary key (community_id, message_id, notice_id),
  foreign key (community_id, message_id) references messages (community_id, id) on delete cascade,
  foreign key (community_id, notice_id) references notices (community_id, id)
);
select enable_tenancy('message_notices');
