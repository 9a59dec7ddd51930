-- A session is looked up along its key, whatever the planner last saw. While a table is small, all of its indexes cost the same,
-- and a plan that was made then is kept: with plain conditions it may read a whole workspace along the listing once the table has
-- grown, until the next ANALYZE. "The first one from this key on, in the key's order" has one cheap way, on every size of table.

create or replace function find_cancel_sessions(p_workspace_id uuid[], p_id uuid[]) returns setof cancel_sessions
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select s.* from unnest(p_workspace_id, p_id) as i (workspace_id, id)
  cross join lateral (
    select c.* from cancel_sessions c where (c.workspace_id, c.id) >= (i.workspace_id, i.id) order by c.workspace_id, c.id limit 1
  ) s
  where s.workspace_id = i.workspace_id and s.id = i.id
$$;

-- As before, but for the way to the row, which the caller has locked.
create or replace function write_cancel_session(
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
