-- Billing of our own plans: what Stripe said last about each workspace (billing_accounts), what it told us (stripe_events), and
-- the runs that look for what it never told (stripe_reconciles).

-- From this moment on the workspace is read-only, whether anybody looks or not: the end of a trial, of a period that is not
-- renewed, or of the days of grace. The column `access` follows within a minute.
alter table workspaces add column access_until timestamptz(3);

create table billing_accounts (
  workspace_id uuid primary key references workspaces,
  -- Made with the first checkout.
  customer_id text collate "C" unique check (length(customer_id) <= 255),
  trial_ends_at timestamptz(3),
  -- The customer's subscription as Stripe last described it.
  subscription_id text collate "C" check (length(subscription_id) <= 255),
  status text check (status in ('incomplete', 'incomplete_expired', 'trialing', 'active', 'past_due', 'canceled', 'unpaid', 'paused')),
  price_id text check (length(price_id) <= 255),
  plan text check (plan in ('core', 'advanced')),
  billing_interval text check (billing_interval in ('month', 'year')),
  current_period_start timestamptz(3),
  current_period_end timestamptz(3),
  subscription_trial_end timestamptz(3),
  -- When it ends, if its end is known.
  cancel_at timestamptz(3),
  -- When the oldest invoice that is still unpaid was due.
  unpaid_since timestamptz(3),
  unpaid_invoice_id text check (length(unpaid_invoice_id) <= 255),
  -- More than one at a time is a mistake that costs the customer money.
  live_subscriptions smallint not null default 0 check (live_subscriptions >= 0),
  -- Grows with every write, so that nothing older than what is stored can be written over it.
  version integer not null default 0,
  synced_at timestamptz(3),
  updated_at timestamptz(3) not null,
  constraint billing_accounts_subscription check ((subscription_id is null) = (status is null)),
  constraint billing_accounts_unpaid check ((unpaid_since is null) = (unpaid_invoice_id is null))
);
-- Whose trial or grace runs out next.
create index workspaces_access_until on workspaces (access_until) where access_until is not null;

-- Events that Stripe sent or listed, each once. Their objects are not kept: Stripe is asked for what is true now.
create table stripe_events (
  id text collate "C" primary key check (length(id) <= 255),
  type text not null check (length(type) <= 255),
  customer_id text collate "C" check (length(customer_id) <= 255),
  created_at timestamptz(3) not null,
  received_at timestamptz(3) not null,
  -- Sent by Stripe, or found in its list because it never came.
  came_by text not null check (came_by in ('webhook', 'reconcile')),
  state text not null check (state in ('received', 'done', 'ignored')),
  -- Why it was ignored.
  note text check (length(note) <= 500),
  finished_at timestamptz(3),
  constraint stripe_events_finished check ((state = 'received') = (finished_at is null))
);
create index stripe_events_waiting on stripe_events (customer_id, received_at) where state = 'received';
create index stripe_events_listing on stripe_events (received_at desc, id desc);

create table stripe_reconciles (
  id uuid primary key,
  kind text not null check (kind in ('events', 'objects')),
  started_at timestamptz(3) not null,
  finished_at timestamptz(3) not null,
  -- Of kind events: everything that was created up to here has been seen.
  cursor_at timestamptz(3),
  checked integer not null check (checked >= 0),
  -- Events that never came, or workspaces that differed; all of them were mended.
  drift integer not null check (drift >= 0),
  error text check (length(error) <= 500)
);
create index stripe_reconciles_newest on stripe_reconciles (kind, started_at desc);

alter table billing_accounts enable row level security;
alter table billing_accounts force row level security;
create policy tenant on billing_accounts for all to retentbase_app
  using (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);
grant select, insert, update on billing_accounts to retentbase_app;
-- Directory tables: they belong to the installation's one Stripe account, not to a workspace.
grant select, insert, update, delete on stripe_events, stripe_reconciles to retentbase_app;

-- Whose customer it is. A look-up like that of API keys: nothing else leads from Stripe to a workspace.
create function find_billing_account(p_customer_id text) returns table (workspace_id uuid, version integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$ select a.workspace_id, a.version from billing_accounts a where a.customer_id = p_customer_id $$;

-- Every workspace whose access billing decides, page by page.
create function list_billing_accounts(p_after uuid, p_limit integer) returns table (workspace_id uuid, customer_id text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select a.workspace_id, a.customer_id from billing_accounts a
  where p_after is null or a.workspace_id > p_after
  order by a.workspace_id limit p_limit
$$;

-- Workspaces whose trial ends before the given time, for those who tell their owners.
create function list_ending_trials(p_from timestamptz, p_to timestamptz) returns table (workspace_id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select a.workspace_id from billing_accounts a join workspaces w on w.id = a.workspace_id and w.access = 'trialing'
  where a.trial_ends_at > p_from and a.trial_ends_at <= p_to order by a.trial_ends_at
$$;

create policy ingest_reads on billing_accounts for select to retentbase_ingest using (true);
grant select on billing_accounts to retentbase_ingest;
grant select (access_until) on workspaces to retentbase_ingest;

-- What creates something looks at the clock too: the same functions as before, with the moment in their condition.
do $$
declare
  changed constant text[] := array['ingest_cancellations', 'create_cancel_sessions'];
  moment constant text[] := array['i.received_at', 'i.created_at'];
  definition text;
begin
  for n in 1 .. 2 loop
    select pg_get_functiondef(p.oid) into strict definition from pg_proc p where p.pronamespace = 'public'::regnamespace and p.proname = changed[n];
    if position('w.access <> ''read_only''' in definition) = 0 then
      raise exception '% does not look at the access state', changed[n];
    end if;
    execute replace(definition, 'w.access <> ''read_only''',
      format('w.access <> ''read_only'' and (w.access_until is null or w.access_until > %s)', moment[n]));
  end loop;
end $$;

create or replace function authenticate_api_key(p_key_hash bytea)
returns table (
  workspace_id uuid, api_key_id uuid, api_key_name text, environments text, expires_at timestamptz, revoked_at timestamptz,
  slug text, plan text, access text, is_demo boolean
)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select w.id, k.id, k.name, k.environments, k.expires_at, k.revoked_at, w.slug, w.plan,
    case when w.access_until <= now() then 'read_only' else w.access end, w.is_demo
  from api_key_directory d
  join api_keys k on k.workspace_id = d.workspace_id and k.id = d.api_key_id
  join workspaces w on w.id = d.workspace_id
  where d.key_hash = p_key_hash
$$;

do $$
declare signature text;
begin
  -- Becoming a function's owner takes the right to create in its schema, for this moment only.
  grant create on schema public to retentbase_ingest;
  for signature in
    select p.oid::regprocedure::text from pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proname in ('find_billing_account', 'list_billing_accounts', 'list_ending_trials')
  loop
    execute 'alter function ' || signature || ' owner to retentbase_ingest';
    execute 'revoke all on function ' || signature || ' from public';
    execute 'grant execute on function ' || signature || ' to retentbase_app';
  end loop;
  revoke create on schema public from retentbase_ingest;
end $$;
