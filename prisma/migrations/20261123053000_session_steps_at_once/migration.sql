-- A step of a session in one statement instead of five: its columns, its timeline, and the ledger's row behind it.

-- The ledger's row follows its session: reason and offer as they are now and, with an outcome, that as the newest. The session's own
-- row is locked by the caller, so steps come one after the other.
-- A hosted event happened when its session was opened: with that, every index that fits leads to the one row. By its key alone a
-- planner without statistics (a table that has just grown) may as well read the listing of the whole workspace.
create function follow_cancel_session(p_session cancel_sessions, p_event_id text, p_outcome text, p_actor_type text, p_at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp
as $$
declare changed cancellations;
begin
  perform demand_own_workspace(p_session.workspace_id);
  update cancellations c set
    reason_key = p_session.reason_key, reason_text = p_session.reason_text,
    offer_type = p_session.offer_type, offer_accepted = p_session.offer_accepted, offer_label = p_session.offer_label,
    updated_at = greatest(p_at, c.updated_at),
    outcome = coalesce(p_outcome, c.outcome),
    outcome_effective_at = case when p_outcome is null then c.outcome_effective_at else greatest(p_at, c.updated_at) end,
    outcome_received_at = case when p_outcome is null then c.outcome_received_at else greatest(p_at, c.updated_at) end,
    outcome_seq = case when p_outcome is null then c.outcome_seq else c.last_update_seq + 1 end,
    last_update_seq = case when p_outcome is null then c.last_update_seq else c.last_update_seq + 1 end
  where c.workspace_id = p_session.workspace_id and c.environment = p_session.environment and c.event_id = p_event_id collate "C"
    and c.occurred_at = p_session.opened_at and c.source = 'hosted'
  returning * into strict changed;
  if p_outcome is not null then
    insert into outcome_updates (workspace_id, cancellation_id, seq, outcome, effective_at, received_at, actor_type)
    values (changed.workspace_id, changed.id, changed.last_update_seq, p_outcome, changed.updated_at, changed.updated_at, p_actor_type);
    perform tell_webhooks(changed.workspace_id, changed.environment, 'cancellation.outcome_updated', hosted_snapshot(changed), changed.updated_at);
  end if;
end $$;

-- Columns (those that p_change names, as JSON writes them), steps ({type, data} each) and, with an event id, the ledger's row.
-- Runs with the caller's own rights: row level security holds. @returns the session as it is then
create function write_cancel_session(
  p_workspace_id uuid, p_id uuid, p_change jsonb, p_steps jsonb, p_event_id text, p_outcome text, p_actor_type text, p_at timestamptz
) returns cancel_sessions
language plpgsql volatile set search_path = pg_catalog, public, pg_temp
as $$
declare changed cancel_sessions;
begin
  update cancel_sessions s set (
    status, expires_at, opened_at, left_at, is_return, reason_key, reason_text, offer_id, offer_type, offer_label, offer_accepted,
    statutory, customer_email, outcome, is_withdrawal, completed_at, result_jti, result_issued_at, result_verified_at, last_step
  ) = (
    select n.status, n.expires_at, n.opened_at, n.left_at, n.is_return, n.reason_key, n.reason_text, n.offer_id, n.offer_type, n.offer_label, n.offer_accepted,
      n.statutory, n.customer_email, n.outcome, n.is_withdrawal, n.completed_at, n.result_jti, n.result_issued_at, n.result_verified_at,
      s.last_step + jsonb_array_length(p_steps)
    from jsonb_populate_record(s, p_change) n
  )
  -- Along the key on a table of any size; the next migration says why. The caller has locked the row, so its ctid stays.
  where s.ctid = (
      select c.ctid from cancel_sessions c where (c.workspace_id, c.id) >= (p_workspace_id, p_id) order by c.workspace_id, c.id limit 1
    )
    and s.workspace_id = p_workspace_id and s.id = p_id
  returning * into strict changed;
  insert into cancel_session_steps (workspace_id, session_id, seq, at, type, data)
  select p_workspace_id, p_id, changed.last_step - jsonb_array_length(p_steps) + step.position, p_at, step.given ->> 'type', coalesce(step.given -> 'data', '{}')
  from jsonb_array_elements(p_steps) with ordinality as step (given, position);
  if p_event_id is not null then
    perform follow_cancel_session(changed, p_event_id, p_outcome, p_actor_type, p_at);
  end if;
  return changed;
end $$;

comment on function record_hosted_step is 'Of the version before; to be dropped once none of its processes runs any more.';

do $$
declare follow constant text := 'follow_cancel_session(cancel_sessions, text, text, text, timestamptz)';
begin
  -- Becoming a function's owner takes the right to create in its schema, for this moment only.
  grant create on schema public to retentbase_ingest;
  execute 'alter function ' || follow || ' owner to retentbase_ingest';
  execute 'revoke all on function ' || follow || ' from public';
  execute 'grant execute on function ' || follow || ' to retentbase_app';
  revoke create on schema public from retentbase_ingest;
end $$;
