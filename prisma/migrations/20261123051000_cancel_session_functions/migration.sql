-- Sessions are made, and looked up, for several workspaces in one statement; the ledger's hosted rows are written through
-- functions, as all of the ledger is.

-- Inserts new sessions with the flow that is published now, and answers the ids of the rows it made. A row is left out when its
-- idempotency key is known or its workspace is read-only; the caller then finds out which.
create function create_cancel_sessions(
  p_workspace_id uuid[], p_id uuid[], p_environment text[], p_token_hash text[], p_user_id text[], p_return_url text[],
  p_locale text[], p_region text[], p_customer_type text[], p_plan text[], p_mrr numeric[], p_tenure_days integer[], p_metadata jsonb[],
  p_product_name text[], p_plan_name text[], p_effective_at text[], p_customer_email text[], p_trial_config jsonb[], p_api_key_id uuid[],
  p_idempotency_key text[], p_fingerprint text[], p_created_at timestamptz[], p_expires_at timestamptz[]
) returns setof uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_generic_plan
as $$
begin
  return query
  insert into cancel_sessions as s (
    workspace_id, id, environment, token_hash, user_id, return_url, locale, region, customer_type, plan, mrr, tenure_days, metadata,
    product_name, plan_name, effective_at, customer_email, flow_version, trial_config, api_key_id, idempotency_key, request_fingerprint,
    created_at, expires_at
  )
  select
    i.workspace_id, i.id, i.environment, decode(i.token_hash, 'hex'), i.user_id, i.return_url, i.locale, i.region, i.customer_type,
    i.plan, i.mrr, i.tenure_days, i.metadata, i.product_name, i.plan_name, i.effective_at, i.customer_email,
    case when i.trial_config is null then coalesce(f.published_version, 0) end, i.trial_config, i.api_key_id, i.idempotency_key,
    decode(i.fingerprint, 'hex'), i.created_at, i.expires_at
  from unnest(
    p_workspace_id, p_id, p_environment, p_token_hash, p_user_id, p_return_url, p_locale, p_region, p_customer_type, p_plan, p_mrr,
    p_tenure_days, p_metadata, p_product_name, p_plan_name, p_effective_at, p_customer_email, p_trial_config, p_api_key_id,
    p_idempotency_key, p_fingerprint, p_created_at, p_expires_at
  ) as i (
    workspace_id, id, environment, token_hash, user_id, return_url, locale, region, customer_type, plan, mrr,
    tenure_days, metadata, product_name, plan_name, effective_at, customer_email, trial_config, api_key_id,
    idempotency_key, fingerprint, created_at, expires_at
  )
  join workspaces w on w.id = i.workspace_id and w.access <> 'read_only'
  left join flows f on f.workspace_id = i.workspace_id
  -- One order for every process, so that two batches with common keys cannot wait for each other.
  order by i.workspace_id, i.environment, i.idempotency_key collate "C", i.id
  on conflict do nothing
  returning s.id;
end $$;

-- The stored sessions of a list of ids, whoever's they are. The workspace is part of a signed token, never taken from a caller.
-- Always along the key: a planner that last saw a small table would read all of it.
create function find_cancel_sessions(p_workspace_id uuid[], p_id uuid[]) returns setof cancel_sessions
language sql stable security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off
as $$
  select s.* from unnest(p_workspace_id, p_id) as i (workspace_id, id)
  join cancel_sessions s on s.workspace_id = i.workspace_id and s.id = i.id
$$;

-- The three that follow write for one workspace, which the transaction must have named.
create function demand_own_workspace(p_workspace_id uuid) returns void
language plpgsql stable set search_path = pg_catalog, public, pg_temp
as $$
begin
  if p_workspace_id is distinct from nullif(current_setting('app.workspace_id', true), '')::uuid then
    raise exception 'not the workspace of this transaction' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Puts a message into the outbox, in the commit of what it tells of, when an endpoint subscribes to it. @returns its id, or null
create function tell_webhooks(p_workspace_id uuid, p_environment text, p_topic text, p_payload jsonb, p_at timestamptz) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  message uuid := encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from p_at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid;
begin
  perform demand_own_workspace(p_workspace_id);
  if exists (
    select 1 from webhook_endpoints e
    where e.workspace_id = p_workspace_id and e.environment = p_environment and e.enabled and p_topic = any (e.events)
  ) then
    insert into outbox (workspace_id, id, environment, topic, payload, created_at)
    values (p_workspace_id, message, p_environment, p_topic, p_payload, p_at);
    return message;
  end if;
  return null;
end $$;

