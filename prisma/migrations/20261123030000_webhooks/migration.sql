-- Webhooks out: who wants to be told (webhook_endpoints), what is to be told to whom (webhook_deliveries, one per outbox
-- message and endpoint), and every try (webhook_attempts).

create table webhook_endpoints (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  environment text not null check (environment in ('prod', 'sandbox')),
  url text not null check (length(url) between 1 and 2048),
  events text[] not null check (cardinality(events) between 1 and 50),
  enabled boolean not null default true,
  secret_ciphertext bytea not null check (octet_length(secret_ciphertext) > 28),
  encryption_key_id text not null,
  disabled_at timestamptz(3),
  disabled_reason text check (disabled_reason in ('by_hand', 'gone', 'failing')),
  failing_since timestamptz(3),
  last_failed_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, id),
  constraint webhook_endpoints_disabled check (enabled = (disabled_at is null) and enabled = (disabled_reason is null)),
  constraint webhook_endpoints_failing check ((failing_since is null) = (last_failed_at is null))
);

-- Whether a workspace has any: asked in every commit of the ledger.
create index webhook_endpoints_enabled on webhook_endpoints (workspace_id) where enabled;

-- No foreign key to the endpoint: deleting one must not touch its whole log in one statement. What waits for it is given up.
create table webhook_deliveries (
  workspace_id uuid not null,
  message_id uuid not null,
  endpoint_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz(3),
  -- Counts claims: whoever holds the latest one may write a failure. A claim without an attempt was cut short.
  claims integer not null default 0 check (claims >= attempts),
  leased_until timestamptz(3),
  created_at timestamptz(3) not null,
  finished_at timestamptz(3),
  primary key (workspace_id, message_id, endpoint_id),
  foreign key (workspace_id, message_id) references outbox (workspace_id, id) on delete cascade,
  constraint webhook_deliveries_waiting check
    ((state = 'waiting') = (next_attempt_at is not null) and (state = 'waiting') = (finished_at is null) and (leased_until is null or state = 'waiting'))
) with (fillfactor = 85);
create index webhook_deliveries_due on webhook_deliveries (workspace_id, endpoint_id, next_attempt_at) where state = 'waiting';
create index webhook_deliveries_leased on webhook_deliveries (workspace_id, endpoint_id) where leased_until is not null;
create index webhook_deliveries_listing on webhook_deliveries (workspace_id, endpoint_id, message_id desc);

create table webhook_attempts (
  workspace_id uuid not null,
  message_id uuid not null,
  endpoint_id uuid not null,
  -- The claim it was made under.
  number integer not null check (number >= 1),
  at timestamptz(3) not null,
  duration_ms integer not null check (duration_ms >= 0),
  status integer check (status between 100 and 999),
  error text check (length(error) <= 500),
  answer text check (length(answer) <= 1024),
  primary key (workspace_id, message_id, endpoint_id, number),
  foreign key (workspace_id, message_id, endpoint_id) references webhook_deliveries on delete cascade,
  constraint webhook_attempts_status_or_error check (status is not null or error is not null)
);

create index outbox_processed on outbox (processed_at) where processed_at is not null;

do $$
declare tenant_table text;
begin
  foreach tenant_table in array array['webhook_endpoints', 'webhook_deliveries', 'webhook_attempts'] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I for all to retentbase_app using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)',
      tenant_table);
  end loop;
end $$;

grant select, insert, update, delete on webhook_endpoints to retentbase_app;
grant select, insert, update on webhook_deliveries to retentbase_app;
-- The log of attempts is only ever added to.
grant select, insert on webhook_attempts to retentbase_app;

create policy ingest_reads on webhook_endpoints for select to retentbase_ingest using (true);
create policy ingest_reads on outbox for select to retentbase_ingest using (true);
create policy ingest_inserts on outbox for insert to retentbase_ingest with check (true);
create policy ingest_updates on outbox for update to retentbase_ingest using (true);
create policy ingest_deletes on outbox for delete to retentbase_ingest using (true);
create policy ingest_reads on webhook_deliveries for select to retentbase_ingest using (true);
create policy ingest_inserts on webhook_deliveries for insert to retentbase_ingest with check (true);
create policy ingest_updates on webhook_deliveries for update to retentbase_ingest using (true);

-- The functions that act for several workspaces see who wants to be told what, never where to or with which secret.
grant select (workspace_id, id, environment, events, enabled, failing_since) on webhook_endpoints to retentbase_ingest;
grant select, insert on outbox, webhook_deliveries to retentbase_ingest;
grant delete on outbox to retentbase_ingest;
grant update (processed_at) on outbox to retentbase_ingest;
grant update (claims, leased_until) on webhook_deliveries to retentbase_ingest;
