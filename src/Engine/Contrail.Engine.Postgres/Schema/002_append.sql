-- Writes one batch behind the head, whatever that is when its turn has come. The batch was worked out for the head that its node
-- knows of: if the log still ends there, as it does while one node writes, the hashes that come with it are right. Otherwise they are made
-- here. It answers with the head that it found; with null, and nothing written, when a checked stream is at another version. A stream that
-- was taken for new, or a command that was recorded before, breaks a unique constraint, and nothing is written either. One array for each
-- column; taken apart in the list of columns, because as tables each of them would be built in memory before the first row is written.
--
-- A log of an earlier version keeps the function of that version beside this one, with other parameters: its nodes may still run.
create function append_batch(
  known_position bigint, known_hash bytea, known_hashes bytea[],
  command_ids uuid[], command_places bigint[], command_outcomes bytea[],
  streams text[], versions bigint[], event_ids uuid[], types text[], schema_versions int[],
  contents json[], metadatas json[], instants timestamptz[],
  digests bytea[],
  checked_streams text[], checked_versions bigint[],
  removed_keys text[], removed_ids uuid[],
  set_keys text[], set_ids uuid[], set_dues timestamptz[], set_types text[], set_schema_versions int[], set_contents json[], set_metadatas json[],
  out head bigint, out head_hash bytea)
language plpgsql as $$
declare
  new_events constant int := coalesce(cardinality(digests), 0);
  hashes bytea[] := known_hashes;
  next_hash bytea;
begin
  -- The update that finds the head locks it, faster than "for no key update". Later statements see all that was committed before.
  if known_hashes is not null then
    update log_head set position = known_position + new_events, hash = known_hashes[new_events]
    where position = known_position and hash = known_hash
    returning known_position, known_hash into head, head_hash;
  end if;

  if head is null then
    update log_head set position = position returning position, hash into head, head_hash;
    if not found or octet_length(head_hash) <> 32 then
      head := null; -- Without a head, or with one that holds no hash, nothing can be written behind it.
      return;
    end if;

    if new_events > 0 then
      -- As HashChain.Link and AppendPlan.At do.
      next_hash := head_hash;
      for i in 1 .. new_events loop
        next_hash := sha256(next_hash || digests[i]);
        hashes[i] := next_hash;
      end loop;

      update log_head set position = head + new_events, hash = next_hash;
    end if;
  end if;

  if checked_streams is not null and exists (
    select from unnest(checked_streams, checked_versions) as c (stream, version)
    where c.version <> coalesce((select e.version from events e where e.stream = c.stream order by e.version desc limit 1), 0))
  then
    update log_head set position = head, hash = head_hash;
    head := null;
    return;
  end if;

  if new_events > 0 then
    insert into events (position, stream, version, event_id, type, schema_version, data, metadata, recorded_at, hash)
    select
      head + generate_series(1, new_events), unnest(streams), unnest(versions), unnest(event_ids), unnest(types), unnest(schema_versions),
      unnest(contents), unnest(metadatas), unnest(instants), unnest(hashes);
  end if;

  if command_ids is not null then
    insert into outcomes (command_id, position, outcome)
    select unnest(command_ids), head + unnest(command_places), unnest(command_outcomes);
  end if;

  if removed_keys is not null then
    delete from scheduled s using unnest(removed_keys, removed_ids) as r (key, id) where s.key = r.key and (r.id is null or s.id = r.id);
  end if;

  if set_keys is not null then
    insert into scheduled (key, id, due, type, schema_version, data, metadata)
    select
      unnest(set_keys), unnest(set_ids), unnest(set_dues), unnest(set_types), unnest(set_schema_versions), unnest(set_contents), unnest(set_metadatas)
    on conflict (key) do update
      set id = excluded.id, due = excluded.due, type = excluded.type, schema_version = excluded.schema_version,
          data = excluded.data, metadata = excluded.metadata;
  end if;
end
$$;
