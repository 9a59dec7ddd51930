-- The ledger is written through these functions alone. They belong to retentbase_ingest, so one statement can serve the
-- authenticated requests of several workspaces; each row carries the workspace its own API key opened.

-- From the SHA-256 of a presented key to its workspace, plan and access, in one look-up.
create function authenticate_api_key(p_key_hash bytea)
returns table (
  workspace_id uuid, api_key_id uuid, api_key_name text, environments text, expires_at timestamptz, revoked_at timestamptz,
  slug text, plan text, access text, is_demo boolean
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select w.id, k.id, k.name, k.environments, k.expires_at, k.revoked_at, w.slug, w.plan, w.access, w.is_demo
  from api_key_directory d
  join api_keys k on k.workspace_id = d.workspace_id and k.id = d.api_key_id
  join workspaces w on w.id = d.workspace_id
  where d.key_hash = p_key_hash
$$;

-- Inserts what is new, and answers the ids of the rows it made. A row is left out, without disturbing its neighbours, when
-- its event exists already, its reason is not enabled, or its workspace is read-only; the caller then finds out which.
create function ingest_cancellations(
  p_workspace_id uuid[], p_environment text[], p_event_id text[], p_id uuid[], p_source text[],
  p_user_id text[], p_reason_key text[], p_reason_text text[],
  p_offer_type text[], p_offer_accepted boolean[], p_offer_label text[],
  p_plan text[], p_mrr numeric[], p_tenure_days integer[], p_metadata jsonb[],
  p_occurred_at timestamptz[], p_received_at timestamptz[], p_outcome text[], p_fingerprint text[], p_api_key_id uuid[]
) returns setof uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
as $$
begin
  return query
  with input as materialized (
    select * from unnest(
      p_workspace_id, p_environment, p_event_id, p_id, p_source, p_user_id, p_reason_key, p_reason_text,
      p_offer_type, p_offer_accepted, p_offer_label, p_plan, p_mrr, p_tenure_days, p_metadata,
      p_occurred_at, p_received_at, p_outcome, p_fingerprint, p_api_key_id
    ) as t (
      workspace_id, environment, event_id, id, source, user_id, reason_key, reason_text,
      offer_type, offer_accepted, offer_label, plan, mrr, tenure_days, metadata,
      occurred_at, received_at, outcome, fingerprint, api_key_id
    )
  ), created as (
    insert into cancellations as c (
      workspace_id, environment, event_id, id, source, user_id, reason_key, reason_text,
      offer_type, offer_accepted, offer_label, plan, mrr, tenure_days, metadata,
      occurred_at, received_at, updated_at, initial_outcome, payload_fingerprint, api_key_id,
      outcome, outcome_effective_at, outcome_received_at, outcome_seq, last_update_seq
    )
    select
      i.workspace_id, i.environment, i.event_id, i.id, i.source, i.user_id, i.reason_key, i.reason_text,
      i.offer_type, i.offer_accepted, i.offer_label, i.plan, i.mrr, i.tenure_days, i.metadata,
      i.occurred_at, i.received_at, i.received_at, i.outcome, decode(i.fingerprint, 'hex'), i.api_key_id,
      i.outcome,
      case when i.outcome <> 'pending' then i.occurred_at end,
      case when i.outcome <> 'pending' then i.received_at end,
      case when i.outcome <> 'pending' then 1 else 0 end,
      case when i.outcome <> 'pending' then 1 else 0 end
    from input i
    join workspaces w on w.id = i.workspace_id and w.access <> 'read_only'
    join reasons r on r.workspace_id = i.workspace_id and r.key = i.reason_key and (r.enabled or r.merged_into is not null)
    -- One order for every process, so that two batches with common events cannot wait for each other.
    order by i.workspace_id, i.environment, i.event_id collate "C"
    on conflict (workspace_id, environment, event_id) do nothing
    returning c.id
  ), outcomes as (
    insert into outcome_updates (workspace_id, cancellation_id, seq, outcome, effective_at, received_at, actor_type, actor_id)
    select i.workspace_id, i.id, 1, i.outcome, i.occurred_at, i.received_at,
           case when i.api_key_id is null then 'system' else 'api_key' end, i.api_key_id
    from created join input i using (id)
    where i.outcome <> 'pending'
  )
  select id from created;
end $$;

-- The stored events of a list of keys, whoever's they are: for the replays of a batch.
create function find_cancellations(p_workspace_id uuid[], p_environment text[], p_event_id text[])
returns setof cancellations
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select c.* from unnest(p_workspace_id, p_environment, p_event_id) as i (workspace_id, environment, event_id)
  join cancellations c
    on c.workspace_id = i.workspace_id and c.environment = i.environment and c.event_id = i.event_id collate "C"
$$;

-- Appends outcome updates, at most one per event in a call, and answers each event as it is afterwards; unknown events are
-- left out. The current outcome is the update with the latest least(effective_at, received_at), ties by receipt. A repeat
-- of the latest received update (same fingerprint) changes nothing.
create function update_cancellation_outcomes(
  p_workspace_id uuid[], p_environment text[], p_event_id text[], p_outcome text[],
  p_effective_at timestamptz[], p_received_at timestamptz[], p_metadata jsonb[], p_fingerprint text[], p_api_key_id uuid[]
) returns setof cancellations
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
as $$
begin
  -- Lock first, in one order for every process; the next statement then reads what the last writer committed.
  perform 1
  from unnest(p_workspace_id, p_environment, p_event_id) as i (workspace_id, environment, event_id)
  join cancellations c
    on c.workspace_id = i.workspace_id and c.environment = i.environment and c.event_id = i.event_id collate "C"
  order by c.workspace_id, c.environment, c.event_id
  for no key update of c;

  return query
  with stored as materialized (
    select c.*, i.outcome as new_outcome, i.metadata as new_metadata, i.api_key_id as actor_id,
      decode(i.fingerprint, 'hex') as fingerprint,
      -- Clocks of two machines differ; receipt of one event's updates never runs backwards.
      greatest(i.received_at, c.updated_at) as new_received_at,
      coalesce(i.effective_at, greatest(i.received_at, c.updated_at)) as new_effective_at,
      c.last_update_fingerprint is not distinct from decode(i.fingerprint, 'hex') as is_repeat
    from unnest(
      p_workspace_id, p_environment, p_event_id, p_outcome, p_effective_at, p_received_at, p_metadata, p_fingerprint, p_api_key_id
    ) as i (workspace_id, environment, event_id, outcome, effective_at, received_at, metadata, fingerprint, api_key_id)
    join cancellations c
      on c.workspace_id = i.workspace_id and c.environment = i.environment and c.event_id = i.event_id collate "C"
  ), decided as (
    select s.*,
      s.outcome = 'pending'
        or least(s.new_effective_at, s.new_received_at) >= least(s.outcome_effective_at, s.outcome_received_at) as is_current
    from stored s where not s.is_repeat
  ), appended as (
    insert into outcome_updates (workspace_id, cancellation_id, seq, outcome, effective_at, received_at, actor_type, actor_id, metadata)
    select d.workspace_id, d.id, d.last_update_seq + 1, d.new_outcome, d.new_effective_at, d.new_received_at,
           case when d.actor_id is null then 'system' else 'api_key' end, d.actor_id, d.new_metadata
    from decided d
  ), changed as (
    update cancellations c set
      last_update_seq = d.last_update_seq + 1,
      last_update_fingerprint = d.fingerprint,
      updated_at = d.new_received_at,
      outcome = case when d.is_current then d.new_outcome else d.outcome end,
      outcome_effective_at = case when d.is_current then d.new_effective_at else d.outcome_effective_at end,
      outcome_received_at = case when d.is_current then d.new_received_at else d.outcome_received_at end,
      outcome_seq = case when d.is_current then d.last_update_seq + 1 else d.outcome_seq end
    from decided d
    where c.workspace_id = d.workspace_id and c.environment = d.environment and c.event_id = d.event_id
    returning c.*
  )
  select * from changed
  union all
  select c.* from stored s
  join cancellations c on c.workspace_id = s.workspace_id and c.environment = s.environment and c.event_id = s.event_id
  where s.is_repeat;
end $$;

do $$
declare signature text;
begin
  -- Becoming a function's owner takes the right to create in its schema, for this moment only.
  grant create on schema public to retentbase_ingest;
  for signature in
    select p.oid::regprocedure::text from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and p.proname in ('authenticate_api_key', 'ingest_cancellations', 'find_cancellations', 'update_cancellation_outcomes')
  loop
    execute 'alter function ' || signature || ' owner to retentbase_ingest';
    execute 'revoke all on function ' || signature || ' from public';
    execute 'grant execute on function ' || signature || ' to retentbase_app';
  end loop;
  revoke create on schema public from retentbase_ingest;
end $$;