-- The event of a session that is opened for the first time.
create function open_hosted_cancellation(
  p_workspace_id uuid, p_environment text, p_event_id text, p_id uuid, p_user_id text, p_plan text, p_mrr numeric, p_tenure_days integer,
  p_metadata jsonb, p_at timestamptz
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare made cancellations;
begin
  perform demand_own_workspace(p_workspace_id);
  insert into cancellations (
    workspace_id, environment, event_id, id, source, user_id, offer_type, offer_accepted, plan, mrr, tenure_days, metadata,
    occurred_at, received_at, updated_at, initial_outcome, payload_fingerprint, outcome, outcome_seq, last_update_seq
  ) values (
    p_workspace_id, p_environment, p_event_id, p_id, 'hosted', p_user_id, 'none', false, p_plan, p_mrr, p_tenure_days, p_metadata,
    p_at, p_at, p_at, 'pending', sha256(convert_to(p_event_id, 'UTF8')), 'pending', 0, 0
  ) returning * into made;
  perform tell_webhooks(p_workspace_id, p_environment, 'cancellation.created', hosted_snapshot(made), p_at);
end $$;

-- An event as messages carry it.
create function hosted_snapshot(c cancellations) returns jsonb
language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  select to_jsonb(c) - array['payload_fingerprint', 'last_update_fingerprint', 'initial_outcome', 'outcome_seq', 'outcome_received_at',
                             'api_key_id', 'import_id', 'erased_at']
$$;

-- What the customer of a session said so far; with an outcome, also that, as the newest. The session's own row is locked by the
-- caller, so steps come one after the other.
create function record_hosted_step(
  p_workspace_id uuid, p_environment text, p_event_id text, p_reason_key text, p_reason_text text,
  p_offer_type text, p_offer_accepted boolean, p_offer_label text, p_outcome text, p_actor_type text, p_at timestamptz
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp set enable_seqscan = off
as $$
declare changed cancellations;
begin
  perform demand_own_workspace(p_workspace_id);
  update cancellations c set
    reason_key = p_reason_key, reason_text = p_reason_text,
    offer_type = p_offer_type, offer_accepted = p_offer_accepted, offer_label = p_offer_label,
    updated_at = greatest(p_at, c.updated_at),
    outcome = coalesce(p_outcome, c.outcome),
    outcome_effective_at = case when p_outcome is null then c.outcome_effective_at else greatest(p_at, c.updated_at) end,
    outcome_received_at = case when p_outcome is null then c.outcome_received_at else greatest(p_at, c.updated_at) end,
    outcome_seq = case when p_outcome is null then c.outcome_seq else c.last_update_seq + 1 end,
    last_update_seq = case when p_outcome is null then c.last_update_seq else c.last_update_seq + 1 end
  where c.workspace_id = p_workspace_id and c.environment = p_environment and c.event_id = p_event_id collate "C" and c.source = 'hosted'
  returning * into strict changed;
  if p_outcome is not null then
    insert into outcome_updates (workspace_id, cancellation_id, seq, outcome, effective_at, received_at, actor_type)
    values (p_workspace_id, changed.id, changed.last_update_seq, p_outcome, changed.updated_at, changed.updated_at, p_actor_type);
    perform tell_webhooks(p_workspace_id, p_environment, 'cancellation.outcome_updated', hosted_snapshot(changed), changed.updated_at);
  end if;
end $$;

-- Keys of sessions that ran out, for the job that ends them one by one; behind a last one, so that what cannot be ended is passed.
create function due_cancel_sessions(p_now timestamptz, p_after timestamptz, p_after_id uuid, p_limit integer)
returns table (workspace_id uuid, id uuid, expires_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select s.workspace_id, s.id, s.expires_at from cancel_sessions s
  where s.status in ('created', 'opened') and s.expires_at <= p_now and (p_after is null or (s.expires_at, s.id) > (p_after, p_after_id))
  order by s.expires_at, s.id limit p_limit
$$;

do $$
declare signature text;
begin
  -- Becoming a function's owner takes the right to create in its schema, for this moment only.
  grant create on schema public to retentbase_ingest;
  for signature in
    select p.oid::regprocedure::text from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proname in (
      'demand_own_workspace', 'create_cancel_sessions', 'find_cancel_sessions', 'tell_webhooks', 'open_hosted_cancellation', 'hosted_snapshot', 'record_hosted_step',
      'due_cancel_sessions')
  loop
    execute 'alter function ' || signature || ' owner to retentbase_ingest';
    execute 'revoke all on function ' || signature || ' from public';
    execute 'grant execute on function ' || signature || ' to retentbase_app';
  end loop;
  revoke create on schema public from retentbase_ingest;
end $$;
