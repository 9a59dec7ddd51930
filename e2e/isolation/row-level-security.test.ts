import { describe, expect, it } from "vitest";
import { ownerQuery } from "#lib/testing/owner-database.ts";

/** The second wall as the catalogue shows it: policies, grants, owners. A table that forgets one fails here. */

const APP = "retentbase_app";
const INGEST = "retentbase_ingest";

/** Tables with a workspace_id that are read before the workspace is known. */
const DIRECTORIES = ["api_key_directory"];
/** Stripe’s ids are known to one workspace of the installation at most. */
const GLOBAL_KEYS = ["billing_accounts_customer_id_key"];

const tenantTables = () =>
  ownerQuery<{ name: string; enabled: boolean; forced: boolean; owner: string }>(
    `select c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p')
       and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped)
     order by 1`,
  );

const policies = () =>
  ownerQuery<{ table: string; policy: string; permissive: boolean; roles: string[]; commands: string[]; reads: string | null; writes: string | null }>(
    `select c.relname as table, p.polname as policy, p.polpermissive as permissive,
       (select array_agg(case r when 0 then 'public' else pg_get_userbyid(r)::text end) from unnest(p.polroles) r) as roles,
       case p.polcmd when '*' then array['select', 'insert', 'update', 'delete'] when 'r' then array['select'] when 'a' then array['insert']
         when 'w' then array['update'] else array['delete'] end as commands,
       pg_get_expr(p.polqual, p.polrelid) as reads, pg_get_expr(p.polwithcheck, p.polrelid) as writes
     from pg_policy p join pg_class c on c.oid = p.polrelid order by 1, 2`,
  );

const OWN = "(workspace_id = (NULLIF(current_setting('app.workspace_id'::text, true), ''::text))::uuid)";

describe("tables with a workspace", () => {
  it("have row level security, forced on their owner too", async () => {
    const tables = await tenantTables();
    expect(tables.length).toBeGreaterThanOrEqual(9);
    expect(tables.filter(({ enabled, forced }) => !enabled || !forced).map(({ name }) => name)).toEqual(DIRECTORIES);
  });

  it("have exactly one permissive policy for the program and each command, and at most one for the ingest role", async () => {
    const all = await policies();
    for (const { name } of await tenantTables()) {
      if (DIRECTORIES.includes(name)) continue;
      for (const command of ["select", "insert", "update", "delete"]) {
        const count = (role: string) =>
          all.filter((policy) => policy.table === name && policy.permissive && policy.roles.includes(role) && policy.commands.includes(command)).length;
        expect([name, command, count(APP)]).toEqual([name, command, 1]);
        expect(count(INGEST), `${name} ${command}`).toBeLessThanOrEqual(1);
      }
    }
    expect(all.filter(({ roles }) => roles.some((role) => role !== APP && role !== INGEST))).toEqual([]);
  });

  it("show the program the rows of one workspace alone; memberships also those of one user, to read", async () => {
    for (const policy of (await policies()).filter(({ roles }) => roles.includes(APP))) {
      if (policy.table === "memberships") {
        expect(policy.reads).toBe(`(${OWN} OR (user_id = (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid))`);
        expect(policy.writes).toBe(OWN);
      } else expect([policy.table, policy.reads, policy.writes]).toEqual([policy.table, OWN, null]);
    }
  });

  it("begin every unique key with the workspace", async () => {
    const keys = await ownerQuery<{ table: string; key: string; first: string }>(
      `select t.relname as table, i.relname as key, a.attname as first
       from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
       join pg_namespace n on n.oid = t.relnamespace join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
       where x.indisunique and n.nspname = 'public'`,
    );
    const names = (await tenantTables()).map(({ name }) => name).filter((name) => !DIRECTORIES.includes(name));
    expect(keys.filter(({ table, key, first }) => names.includes(table) && first !== "workspace_id" && !GLOBAL_KEYS.includes(key))).toEqual([]);
    expect(new Set(keys.filter(({ table }) => names.includes(table)).map(({ table }) => table)).size).toBe(names.length);
  });
});

