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

-- Writes one batch behind the head, whatever that is when its turn has come: the batch was worked out without it. It answers with
-- the head that it found; with null, and nothing written, when a checked stream is at another version. A stream that was taken for
-- new, or a command that was recorded before, breaks a unique constraint, and nothing is written either. One array for each column.
create function append_batch(
  checked_streams text[], checked_versions bigint[],
  command_ids uuid[], command_places bigint[], command_outcomes bytea[],
  streams text[], versions bigint[], event_ids uuid[], types text[], schema_versions int[],
  contents json[], metadatas json[], instants timestamptz[], digests bytea[],
  removed_keys text[], removed_ids uuid[],
  set_keys text[], set_ids uuid[], set_dues timestamptz[], set_types text[], set_schema_versions int[], set_contents json[], set_metadatas json[],
  out head bigint, out head_hash bytea)
language plpgsql as $$
declare
  next_hash bytea;
  hashes bytea[];
begin
  -- Locks the head; an update was faster than "for no key update". Later statements see all that was committed before.
  update log_head set position = position returning position, hash into head, head_hash;
  if not found or octet_length(head_hash) <> 32 then
    head := null; -- Without a head, or with one that holds no hash, nothing can be written behind it.
    return;
  end if;

  if checked_streams is not null and exists (
    select from unnest(checked_streams, checked_versions) as c (stream, version)
    where c.version <> coalesce((select e.version from events e where e.stream = c.stream order by e.version desc limit 1), 0))
  then
    head := null;
    return;
  end if;

  if digests is not null then
    -- As HashChain.Link and AppendPlan.At do.
    next_hash := head_hash;
    for i in 1 .. cardinality(digests) loop
      next_hash := sha256(next_hash || digests[i]);
      hashes[i] := next_hash;
    end loop;

    insert into events (position, stream, version, event_id, type, schema_version, data, metadata, recorded_at, hash)
    select head + e.place, e.stream, e.version, e.id, e.type, e.schema_version, e.data, e.metadata, e.recorded_at, e.hash
    from unnest(streams, versions, event_ids, types, schema_versions, contents, metadatas, instants, hashes) with ordinality
      as e (stream, version, id, type, schema_version, data, metadata, recorded_at, hash, place);

    update log_head set position = head + cardinality(digests), hash = next_hash;
  end if;

  if command_ids is not null then
    insert into outcomes (command_id, position, outcome)
    select o.id, head + o.place, o.outcome from unnest(command_ids, command_places, command_outcomes) as o (id, place, outcome);
  end if;

  if removed_keys is not null then
    delete from scheduled s using unnest(removed_keys, removed_ids) as r (key, id) where s.key = r.key and (r.id is null or s.id = r.id);
  end if;

  if set_keys is not null then
    insert into scheduled (key, id, due, type, schema_version, data, metadata)
    select s.* from unnest(set_keys, set_ids, set_dues, set_types, set_schema_versions, set_contents, set_metadatas) as s
    on conflict (key) do update
      set id = excluded.id, due = excluded.due, type = excluded.type, schema_version = excluded.schema_version,
          data = excluded.data, metadata = excluded.metadata;
  end if;
end
$$;
