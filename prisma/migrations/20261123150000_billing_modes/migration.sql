-- What was bought in Stripe's test mode is worth nothing in live mode, so an account says which one its customer is of.

-- Null: from before this column, or without a customer.
alter table billing_accounts add column livemode boolean;

-- Workspaces whose trial runs on, and which were made read-only all the same: a clock that was wrong for a while.
create function list_trials_cut_short(p_now timestamptz) returns table (workspace_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select a.workspace_id from billing_accounts a join workspaces w on w.id = a.workspace_id
  where a.trial_ends_at > p_now and w.access = 'read_only' and not w.is_demo
$$;

create index billing_accounts_trial on billing_accounts (trial_ends_at) where trial_ends_at is not null;

do $$
begin
  -- Becoming a function's owner takes the right to create in its schema, for this moment only.
  grant create on schema public to retentbase_ingest;
  alter function list_trials_cut_short(timestamptz) owner to retentbase_ingest;
  revoke all on function list_trials_cut_short(timestamptz) from public;
  grant execute on function list_trials_cut_short(timestamptz) to retentbase_app;
  revoke create on schema public from retentbase_ingest;
end $$;
