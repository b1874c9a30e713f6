-- What is derived from the log: progress of subscriptions, what they parked, and the catalogue of read models.

-- Epochs come from a sequence, not from the row: a subscription that was forgotten and taken again must shut out the
-- owner it had before.
create sequence epochs;

create table subscriptions (
  name text collate "C" primary key,
  checkpoint bigint not null default 0,
  owner text not null,
  epoch bigint not null,
  leased_until timestamptz not null
) with (fillfactor = 50);

create table parked (
  subscription text collate "C" not null,
  position bigint not null,
  stream text collate "C" not null,
  type text not null,
  error text not null,
  attempts int not null,
  parked_at timestamptz not null,
  redrive_requested boolean not null,
  primary key (subscription, position)
);

create index parked_stream on parked (subscription, stream, position);

create table operator_acts (
  number bigint generated always as identity primary key,
  kind text not null,
  subscription text not null,
  stream text not null,
  up_to bigint not null,
  actor text not null,
  reason text not null,
  at timestamptz not null
);

create table generations (
  table_name text collate "C" primary key,
  read_model text collate "C" not null,
  version int not null,
  is_served boolean not null
);

-- The first statement of a subscription's commit: locks its row, and fails the transaction when another owner has taken over.
create function advance(subscription text, lease_epoch bigint, new_position bigint) returns void language plpgsql as $$
begin
  update subscriptions s set checkpoint = greatest(s.checkpoint, new_position)
  where s.name = advance.subscription and s.epoch = lease_epoch;
  if not found then
    raise exception 'fenced off' using errcode = 'CT001';
  end if;
end $$;
