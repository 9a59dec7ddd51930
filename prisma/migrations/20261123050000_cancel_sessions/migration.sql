-- The hosted flow: what the owner shapes (flows, versions, logos, return origins), and each run of it (cancel sessions).

alter table workspaces add column default_return_url text check (length(default_return_url) <= 2048);

create table return_origins (
  workspace_id uuid not null references workspaces,
  origin text not null check (length(origin) <= 300),
  created_at timestamptz(3) not null,
  primary key (workspace_id, origin)
);

create table flows (
  workspace_id uuid primary key references workspaces,
  draft jsonb not null check (jsonb_typeof(draft) = 'object'),
  -- Grows with every save; a save names the one it began with.
  draft_revision integer not null default 0 check (draft_revision >= 0),
  draft_saved_at timestamptz(3) not null,
  draft_saved_by uuid,
  published_version integer not null default 0 check (published_version >= 0)
);

create table flow_versions (
  workspace_id uuid not null references workspaces,
  version integer not null check (version >= 1),
  config jsonb not null check (jsonb_typeof(config) = 'object'),
  published_at timestamptz(3) not null,
  published_by uuid,
  note text check (length(note) <= 500),
  primary key (workspace_id, version)
);

create table flow_logos (
  workspace_id uuid not null references workspaces,
  -- Hash of its content, so that an address can be kept for good.
  id text collate "C" not null check (id ~ '^[a-z0-9]{40}$'),
  content_type text not null check (content_type in ('image/png', 'image/jpeg', 'image/webp')),
  content bytea not null check (octet_length(content) between 1 and 262144),
  width integer not null check (width between 1 and 4096),
  height integer not null check (height between 1 and 4096),
  created_at timestamptz(3) not null,
  primary key (workspace_id, id)
);

-- Keys that sign results by EdDSA; whoever verifies reads the public halves from the workspace's key set.
create table result_keys (
  workspace_id uuid not null references workspaces,
  kid text not null,
  environment text not null check (environment in ('prod', 'sandbox')),
  public_key text not null,
  ciphertext bytea not null check (octet_length(ciphertext) > 28),
  encryption_key_id text not null,
  created_at timestamptz(3) not null,
  retired_at timestamptz(3),
  primary key (workspace_id, kid)
);
create unique index result_keys_live on result_keys (workspace_id, environment) where retired_at is null;

create table cancel_sessions (
  workspace_id uuid not null,
  id uuid not null,
  environment text not null check (environment in ('prod', 'sandbox')),
  token_hash bytea not null check (octet_length(token_hash) = 32),
  status text not null default 'created' check (status in ('created', 'opened', 'completed', 'abandoned', 'expired')),
  -- What the link said.
  user_id text collate "C" check (length(user_id) between 1 and 255),
  return_url text not null check (length(return_url) <= 2048),
  locale text check (length(locale) <= 35),
  region text check (length(region) <= 6),
  customer_type text check (customer_type in ('b2b', 'b2c')),
  plan text check (length(plan) <= 255),
  mrr numeric check (mrr between 0 and 1e9),
  tenure_days integer check (tenure_days between 0 and 36500),
  metadata jsonb check (jsonb_typeof(metadata) = 'object'),
  product_name text check (length(product_name) <= 255),
  plan_name text check (length(plan_name) <= 255),
  effective_at text check (length(effective_at) <= 40),
  customer_email text check (length(customer_email) <= 320),
  -- 0 is the flow of a workspace that never published; null a trial of the draft, which is kept here.
  flow_version integer check (flow_version >= 0),
  trial_config jsonb check (jsonb_typeof(trial_config) = 'object'),
  api_key_id uuid,
  idempotency_key text collate "C" check (length(idempotency_key) between 1 and 255),
  request_fingerprint bytea not null check (octet_length(request_fingerprint) = 32),
  created_at timestamptz(3) not null,
  -- Of the unopened link; after the opening a day after the last step.
  expires_at timestamptz(3) not null,
  -- What the customer did.
  opened_at timestamptz(3),
  left_at timestamptz(3),
  -- Came back within 14 days of a session before: goes straight to the confirmation.
  is_return boolean not null default false,
  reason_key text collate "C",
  reason_text text check (length(reason_text) <= 5000),
  offer_id text,
  offer_type text not null default 'none' check (offer_type in ('none', 'discount', 'pause')),
  offer_label text check (length(offer_label) <= 255),
  offer_accepted boolean not null default false,
  statutory jsonb check (jsonb_typeof(statutory) = 'object'),
  outcome text check (outcome in ('churned', 'recovered', 'abandoned')),
  is_withdrawal boolean not null default false,
  completed_at timestamptz(3),
  result_jti uuid,
  result_issued_at timestamptz(3),
  result_verified_at timestamptz(3),
  -- The message that told of the end, and when an endpoint first took it.
  result_message_id uuid,
  result_delivered_at timestamptz(3),
  last_step smallint not null default 0,
  primary key (workspace_id, id),
  constraint cancel_sessions_flow check ((flow_version is null) = (trial_config is not null)),
  constraint cancel_sessions_opened check ((status in ('created', 'expired')) = (opened_at is null)),
  constraint cancel_sessions_completed check ((status = 'completed') = (completed_at is not null)),
  constraint cancel_sessions_result check ((status = 'completed') = (result_jti is not null)),
  -- Exactly one final outcome: a completed session has one, and only what was left or ran out is abandoned.
  constraint cancel_sessions_outcome check (
    case status when 'completed' then outcome in ('churned', 'recovered') when 'abandoned' then outcome = 'abandoned'
      when 'opened' then outcome is null or outcome = 'abandoned' else outcome is null end),
  constraint cancel_sessions_no_offer_accepted check (not offer_accepted or (offer_type <> 'none' and outcome = 'recovered'))
) with (fillfactor = 70); -- room for its steps (HOT)
create unique index cancel_sessions_idempotency on cancel_sessions (workspace_id, environment, idempotency_key) where idempotency_key is not null;
create index cancel_sessions_listing on cancel_sessions (workspace_id, environment, created_at desc, id desc);
create index cancel_sessions_by_user on cancel_sessions (workspace_id, environment, user_id, opened_at desc) where opened_at is not null;
create index cancel_sessions_by_message on cancel_sessions (workspace_id, result_message_id) where result_message_id is not null;
create index cancel_sessions_running on cancel_sessions (expires_at, id) where status in ('created', 'opened');

