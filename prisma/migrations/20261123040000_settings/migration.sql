-- The actor's name as it was then: keys are renamed and people leave, but history keeps who it was.
alter table audit_log add column actor_name text;
-- Read newest first; written so rarely that the index costs nothing.
create index audit_log_newest on audit_log (workspace_id, at desc, id desc);

-- The name of who made a key, for the list of keys; the audit log has the rest.
alter table api_keys add column created_by text;
