-- The log of one module: <module>.log.db. It is written with synchronous = FULL.

-- data and metadata are text, so that SQL can look into them; their bytes are hashed and come back verbatim.
-- The long columns are last: the others are found without walking overflow pages.
create table events (
  position integer primary key,
  stream text not null,
  version integer not null,
  event_id blob not null,
  recorded_at integer not null, -- microseconds since 1970-01-01 UTC
  hash blob not null,
  schema_version integer not null,
  type text not null,
  data text not null,
  metadata text not null
) strict;

-- Stream names stand in the rows and in this index. A table of names with numbers would keep long streams smaller, but cost
-- an event of a new stream two b-trees more, each a page to write and flush.
create unique index events_stream_version on events (stream, version);

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
select e.position, e.stream, e.version, e.type, e.schema_version, e.data, e.metadata,
  datetime(e.recorded_at / 1000000, 'unixepoch') as recorded_at, lower(hex(e.event_id)) as event_id, lower(hex(e.hash)) as hash
from events e;
