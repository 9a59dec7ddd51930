-- Whose address somebody has proved to read, apart from who may sign in: where no mail can be sent, an account needs no proof.
-- Of what was before, nothing is known; a mailed link proves it.
alter table users add column email_proved_at timestamptz(3);
-- Whether the present link went out by mail, and so proves the address of who follows it.
alter table invitations add column is_mailed boolean not null default false;
