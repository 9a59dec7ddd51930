-- Every key of a tenant's table begins with the workspace; no foreign key crosses tenants; ids are UUIDv7 made by the program.

create table users (
  id uuid primary key,
  email text not null unique check (email = lower(email) and length(email) between 3 and 320),
  name text,
  password_hash text,
  email_verified_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);

create table sign_in_sessions (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  user_agent text,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  check (expires_at > created_at)
);
create index sign_in_sessions_user_id_idx on sign_in_sessions (user_id);

create table workspaces (
  id uuid primary key,
  workspace_key text not null unique check (workspace_key ~ '^wk_[1-9A-HJ-NP-Za-km-z]{24}$'),
  slug text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) between 2 and 63),
  name text not null check (length(name) between 1 and 255),
  plan text not null check (plan in ('core', 'advanced')),
  access text not null check (access in ('trialing', 'active', 'past_due', 'read_only')),
  is_demo boolean not null default false,
  time_zone text not null default 'UTC',
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);

create table memberships (
  workspace_id uuid not null references workspaces,
  user_id uuid not null references users,
  role text not null check (role in ('owner', 'admin', 'analyst', 'viewer')),
  created_at timestamptz(3) not null,
  primary key (workspace_id, user_id)
);
create index memberships_user_id_idx on memberships (user_id);

create table api_keys (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  name text not null check (length(name) between 1 and 255),
  environments text not null default 'any' check (environments in ('any', 'sandbox')),
  last4 text not null check (length(last4) = 4),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  last_used_at timestamptz(3),
  primary key (workspace_id, id)
);

create table api_key_directory (
  key_hash bytea primary key check (octet_length(key_hash) = 32),
  workspace_id uuid not null,
  api_key_id uuid not null,
  foreign key (workspace_id, api_key_id) references api_keys (workspace_id, id)
);

create table signing_secrets (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  environment text not null check (environment in ('prod', 'sandbox')),
  kid text not null,
  slot smallint not null check (slot in (1, 2)),
  ciphertext bytea not null check (octet_length(ciphertext) > 28),
  encryption_key_id text not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3),
  retired_at timestamptz(3),
  primary key (workspace_id, id),
  unique (workspace_id, kid)
);
-- Two live secrets an environment at most: two slots, each taken once.
create unique index signing_secrets_live_slot on signing_secrets (workspace_id, environment, slot) where retired_at is null;

create table reasons (
  workspace_id uuid not null references workspaces,
  key text collate "C" not null check (key ~ '^[a-z0-9][a-z0-9_]{0,62}$'),
  label text not null check (length(label) between 1 and 255),
  labels jsonb not null default '{}' check (jsonb_typeof(labels) = 'object'),
  follow_up_question text,
  position integer not null check (position >= 0),
  enabled boolean not null default true,
  merged_into text collate "C" check (merged_into <> key),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  primary key (workspace_id, key),
  foreign key (workspace_id, merged_into) references reasons (workspace_id, key)
);

create table cancellations (
  workspace_id uuid not null,
  environment text not null check (environment in ('prod', 'sandbox')),
  event_id text collate "C" not null check (length(event_id) between 1 and 255),
  id uuid not null,
  source text not null check (source in ('api', 'hosted', 'import')),
  user_id text collate "C" check (length(user_id) <= 255),
  reason_key text collate "C",
  reason_text text check (length(reason_text) <= 5000),
  offer_type text not null check (offer_type in ('none', 'discount', 'pause')),
  offer_accepted boolean not null,
  offer_label text check (length(offer_label) <= 255),
  plan text check (length(plan) <= 255),
  mrr numeric check (mrr between 0 and 1e9),
  tenure_days integer check (tenure_days between 0 and 36500),
  metadata jsonb check (jsonb_typeof(metadata) = 'object'),
  occurred_at timestamptz(3) not null,
  received_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  initial_outcome text not null check (initial_outcome in ('pending', 'churned', 'recovered', 'abandoned')),
  payload_fingerprint bytea not null check (octet_length(payload_fingerprint) = 32),
  outcome text not null check (outcome in ('pending', 'churned', 'recovered', 'abandoned')),
  outcome_effective_at timestamptz(3),
  outcome_received_at timestamptz(3),
  outcome_seq integer not null,
  last_update_seq integer not null,
  last_update_fingerprint bytea,
  api_key_id uuid,
  import_id uuid,
  erased_at timestamptz(3),
  primary key (workspace_id, environment, event_id),
  -- Nobody can accept an offer that was not made.
  constraint cancellations_no_offer_accepted check (not (offer_accepted and offer_type = 'none')),
  -- Only the hosted flow lets a customer skip the reason.
  constraint cancellations_reason_given check (reason_key is not null or source <> 'api'),
  constraint cancellations_pending_has_no_date check
    ((outcome = 'pending') = (outcome_effective_at is null) and (outcome = 'pending') = (outcome_received_at is null)),
  constraint cancellations_seq check (outcome_seq between 0 and last_update_seq and (outcome = 'pending') = (outcome_seq = 0)),
  constraint cancellations_not_updated_before_received check (updated_at >= received_at)
) with (fillfactor = 90); -- room to change an outcome in place (HOT)
create index cancellations_listing on cancellations (workspace_id, environment, occurred_at desc, id desc);

