-- Jobs of billing that run again and again find at once that there is nothing to do.

-- The end of a trial that its owners were told of.
alter table billing_accounts add column trial_end_told timestamptz(3);

-- Workspaces whose trial ends in the given time, whose owners were not told of it and have not subscribed.
create or replace function list_ending_trials(p_from timestamptz, p_to timestamptz) returns table (workspace_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select a.workspace_id from billing_accounts a join workspaces w on w.id = a.workspace_id and w.access = 'trialing'
  where a.trial_ends_at > p_from and a.trial_ends_at <= p_to and a.trial_end_told is distinct from a.trial_ends_at
    and (a.status is null or a.status not in ('trialing', 'active', 'past_due', 'unpaid', 'paused'))
  order by a.trial_ends_at
$$;

-- Where Stripe's keys were taken away, what billing had decided is lifted: each minute the job asks what is left of it, and that is
-- nothing in all minutes but the first.

create index workspaces_limited on workspaces (id) where plan <> 'advanced' or access <> 'active' or access_until is not null;

-- Workspaces that billing still limits; those that an operator made and limits are not among them.
create function list_limited_accounts(p_limit integer) returns table (workspace_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select w.id from workspaces w
  where (w.plan <> 'advanced' or w.access <> 'active' or w.access_until is not null)
    and exists (select 1 from billing_accounts a where a.workspace_id = w.id)
  order by w.id limit p_limit
$$;

do $$
begin
  -- Becoming a function's owner takes the right to create in its schema, for this moment only.
  grant create on schema public to retentbase_ingest;
  alter function list_limited_accounts(integer) owner to retentbase_ingest;
  revoke all on function list_limited_accounts(integer) from public;
  grant execute on function list_limited_accounts(integer) to retentbase_app;
  revoke create on schema public from retentbase_ingest;
end $$;