describe("the program's role", () => {
  it("is neither owner nor superuser, nor can it become one", async () => {
    const roles = await ownerQuery(
      `select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin from pg_roles where rolname = any($1) order by 1`,
      [[APP, INGEST]],
    );
    const none = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false, rolreplication: false, rolcanlogin: false };
    expect(roles).toEqual([
      { rolname: APP, ...none },
      { rolname: INGEST, ...none },
    ]);
    const memberships = await ownerQuery(`select 1 from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = any($1)`, [[APP, INGEST]]);
    expect(memberships).toEqual([]);
    const owned = await ownerQuery(`select c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = any($1)`, [[APP, INGEST]]);
    expect(owned).toEqual([]);
    const schemas = await ownerQuery<{ creates: boolean }>(`select has_schema_privilege(r, 'public', 'create') as creates from unnest($1::text[]) r`, [
      [APP, INGEST],
    ]);
    expect(schemas).toEqual([{ creates: false }, { creates: false }]);
  });

  it("has exactly these rights", async () => {
    const rights = await ownerQuery<{ role: string; table: string; rights: string }>(
      `select r as role, c.relname as table, string_agg(p, ' ' order by p) as rights
       from unnest($1::text[]) r, pg_class c, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) p
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege(r, c.oid, p) group by 1, 2 order by 1, 2`,
      [[APP, INGEST]],
    );
    expect(Object.fromEntries(rights.map(({ role, table, rights }) => [`${role} ${table}`, rights]))).toEqual({
      [`${APP} _prisma_migrations`]: "SELECT",
      [`${APP} account_tokens`]: "DELETE INSERT SELECT UPDATE",
      [`${APP} api_key_directory`]: "INSERT",
      [`${APP} api_keys`]: "INSERT SELECT UPDATE",
      [`${APP} audit_log`]: "INSERT SELECT",
      [`${APP} billing_accounts`]: "INSERT SELECT UPDATE",
      [`${APP} cancel_session_steps`]: "INSERT SELECT",
      [`${APP} cancel_sessions`]: "SELECT UPDATE",
      [`${APP} cancellations`]: "SELECT",
      [`${APP} flow_logos`]: "INSERT SELECT",
      [`${APP} flow_versions`]: "INSERT SELECT",
      [`${APP} flows`]: "INSERT SELECT UPDATE",
      [`${APP} invitations`]: "INSERT SELECT UPDATE",
      [`${APP} job_runs`]: "INSERT SELECT UPDATE",
      [`${APP} mails`]: "DELETE INSERT SELECT UPDATE",
      [`${APP} memberships`]: "DELETE INSERT SELECT UPDATE",
      [`${APP} outbox`]: "DELETE INSERT SELECT UPDATE",
      [`${APP} outcome_updates`]: "SELECT",
      [`${APP} reasons`]: "INSERT SELECT UPDATE",
      [`${APP} result_keys`]: "INSERT SELECT UPDATE",
      [`${APP} return_origins`]: "DELETE INSERT SELECT",
      [`${APP} sign_in_identities`]: "INSERT SELECT",
      [`${APP} sign_in_sessions`]: "DELETE INSERT SELECT UPDATE",
      [`${APP} signing_secrets`]: "INSERT SELECT UPDATE",
      [`${APP} stripe_events`]: "DELETE INSERT SELECT UPDATE",
      [`${APP} stripe_reconciles`]: "DELETE INSERT SELECT UPDATE",
      [`${APP} users`]: "INSERT SELECT UPDATE",
      [`${APP} webhook_attempts`]: "INSERT SELECT",
      [`${APP} webhook_deliveries`]: "INSERT SELECT UPDATE",
      [`${APP} webhook_endpoints`]: "DELETE INSERT SELECT UPDATE",
      [`${APP} workspaces`]: "INSERT SELECT UPDATE",
      [`${INGEST} api_key_directory`]: "SELECT",
      [`${INGEST} api_keys`]: "SELECT",
      [`${INGEST} billing_accounts`]: "SELECT",
      [`${INGEST} cancel_sessions`]: "INSERT SELECT",
      [`${INGEST} cancellations`]: "INSERT SELECT",
      [`${INGEST} outbox`]: "DELETE INSERT SELECT",
      [`${INGEST} outcome_updates`]: "INSERT",
      [`${INGEST} reasons`]: "SELECT",
      [`${INGEST} webhook_deliveries`]: "INSERT SELECT",
      [`${INGEST} workspaces`]: "SELECT",
    });
  });

  it("uses the schema of jobs, which belongs to the owner, and changes nothing about it", async () => {
    const [schema] = await ownerQuery<Record<string, boolean>>(
      `select has_schema_privilege($1, 'pgboss', 'USAGE') as uses, has_schema_privilege($1, 'pgboss', 'CREATE') as creates,
         bool_or(pg_has_role($1, c.relowner, 'MEMBER')) as owns, bool_or(has_table_privilege($1, c.oid, 'TRUNCATE')) as truncates,
         bool_or(has_table_privilege($2, c.oid, 'SELECT')) as ingest
       from pg_class c where c.relnamespace = 'pgboss'::regnamespace and c.relkind in ('r', 'p')`,
      [APP, INGEST],
    );
    expect(schema).toEqual({ uses: true, creates: false, owns: false, truncates: false, ingest: false });
  });

  it("sees, where it acts for several workspaces, who wants to be told of what, and neither where to nor with which secret", async () => {
    const columns = await ownerQuery<{ column: string; rights: string }>(
      `select a.attrelid::regclass || '.' || a.attname as column, string_agg(p, ' ' order by p) as rights
       from pg_attribute a, unnest(array['SELECT', 'INSERT', 'UPDATE']) p
       where a.attrelid = any(array['outbox', 'webhook_endpoints', 'webhook_deliveries']::regclass[]) and a.attnum > 0 and not a.attisdropped
         and has_column_privilege($1, a.attrelid, a.attnum, p) and not has_table_privilege($1, a.attrelid, p) group by 1 order by 1`,
      [INGEST],
    );
    expect(columns).toEqual([
      { column: "outbox.processed_at", rights: "UPDATE" },
      { column: "webhook_deliveries.claims", rights: "UPDATE" },
      { column: "webhook_deliveries.leased_until", rights: "UPDATE" },
      ...["enabled", "environment", "events", "failing_since", "id", "workspace_id"].map((name) => ({ column: `webhook_endpoints.${name}`, rights: "SELECT" })),
    ]);
  });

  it("cannot rewrite what an event first said: of cancellations only the outcome's columns can change, a hosted one's answers too, and only through the functions", async () => {
    const columns = await ownerQuery<{ role: string; column: string }>(
      `select r as role, a.attname as column from unnest($1::text[]) r, pg_attribute a
       where a.attrelid = 'cancellations'::regclass and a.attnum > 0 and not a.attisdropped and has_column_privilege(r, a.attrelid, a.attnum, 'UPDATE') order by 2`,
      [[APP, INGEST]],
    );
    expect(columns.filter(({ role }) => role === APP)).toEqual([]);
    expect(columns.filter(({ role }) => role === INGEST).map(({ column }) => column)).toEqual([
      "last_update_fingerprint",
      "last_update_seq",
      // A trigger keeps these to events of the hosted flow.
      ...["offer_accepted", "offer_label", "offer_type"],
      "outcome",
      "outcome_effective_at",
      "outcome_received_at",
      "outcome_seq",
      ...["reason_key", "reason_text"],
      "updated_at",
    ]);
  });
});