-- What happened in a session, in its order. Only ever added to.
create table cancel_session_steps (
  workspace_id uuid not null,
  session_id uuid not null,
  seq smallint not null check (seq >= 1),
  at timestamptz(3) not null,
  type text not null,
  data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
  primary key (workspace_id, session_id, seq),
  foreign key (workspace_id, session_id) references cancel_sessions
);

do $$
declare tenant_table text;
begin
  foreach tenant_table in array array[
    'return_origins', 'flows', 'flow_versions', 'flow_logos', 'result_keys', 'cancel_sessions', 'cancel_session_steps'
  ] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('alter table %I force row level security', tenant_table);
    execute format(
      'create policy tenant on %I for all to retentbase_app using (workspace_id = nullif(current_setting(''app.workspace_id'', true), '''')::uuid)',
      tenant_table);
  end loop;
end $$;

grant select, insert, delete on return_origins to retentbase_app;
grant select, insert, update on flows, result_keys to retentbase_app;
-- A published version stays as it is, for the sessions that run on it.
grant select, insert on flow_versions, flow_logos to retentbase_app;
grant select, update on cancel_sessions to retentbase_app;
grant select, insert on cancel_session_steps to retentbase_app;

create policy ingest_reads on flows for select to retentbase_ingest using (true);
create policy ingest_reads on cancel_sessions for select to retentbase_ingest using (true);
create policy ingest_inserts on cancel_sessions for insert to retentbase_ingest with check (true);
grant select (workspace_id, published_version) on flows to retentbase_ingest;
grant select, insert on cancel_sessions to retentbase_ingest;

-- A hosted event is there from the opening on, and learns its reason and offer on the way; nobody else's ever change.
grant update (reason_key, reason_text, offer_type, offer_accepted, offer_label) on cancellations to retentbase_ingest;
create function only_hosted_answers_change() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.source <> 'hosted' then
    raise exception 'reason and offer of a cancellation from % never change', old.source using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger cancellations_only_hosted_answers_change
  before update of reason_key, reason_text, offer_type, offer_accepted, offer_label on cancellations
  for each row execute function only_hosted_answers_change();

-- Messages and their deliveries are forgotten after a while; that a result was delivered is not.
create function note_result_delivery() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  update cancel_sessions set result_delivered_at = new.finished_at
  where workspace_id = new.workspace_id and result_message_id = new.message_id and result_delivered_at is null;
  return null;
end $$;
create trigger webhook_deliveries_note_result
  after update of state on webhook_deliveries
  for each row when (new.state = 'delivered' and old.state <> 'delivered') execute function note_result_delivery();
