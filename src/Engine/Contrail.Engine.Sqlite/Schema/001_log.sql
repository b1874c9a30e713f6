-- The log of one module: <module>.log.db. It is written with synchronous = FULL.

-- Names are long and repeat; a number in their place keeps events and their index small.
create table streams (
  id integer primary key,
  name text not null unique
) strict;

-- data and metadata are text, so that SQL can look into them; their bytes are hashed and come back verbatim.
-- The long columns are last: the others are found without walking overflow pages.
create table events (
  position integer primary key,
  stream_id integer not null,
  version integer not null,
  event_id blob not null,
  recorded_at integer not null, -- microseconds since 1970-01-01 UTC
  hash blob not null,
  schema_version integer not null,
  type text not null,
  data text not null,
  metadata text not null
) strict;

create unique index events_stream_version on events (stream_id, version);

create table outcomes (
  command_id blob primary key,
  position integer not null,
  outcome blob not null
) strict, without rowid;

create table scheduled (
  key text primary key,
  id blob not null,
  due integer not null, -- microseconds since 1970-01-01 UTC
  type text not null,
  schema_version integer not null,
  data text not null,
  metadata text not null
) strict, without rowid;

create index scheduled_due on scheduled (due, key);

create table snapshots (
  stream text not null,
  kind text not null,
  version integer not null,
  data text not null,
  primary key (stream, kind)
) strict, without rowid;

-- For people who look at a log with SQL.
create view log as
select e.position, s.name as stream, e.version, e.type, e.schema_version, e.data, e.metadata,
  datetime(e.recorded_at / 1000000, 'unixepoch') as recorded_at, lower(hex(e.event_id)) as event_id, lower(hex(e.hash)) as hash
from events e join streams s on s.id = e.stream_id;
