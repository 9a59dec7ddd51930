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
