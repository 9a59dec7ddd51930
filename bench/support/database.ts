import { createHash } from "node:crypto";
import pg from "pg";
import { runCli } from "../../lib/testing/cli.ts";
import { ScriptError } from "../../scripts/script-error.ts";
import { startThrowawayPostgres, type ThrowawayPostgres } from "../../scripts/throwaway-database.ts";

/** Laid over PostgreSQL's and our own defaults; printed with the results. */
export const POSTGRES_SETTINGS = {
  shared_buffers: "1GB",
  max_wal_size: "8GB",
  checkpoint_timeout: "30min",
  synchronous_commit: "on",
  fsync: "on",
};

/** What our program needs beside its database. */
export const SECRETS = { NEXTAUTH_SECRET: "benches-need-no-secret-of-their-own", ENCRYPTION_KEYS: `bench:${Buffer.alloc(32, 1).toString("base64")}` };

interface Workspace {
  apiKey: string;
  /** UUID. */
  workspaceId: string;
}

/** A PostgreSQL of the bench's own, with one workspace and the peers' tables. */
export interface BenchDatabase extends ThrowawayPostgres, Workspace {
  owner: pg.Client;
}

/** Starts the database, migrates it, and makes a workspace and the peers' tables. */
export async function startDatabase(): Promise<BenchDatabase> {
  const database = await startThrowawayPostgres(POSTGRES_SETTINGS);
  try {
    const workspace = await makeWorkspace(database);
    const owner = new pg.Client({ connectionString: database.ownerUrl });
    owner.on("error", () => undefined);
    await owner.connect();
    await makePeerTables(owner, workspace);
    return {
      ...database,
      ...workspace,
      owner,
      async remove() {
        await owner.end();
        await database.remove();
      },
    };
  } catch (error) {
    await database.remove();
    throw error;
  }
}

/** A workspace, made by the command that operators use. */
export async function makeWorkspace({ url, ownerUrl }: { url: string; ownerUrl: string }): Promise<Workspace> {
  const args = ["workspace", "create", "--name", "Bench", "--plan", "advanced", "--json"];
  const { exitCode, stdout, stderr } = await runCli(args, { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, ...SECRETS });
  if (exitCode !== 0) throw new ScriptError(`The workspace could not be made: ${stderr}`, { exitCode: 1 });
  const { apiKey } = JSON.parse(stdout) as { apiKey: string };
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string }>("select id from workspaces");
  await client.end();
  return { apiKey, workspaceId: (rows[0] as { id: string }).id };
}

/** The same columns and key as the ledger's table, without its checks, listing index, row level security and history. */
async function makePeerTables(owner: pg.Client, { workspaceId, apiKey }: Workspace): Promise<void> {
  const columns = `workspace_id uuid not null, environment text not null, event_id text collate "C" not null, id uuid not null,
    user_id text, reason_key text, reason_text text, outcome text not null, offer_type text not null, offer_accepted boolean not null,
    offer_label text, plan text, mrr numeric, tenure_days integer, metadata jsonb, occurred_at timestamptz(3) not null,
    received_at timestamptz(3) not null default now(), primary key (workspace_id, environment, event_id)`;
  await owner.query(`
    create schema raw;
    create table raw.cancellations (${columns});
    create table raw.keys (key_hash text primary key, workspace_id uuid not null);
    create schema graph;
    create table graph.cancellations (${columns});`);
  await owner.query("insert into raw.keys values ($1, $2)", [createHash("sha256").update(apiKey).digest("hex"), workspaceId]);
}
