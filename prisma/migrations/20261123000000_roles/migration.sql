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
    -- Only a member may hand a function over to a role, or take it on with SET ROLE.
    if not pg_has_role(current_user, role_name, 'member') then
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
