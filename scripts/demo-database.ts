import pg from "pg";
import { databaseFingerprint } from "#scripts/demo-environment.ts";
import { ScriptError } from "#scripts/script-error.ts";
import type { Secrets } from "#scripts/secrets.ts";

const OWN_SLUGS = new Set(["demo", "acme"]);

/**
 * Makes sure, by reading alone, that a database of somebody else's server may become the demo's: it holds no workspaces, or
 * the demo of these secrets made them all.
 * @throws ScriptError when it holds others, or cannot be reached.
 */
export async function requireOwnDatabase(url: string, secrets: Secrets | undefined): Promise<void> {
  const slugs = await workspaceSlugs(url);
  const isKnown = secrets?.databases.includes(databaseFingerprint(url)) ?? false;
  if (slugs.every((slug) => isKnown && OWN_SLUGS.has(slug))) return;
  throw new ScriptError("The database of DATABASE_URL holds workspaces that this demo did not make; nothing was changed. Name an empty database.");
}

/** None where nothing is migrated yet. */
async function workspaceSlugs(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: "retentbase-demo" });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows: found } = await client.query<{ readable: boolean | null }>("select has_table_privilege(to_regclass('workspaces'), 'select') as readable");
    const readable = found[0]?.readable ?? null;
    if (readable === null) return [];
    // The runtime's login inherits nothing; only the role that it may take on can read.
    if (!readable) await client.query("set role retentbase_app");
    const { rows } = await client.query<{ slug: string }>("select slug from workspaces order by slug limit 3");
    return rows.map(({ slug }) => slug);
  } catch (cause) {
    const { message, code } = cause as Error & { code?: string };
    throw new ScriptError(`The database cannot be reached: ${message || code}. Is DATABASE_URL right, and the server running?`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}