describe("functions that run with more rights than their caller", () => {
  it("belong to the ingest role, fix their search_path with pg_temp last, and are for the program alone", async () => {
    const functions = await ownerQuery<{ name: string; owner: string; settings: string[]; acl: string[] }>(
      `select p.proname as name, pg_get_userbyid(p.proowner) as owner, p.proconfig as settings,
         (select array_agg(case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee)::text end) from aclexplode(p.proacl) a) as acl
       from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef order by 1`,
    );
    expect(functions.map(({ name }) => name)).toEqual([
      "authenticate_api_key",
      "claim_webhook_deliveries",
      "create_cancel_sessions",
      "due_cancel_sessions",
      "find_billing_account",
      "find_cancel_sessions",
      "find_cancellations",
      "follow_cancel_session",
      "ingest_cancellations",
      "list_billing_accounts",
      "list_ending_trials",
      "list_limited_accounts",
      "list_trials_cut_short",
      "open_hosted_cancellation",
      "record_hosted_step",
      "relay_webhook_messages",
      "sweep_webhook_messages",
      "tell_webhooks",
      "update_cancellation_outcomes",
      "webhook_figures",
    ]);
    for (const { owner, settings, acl } of functions) {
      expect(owner).toBe(INGEST);
      expect(settings).toContain("search_path=pg_catalog, public, pg_temp");
      expect(acl.sort()).toEqual([APP, INGEST]);
    }
  });

  it("are the only functions of ours, but for two triggers, a guard, what writes an event as JSON, and what writes a step with its caller's rights", async () => {
    const others = await ownerQuery<{ proname: string }>(
      `select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace and not p.prosecdef
       and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
    );
    expect(others.map(({ proname }) => proname).sort()).toEqual([
      "demand_own_workspace",
      "hosted_snapshot",
      "note_result_delivery",
      "only_hosted_answers_change",
      "write_cancel_session",
    ]);
  });
});
