-- Accounts: single-use tokens of mailed links, sign-ins of other providers, invitations, and where a user was last.

-- Tokens, identities and users are directory tables: they are read before any workspace is known.
create table account_tokens (
  id uuid primary key,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  purpose text not null check (purpose in ('verify_email', 'reset_password', 'magic_link')),
  user_id uuid not null references users on delete cascade,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  check (expires_at > created_at)
);
create index account_tokens_user_id_idx on account_tokens (user_id);
create index account_tokens_expires_at_idx on account_tokens (expires_at);

-- Who somebody is at another provider. One identity a user and provider: a second person behind the same address is refused.
create table sign_in_identities (
  provider text not null check (provider in ('google', 'github')),
  subject text collate "C" not null check (length(subject) between 1 and 255),
  user_id uuid not null references users on delete cascade,
  created_at timestamptz(3) not null,
  primary key (provider, subject),
  unique (user_id, provider)
);

alter table users add column last_workspace_id uuid references workspaces;

create table invitations (
  workspace_id uuid not null references workspaces,
  id uuid not null,
  email text not null check (email = lower(email) and length(email) between 3 and 320),
  role text not null check (role in ('admin', 'analyst', 'viewer')),
  token_hash bytea not null check (octet_length(token_hash) = 32),
  invited_by uuid,
  created_at timestamptz(3) not null,
  sent_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  revoked_at timestamptz(3),
  primary key (workspace_id, id),
  unique (workspace_id, token_hash),
  check (accepted_at is null or revoked_at is null)
);
create unique index invitations_one_open on invitations (workspace_id, email) where accepted_at is null and revoked_at is null;

alter table invitations enable row level security;
alter table invitations force row level security;
create policy tenant on invitations for all to retentbase_app
  using (workspace_id = nullif(current_setting('app.workspace_id', true), '')::uuid);

grant select, insert, update, delete on account_tokens to retentbase_app;
grant select, insert on sign_in_identities to retentbase_app;
grant select, insert, update on invitations to retentbase_app;
