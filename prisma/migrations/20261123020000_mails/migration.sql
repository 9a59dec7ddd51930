-- Mails that must go out once each. No tenant's table: most go to people before they belong to a workspace, and their content
-- is encrypted, gone once it was sent.
create table mails (
  id uuid primary key,
  key text collate "C" not null unique check (length(key) between 1 and 255),
  recipient text not null check (length(recipient) between 3 and 320),
  template text not null,
  ciphertext bytea check (octet_length(ciphertext) > 28),
  encryption_key_id text not null,
  status text not null check (status in ('queued', 'sending', 'sent', 'failed')),
  attempts integer not null default 0 check (attempts >= 0),
  claimed_until timestamptz(3),
  last_error text check (length(last_error) <= 1000),
  message_id text,
  created_at timestamptz(3) not null,
  sent_at timestamptz(3),
  check ((status = 'sending') = (claimed_until is not null)),
  check ((status = 'sent') = (sent_at is not null)),
  -- A failed one keeps its content until it is forgotten, so that an operator can have it tried again.
  check ((status = 'sent') = (ciphertext is null))
);
create index mails_created_at_idx on mails (created_at);

grant select, insert, update, delete on mails to retentbase_app;
