import pg from "pg";
import { databaseFingerprint } from "#scripts/demo-environment.ts";
import { ScriptError } from "#scripts/script-error.ts";
import type { Secrets } from "#scripts/secrets.ts";

/**
 * Makes sure, by reading alone, that a database of somebody else's server may become the demo's: the demo of these secrets
 * set it up before, whatever was added since, or it holds no workspaces.
 * @throws ScriptError when it holds others, or cannot be reached.
 */
export async function requireOwnDatabase(url: string, secrets: Secrets | undefined): Promise<void> {
  const isInUse = await hasWorkspaces(url);
  if (!isInUse || secrets?.databases.includes(databaseFingerprint(url))) return;
  throw new ScriptError("The database of DATABASE_URL holds workspaces that this demo did not make; nothing was changed. Name an empty database.");
}

/** False where nothing is migrated yet. */
async function hasWorkspaces(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: "retentbase-demo" });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows: found } = await client.query<{ readable: boolean | null }>("select has_table_privilege(to_regclass('workspaces'), 'select') as readable");
    const readable = found[0]?.readable ?? null;
    if (readable === null) return false;
    // The runtime's login inherits nothing; only the role that it may take on can read.
    if (!readable) await client.query("set role retentbase_app");
    const { rows } = await client.query("select from workspaces limit 1");
    return rows.length > 0;
  } catch (cause) {
    const { message, code } = cause as Error & { code?: string };
    throw new ScriptError(`The database cannot be reached: ${message || code}. Is DATABASE_URL right, and the server running?`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}
