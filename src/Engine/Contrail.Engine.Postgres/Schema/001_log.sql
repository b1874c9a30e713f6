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

-- Writes a batch that the client worked out from a head and from versions that it holds for true.
-- Returns 0 when it was written; 1 when the head is another one; 2 when a checked stream is at another version or a command
-- was recorded before. Except for 0 nothing is changed. Statements in here see what was committed before the head was locked.
create function append(
  old_position bigint, old_hash bytea, new_position bigint, new_hash bytea,
  checked_streams text[], checked_versions bigint[],
  command_ids uuid[], outcome_positions bigint[], command_outcomes bytea[],
  streams text[], versions bigint[], ids uuid[], types text[], schema_versions int[],
  datas json[], metadatas json[], recorded timestamptz[], hashes bytea[],
  unscheduled_keys text[], unscheduled_ids uuid[],
  scheduled_keys text[], scheduled_ids uuid[], scheduled_dues timestamptz[], scheduled_types text[],
  scheduled_versions int[], scheduled_datas json[], scheduled_metadatas json[]
) returns int language plpgsql as $$
begin
  -- Locks, compares and moves the head in one statement.
  update log_head set position = new_position, hash = new_hash where position = old_position and hash = old_hash;
  if not found then
    return 1;
  end if;

  if exists (
      select from unnest(checked_streams, checked_versions) as c (stream, version)
      where c.version <> coalesce((select e.version from events e where e.stream = c.stream order by e.version desc limit 1), 0))
    or exists (select from outcomes o where o.command_id = any (command_ids))
  then
    update log_head set position = old_position, hash = old_hash;
    return 2;
  end if;

  if new_position > old_position then
    insert into events (position, stream, version, event_id, type, schema_version, data, metadata, recorded_at, hash)
    select old_position + e.place, e.stream, e.version, e.id, e.type, e.schema_version, e.data, e.metadata, e.recorded_at, e.hash
    from unnest(streams, versions, ids, types, schema_versions, datas, metadatas, recorded, hashes) with ordinality
      as e (stream, version, id, type, schema_version, data, metadata, recorded_at, hash, place);
  end if;

  insert into outcomes (command_id, position, outcome)
  select * from unnest(command_ids, outcome_positions, command_outcomes);

  if unscheduled_keys is not null then
    delete from scheduled s using unnest(unscheduled_keys, unscheduled_ids) as u (key, id)
    where s.key = u.key and (u.id is null or s.id = u.id);
  end if;

  if scheduled_keys is not null then
    insert into scheduled (key, id, due, type, schema_version, data, metadata)
    select * from unnest(scheduled_keys, scheduled_ids, scheduled_dues, scheduled_types, scheduled_versions, scheduled_datas, scheduled_metadatas)
    on conflict (key) do update
      set id = excluded.id, due = excluded.due, type = excluded.type, schema_version = excluded.schema_version,
          data = excluded.data, metadata = excluded.metadata;
  end if;

  return 0;
end $$;
