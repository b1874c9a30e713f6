-- The log of one module. All names are found through the connection's search_path, which is the module's schema.

-- One row. Its lock is held from the moment positions are given out until the commit, so that commit order is position
-- order. Half of each page stays free: the row is updated in place, again and again.
create table log_head (
  only_row boolean primary key default true check (only_row),
  position bigint not null,
  hash bytea not null
) with (fillfactor = 50);

insert into log_head (position, hash) values (0, decode(repeat('00', 32), 'hex'));

-- data and metadata are json, not jsonb: their bytes are hashed and must come back verbatim.
create table events (
  position bigint primary key,
  stream text collate "C" not null,
  version bigint not null,
  event_id uuid not null,
  type text collate "C" not null,
  schema_version int not null,
  data json not null,
  metadata json not null,
  recorded_at timestamptz not null,
  hash bytea not null,
  constraint events_stream_version unique (stream, version)
);

create table outcomes (
  command_id uuid primary key,
  position bigint not null,
  outcome bytea not null
);

create table scheduled (
  key text collate "C" primary key,
  id uuid not null,
  due timestamptz not null,
  type text collate "C" not null,
  schema_version int not null,
  data json not null,
  metadata json not null
);

create index scheduled_due on scheduled (due, key);

create table snapshots (
  stream text collate "C" not null,
  kind text collate "C" not null,
  version bigint not null,
  data json not null,
  primary key (stream, kind)
);
