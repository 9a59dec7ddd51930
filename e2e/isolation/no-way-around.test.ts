import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiClient } from "#lib/testing/api-client.ts";
import { connectAsProgram } from "#lib/testing/owner-database.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** What somebody could do who made the program run any SQL: nothing across tenants, nothing against the ledger's past. */

const TENANT_TABLES = [
  "memberships",
  "invitations",
  "api_keys",
  "signing_secrets",
  "reasons",
  "cancellations",
  "outcome_updates",
  "audit_log",
  "outbox",
  "webhook_endpoints",
  "webhook_deliveries",
  "webhook_attempts",
  "return_origins",
  "flows",
  "flow_versions",
  "flow_logos",
];

let program: Client;
let ours: TestWorkspace;
let theirs: TestWorkspace;

beforeAll(async () => {
  [ours, theirs] = [await makeWorkspace(), await makeWorkspace()];
  for (const { apiKey } of [ours, theirs]) await apiClient(apiKey).post({ eventId: "e", reasonKey: "other", outcome: "churned" });
  program = await connectAsProgram();
});

afterAll(() => program?.end());

/** Runs statements in one transaction as a workspace (null: none), rolls back, and answers the last one's rows. */
async function as(workspace: TestWorkspace | null, ...statements: [sql: string, values?: unknown[]][]) {
  await program.query("begin");
  try {
    if (workspace !== null) await program.query("select set_config('app.workspace_id', $1, true)", [workspace.ctx.workspace.id]);
    let result = await program.query("select 1");
    for (const [sql, values] of statements) result = await program.query(sql, values);
    return result;
  } finally {
    await program.query("rollback");
  }
}

const refused = (sql: string, values?: unknown[]) => expect(as(ours, [sql, values])).rejects.toMatchObject({ code: "42501" });
const id = (workspace: TestWorkspace) => workspace.ctx.workspace.id;

describe("reading", () => {
  it.each(TENANT_TABLES)("%s shows nothing without a workspace, nor after a transaction that had one", async (table) => {
    expect((await as(null, [`select 1 from ${table}`])).rowCount).toBe(0);
    await as(ours, [`select 1 from ${table}`]);
    expect((await as(null, [`select 1 from ${table}`])).rowCount).toBe(0);
    expect((await program.query(`select 1 from ${table}`)).rowCount).toBe(0);
  });

  it.each(["api_keys", "signing_secrets", "reasons", "cancellations", "outcome_updates", "audit_log"])(
    "%s shows the workspace's own rows alone",
    async (table) => {
      const { rows } = await as(ours, [`select distinct workspace_id as id from ${table}`]);
      expect(rows).toEqual([{ id: id(ours) }]);
      expect((await as(ours, [`select 1 from ${table} where workspace_id = $1`, [id(theirs)]])).rowCount).toBe(0);
    },
  );

  it("never the hashes of API keys, not even one's own", async () => {
    await refused("select key_hash from api_key_directory");
  });

  it("a workspace that is no UUID is an error, not everything", async () => {
    await expect(as(null, ["select set_config('app.workspace_id', '% or true', true)"], ["select 1 from cancellations"])).rejects.toMatchObject({
      code: "22P02",
    });
  });
});

describe("writing", () => {
  it("into another workspace is refused", async () => {
    await refused("insert into reasons (workspace_id, key, label, position, created_at, updated_at) values ($1, 'planted', 'x', 99, now(), now())", [
      id(theirs),
    ]);
    await refused("update reasons set workspace_id = $1", [id(theirs)]);
    await refused("insert into audit_log (workspace_id, id, at, actor_type, action, target) values ($1, gen_random_uuid(), now(), 'system', 'x', 'y')", [
      id(theirs),
    ]);
    expect((await as(ours, ["update reasons set label = 'mine' where workspace_id = $1", [id(theirs)]])).rowCount).toBe(0);
    expect((await as(ours, ["update api_keys set revoked_at = now() where workspace_id = $1", [id(theirs)]])).rowCount).toBe(0);
  });

  it.each([
    "insert into cancellations select * from cancellations",
    "update cancellations set reason_key = 'other'",
    "update cancellations set outcome = 'recovered'",
    "delete from cancellations",
    "insert into outcome_updates select * from outcome_updates",
    "update outcome_updates set outcome = 'recovered'",
    "delete from outcome_updates",
    "delete from webhook_attempts",
    "update webhook_attempts set status = 200",
    "delete from webhook_deliveries",
    "update audit_log set action = 'nothing.happened'",
    "delete from audit_log",
    "delete from reasons",
    "delete from api_keys",
    "delete from invitations",
    "delete from workspaces",
    "update api_key_directory set workspace_id = workspace_id",
    "delete from api_key_directory",
    "truncate outcome_updates",
    "truncate audit_log",
    "update _prisma_migrations set checksum = ''",
  ])("refused: %s", (sql) => refused(sql));
});

describe("changing the rules", () => {
  it.each([
    "alter table cancellations disable row level security",
    "alter table cancellations no force row level security",
    "drop policy tenant on cancellations",
    "create policy everything on cancellations for select to retentbase_app using (true)",
    "create table mine (x int)",
    "create function mine() returns int language sql security definer as 'select 1'",
    "create or replace function find_cancellations(uuid[], text[], text[]) returns setof cancellations language sql as 'select * from cancellations'",
    "alter function ingest_cancellations owner to retentbase_app",
    "alter role retentbase_app bypassrls",
    "drop table outcome_updates",
    "copy cancellations to program 'cat'",
    "select pg_read_file('/etc/hostname')",
  ])("refused: %s", (sql) => refused(sql));

  it("by a grant to oneself changes nothing", async () => {
    await expect(as(ours, ["grant update on cancellations to retentbase_app"], ["update cancellations set outcome = 'recovered'"])).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("by switching row level security off for oneself is an error, not everything", async () => {
    await expect(as(ours, ["set local row_security = off"], ["select 1 from cancellations"])).rejects.toMatchObject({ code: "42501" });
  });
});
