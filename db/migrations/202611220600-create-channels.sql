-- What people are told: notices they read here, and a log of the text messages sent to them.

-- To a person, to those who follow a report by its private link, or to a post: whoever holds it now.
create table notices (
  community_id uuid not null references communities (id),
  id uuid not null,
  person_id uuid,
  report_id uuid,
  post_id uuid,
  recipient_id uuid not null generated always as (coalesce(person_id, report_id, post_id)) stored,
  -- The feature and the name of its text; the words are found when it is read, in the reader's language.
  template text not null check (template ~ '^[a-z][a-z-]*\.[a-z][a-z-]*$'),
  params jsonb not null,
  subject_kind text not null check (subject_kind in ('matter', 'report')),
  subject_id uuid not null,
  at timestamptz not null,
  read_at timestamptz,
  primary key (community_id, id),
  foreign key (community_id, person_id) references persons (community_id, id),
  foreign key (community_id, post_id) references posts (community_id, id),
  check (num_nonnulls(person_id, report_id, post_id) = 1)
);
select enable_tenancy('notices');
create index notices_by_recipient on notices (community_id, recipient_id, at desc, id desc);
create index notices_unread on notices (community_id, recipient_id) where read_at is null;

-- That a message was sent, never what it said: a code in it opens an account. The id is the job's in the outbox.
create table sms_messages (
  community_id uuid not null references communities (id),
  id uuid not null,
  masked_phone text not null check (masked_phone ~ '^\d{3}\*{4}\d{4}$'),
  purpose text not null check (purpose in ('one-time-code')),
  state text not null check (state in ('queued', 'sent', 'failed')),
  attempts integer not null check (attempts > 0),
  last_error text check ((last_error is null) = (state = 'sent')),
  at timestamptz not null,
  tried_at timestamptz not null,
  primary key (community_id, id)
);
select enable_tenancy('sms_messages');
create index sms_messages_by_age on sms_messages (community_id, at desc, id desc);
