-- What is derived from the log: progress of subscriptions, what they parked, and the catalogue of read models, whose tables
-- lie in the same file: <module>.read.db. It is written with synchronous = NORMAL.

-- Epochs are counted here, not in the row: a subscription that was forgotten and taken again must shut out the owner it
-- had before.
create table epochs (
  only_row integer primary key check (only_row = 1),
  last integer not null
) strict;

insert into epochs (only_row, last) values (1, 0);

create table subscriptions (
  name text primary key,
  checkpoint integer not null default 0,
  owner text not null,
  epoch integer not null,
  leased_until integer not null -- microseconds since 1970-01-01 UTC
) strict, without rowid;

create table parked (
  subscription text not null,
  position integer not null,
  stream text not null,
  type text not null,
  error text not null,
  attempts integer not null,
  parked_at integer not null,
  redrive_requested integer not null,
  primary key (subscription, position)
) strict, without rowid;

create index parked_stream on parked (subscription, stream, position);

create table operator_acts (
  number integer primary key,
  kind text not null,
  subscription text not null,
  stream text not null,
  up_to integer not null,
  actor text not null,
  reason text not null,
  at integer not null
) strict;

create table generations (
  table_name text primary key,
  read_model text not null,
  version integer not null,
  is_served integer not null
) strict, without rowid;
