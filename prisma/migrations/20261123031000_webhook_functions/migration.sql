-- The ledger's two writing functions tell the outbox, in their own commit; three more hand the outbox on to the endpoints of
-- all workspaces. Those answer keys and counts alone: what is in a message, and where it goes, is read as its own workspace.

-- Inserts what is new, and answers the ids of the rows it made. A row is left out, without disturbing its neighbours, when
-- its event exists already, its reason is not enabled, or its workspace is read-only; the caller then finds out which.
-- What was made is put into the outbox in the same commit when an endpoint subscribes to it; an import is no news.
create or replace function ingest_cancellations(
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

  -- Where nobody has an endpoint this costs one look, else one more along an index for each workspace of the batch: by its order,
  -- since the planner would read the whole of a small table.
  if exists (select 1 from webhook_endpoints) then
    if exists (
      select 1 from (select distinct p.id from unnest(p_workspace_id) as p (id)) w
      where w.id = (select e.workspace_id from webhook_endpoints e where e.workspace_id >= w.id and e.enabled order by e.workspace_id limit 1)
    ) then
      insert into outbox (workspace_id, id, environment, topic, payload, created_at)
      select c.workspace_id,
             -- A UUIDv7: random bits behind the time of the change, version 4 made 7.
             encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
               placing substring(int8send((extract(epoch from c.received_at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
             c.environment, 'cancellation.created',
             to_jsonb(c) - array['payload_fingerprint', 'last_update_fingerprint', 'initial_outcome', 'outcome_seq', 'outcome_received_at',
                                'api_key_id', 'import_id', 'erased_at'],
             c.received_at
      from unnest(p_workspace_id, p_environment, p_event_id, p_id) as i (workspace_id, environment, event_id, id)
      join cancellations c
        on c.workspace_id = i.workspace_id and c.environment = i.environment and c.event_id = i.event_id collate "C" and c.id = i.id
      where c.source <> 'import' and exists (
        select 1 from webhook_endpoints e
        where e.workspace_id = c.workspace_id and e.environment = c.environment and e.enabled and 'cancellation.created' = any (e.events)
      );
    end if;
  end if;
end $$;

-- Appends outcome updates, at most one per event in a call, and answers each event as it is afterwards; unknown events are
-- left out. The current outcome is the update with the latest least(effective_at, received_at), ties by receipt. A repeat
-- of the latest received update (same fingerprint) changes nothing. What changed is put into the outbox in the same commit, as
-- it is after this very change, when an endpoint subscribes to it; an import's own updates are no news.
create or replace function update_cancellation_outcomes(
  p_workspace_id uuid[], p_environment text[], p_event_id text[], p_outcome text[],
  p_effective_at timestamptz[], p_received_at timestamptz[], p_metadata jsonb[], p_fingerprint text[], p_api_key_id uuid[]
) returns setof cancellations
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
  has_endpoint boolean := exists (select 1 from webhook_endpoints);
  seq_before integer[];
begin
  -- As in ingest_cancellations.
  if has_endpoint then
    has_endpoint := exists (
      select 1 from (select distinct p.id from unnest(p_workspace_id) as p (id)) w
      where w.id = (select e.workspace_id from webhook_endpoints e where e.workspace_id >= w.id and e.enabled order by e.workspace_id limit 1)
    );
  end if;

  -- Lock first, in one order for every process; the next statement then reads what the last writer committed.
  perform 1
  from unnest(p_workspace_id, p_environment, p_event_id) as i (workspace_id, environment, event_id)
  join cancellations c
    on c.workspace_id = i.workspace_id and c.environment = i.environment and c.event_id = i.event_id collate "C"
  order by c.workspace_id, c.environment, c.event_id
  for no key update of c;

  if has_endpoint then
    select array_agg(c.last_update_seq order by i.position) into seq_before
    from unnest(p_workspace_id, p_environment, p_event_id) with ordinality as i (workspace_id, environment, event_id, position)
    left join cancellations c
      on c.workspace_id = i.workspace_id and c.environment = i.environment and c.event_id = i.event_id collate "C";
  end if;

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

  if has_endpoint then
    insert into outbox (workspace_id, id, environment, topic, payload, created_at)
    select c.workspace_id,
           encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
             placing substring(int8send((extract(epoch from c.updated_at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
           c.environment, 'cancellation.outcome_updated',
           to_jsonb(c) - array['payload_fingerprint', 'last_update_fingerprint', 'initial_outcome', 'outcome_seq', 'outcome_received_at',
                              'api_key_id', 'import_id', 'erased_at'],
           c.updated_at
    from unnest(p_workspace_id, p_environment, p_event_id, p_api_key_id, seq_before) as i (workspace_id, environment, event_id, actor_id, seq_before)
    join cancellations c
      on c.workspace_id = i.workspace_id and c.environment = i.environment and c.event_id = i.event_id collate "C"
    where c.last_update_seq > i.seq_before and (c.source <> 'import' or i.actor_id is not null) and exists (
      select 1 from webhook_endpoints e
      where e.workspace_id = c.workspace_id and e.environment = c.environment and e.enabled and 'cancellation.outcome_updated' = any (e.events)
    );
  end if;
end $$;

-- Makes the deliveries of waiting messages: one for each enabled endpoint that subscribes. All of it is one commit, so a
-- message is either waiting or has its deliveries. @returns how many messages were taken
create function relay_webhook_messages(p_topics text[], p_now timestamptz, p_limit integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare relayed integer;
begin
  with taken as materialized (
    select o.workspace_id, o.id, o.environment, o.topic from outbox o
    where o.processed_at is null and o.topic = any (p_topics)
    order by o.created_at limit p_limit
    for update skip locked
  ), made as (
    insert into webhook_deliveries (workspace_id, message_id, endpoint_id, next_attempt_at, created_at)
    select t.workspace_id, t.id, e.id, p_now, p_now
    from taken t
    join webhook_endpoints e on e.workspace_id = t.workspace_id and e.environment = t.environment and e.enabled and t.topic = any (e.events)
    on conflict do nothing
  )
  update outbox o set processed_at = p_now from taken t where o.workspace_id = t.workspace_id and o.id = t.id;
  get diagnostics relayed = row_count;
  return relayed;
end $$;

-- Claims deliveries that are due, for p_lease_seconds: at most p_per_endpoint of an endpoint at any one time, one of an
-- endpoint that has only failed for a minute, and endpoints take turns: neither a slow nor a busy one holds up the others.
-- Leases go by the clock of the database: those of two workers may differ.
create function claim_webhook_deliveries(p_now timestamptz, p_limit integer, p_per_endpoint integer, p_lease_seconds integer)
returns table (workspace_id uuid, message_id uuid, endpoint_id uuid, claim integer)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
begin
  return query
  -- From endpoint to endpoint along the index, whatever the number of deliveries that wait for each.
  with recursive waiting as (
    (select d.workspace_id, d.endpoint_id from webhook_deliveries d where d.state = 'waiting' order by d.workspace_id, d.endpoint_id limit 1)
    union all
    select n.workspace_id, n.endpoint_id from waiting w cross join lateral (
      select d.workspace_id, d.endpoint_id from webhook_deliveries d
      where d.state = 'waiting' and (d.workspace_id, d.endpoint_id) > (w.workspace_id, w.endpoint_id)
      order by d.workspace_id, d.endpoint_id limit 1
    ) n
  ), free as materialized (
    select w.workspace_id, w.endpoint_id,
      case when e.failing_since < p_now - interval '1 minute' then 1 else p_per_endpoint end - (
        select count(*) from webhook_deliveries b
        where b.workspace_id = w.workspace_id and b.endpoint_id = w.endpoint_id and b.leased_until is not null and b.leased_until > clock_timestamp()
      ) as places
    from waiting w left join webhook_endpoints e on e.workspace_id = w.workspace_id and e.id = w.endpoint_id
  ), candidates as materialized (
    select d.workspace_id, d.message_id, d.endpoint_id
    from free f cross join lateral (
      select d.workspace_id, d.message_id, d.endpoint_id, d.next_attempt_at, row_number() over (order by d.next_attempt_at) as turn
      from (
        select * from webhook_deliveries d
        where d.workspace_id = f.workspace_id and d.endpoint_id = f.endpoint_id and d.state = 'waiting' and d.next_attempt_at <= p_now
          and (d.leased_until is null or d.leased_until <= clock_timestamp())
        order by d.next_attempt_at limit greatest(f.places, 0)
      ) d
    ) d
    order by d.turn, d.next_attempt_at limit p_limit
  ), taken as materialized (
    select d.workspace_id, d.message_id, d.endpoint_id
    from candidates c
    join webhook_deliveries d on d.workspace_id = c.workspace_id and d.message_id = c.message_id and d.endpoint_id = c.endpoint_id
    where d.state = 'waiting' and d.next_attempt_at <= p_now and (d.leased_until is null or d.leased_until <= clock_timestamp())
    for update of d skip locked
  )
  update webhook_deliveries d
  set claims = d.claims + 1, leased_until = clock_timestamp() + make_interval(secs => p_lease_seconds)
  from taken t
  where d.workspace_id = t.workspace_id and d.message_id = t.message_id and d.endpoint_id = t.endpoint_id
  returning d.workspace_id, d.message_id, d.endpoint_id, d.claims;
end $$;

-- Deletes messages that were handed on before a time and wait for nobody, with their deliveries and attempts. @returns how many
create function sweep_webhook_messages(p_topics text[], p_before timestamptz, p_limit integer) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare swept integer;
begin
  delete from outbox o
  using (
    select m.workspace_id, m.id from outbox m
    where m.processed_at < p_before and m.topic = any (p_topics) and not exists (
      select 1 from webhook_deliveries d where d.workspace_id = m.workspace_id and d.message_id = m.id and d.state = 'waiting'
    )
    order by m.processed_at limit p_limit
    for update skip locked
  ) old
  where o.workspace_id = old.workspace_id and o.id = old.id;
  get diagnostics swept = row_count;
  return swept;
end $$;

do $$
declare signature text;
begin
  -- Becoming a function's owner takes the right to create in its schema, for this moment only.
  grant create on schema public to retentbase_ingest;
  for signature in
    select p.oid::regprocedure::text from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proname in ('relay_webhook_messages', 'claim_webhook_deliveries', 'sweep_webhook_messages')
  loop
    execute 'alter function ' || signature || ' owner to retentbase_ingest';
    execute 'revoke all on function ' || signature || ' from public';
    execute 'grant execute on function ' || signature || ' to retentbase_app';
  end loop;
  revoke create on schema public from retentbase_ingest;
end $$;