create table outcome_updates (
  workspace_id uuid not null,
  cancellation_id uuid not null,
  seq integer not null check (seq >= 1),
  outcome text not null check (outcome in ('churned', 'recovered', 'abandoned')),
  effective_at timestamptz(3) not null,
  received_at timestamptz(3) not null,
  actor_type text not null check (actor_type in ('api_key', 'user', 'customer', 'system')),
  actor_id uuid,
  metadata jsonb check (jsonb_typeof(metadata) = 'object'),
  primary key (workspace_id, cancellation_id, seq)
);

create table audit_log (
  workspace_id uuid not null,
  id uuid not null,
  at timestamptz(3) not null,
  actor_type text not null check (actor_type in ('api_key', 'user', 'system')),
  actor_id uuid,
  action text not null,
  target text not null,
  detail jsonb not null default '{}' check (jsonb_typeof(detail) = 'object'),
  request_id text,
  primary key (workspace_id, id)
);

create table outbox (
  workspace_id uuid not null,
  id uuid not null,
  environment text not null check (environment in ('prod', 'sandbox')),
  topic text not null,
  payload jsonb not null,
  created_at timestamptz(3) not null,
  processed_at timestamptz(3),
  primary key (workspace_id, id)
);
create index outbox_waiting on outbox (created_at) where processed_at is null;

-- Row level security: the second wall. One permissive policy per role and command: a second would be OR-ed and cost the index.
-- The setting is '' (not null) after a pooled connection's first transaction, hence nullif.
do $$
declare tenant_table text;
begin
  foreach tenant_table in array array[
    'memberships', 'api_keys', 'signing_secrets', 'reasons', 'cancellations', 'outcome_updates', 'audit_log', 'outbox'
  ] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    if tenant_table <> 'memberships' then
      execute format(
        'create policy tenant on %I for all to retentbase_app using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)',
        tenant_table);
    end if;
  end loop;
end $$;

-- A signed-in user must find the workspaces they belong to before one of them is chosen.
create policy tenant on memberships for all to retentbase_app
  using (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid
      or user_id = nullif(current_setting('app.user_id', true), '')::uuid)
  with check (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

create policy ingest_reads on api_keys for select to retentbase_ingest using (true);
create policy ingest_reads on reasons for select to retentbase_ingest using (true);
create policy ingest_reads on cancellations for select to retentbase_ingest using (true);
create policy ingest_inserts on cancellations for insert to retentbase_ingest with check (true);
create policy ingest_updates on cancellations for update to retentbase_ingest using (true);
create policy ingest_inserts on outcome_updates for insert to retentbase_ingest with check (true);

-- Grants say what no code may do: the program reads the ledger and writes it only through the functions of the next
-- migration; nobody rewrites or deletes an outcome update or an audit entry.
grant select, insert, update on users, workspaces, api_keys, signing_secrets, reasons to retentbase_app;
grant select, insert, update, delete on sign_in_sessions, memberships, outbox to retentbase_app;
grant insert on api_key_directory to retentbase_app;
grant select on cancellations, outcome_updates to retentbase_app;
grant select, insert on audit_log to retentbase_app;

grant select on workspaces, api_keys, api_key_directory, reasons to retentbase_ingest;
grant select, insert on cancellations to retentbase_ingest;
grant insert on outcome_updates to retentbase_ingest;
-- The current outcome may change; reason, offer and everything else that was first written may not.
grant update (outcome, outcome_effective_at, outcome_received_at, outcome_seq, last_update_seq, last_update_fingerprint, updated_at)
  on cancellations to retentbase_ingest;
