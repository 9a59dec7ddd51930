-- Three roles: the owner (whoever runs this) makes the tables; retentbase_app is what the program runs as, behind row
-- level security; retentbase_ingest owns the few functions that act for several workspaces in one statement.
-- Roles belong to the whole server, so another database's migration may have made them, even at this very moment.
do $$
declare role_name text;
begin
  foreach role_name in array array['retentbase_app', 'retentbase_ingest'] loop
    begin
      execute format('create role %I nologin nosuperuser nobypassrls', role_name);
    exception when duplicate_object or unique_violation then null;
    end;
    -- Handing a function over to a role, or taking it on, needs the right to SET it. Whoever creates a role is a member from
    -- PostgreSQL 16 on, but without that right.
    if not pg_has_role(current_user, role_name, case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) then
      begin
        execute format('grant %I to %I', role_name, current_user);
      exception when insufficient_privilege then
        raise exception 'the role % exists already and % is no member of it', role_name, current_user
          using hint = format('A superuser must run once: grant retentbase_app, retentbase_ingest to %I;', current_user);
      end;
    end if;
  end loop;
end $$;

grant usage on schema public to retentbase_app, retentbase_ingest;

-- The program refuses to start on pending migrations, so it must be able to read which were applied.
grant select on _prisma_migrations to retentbase_app;
