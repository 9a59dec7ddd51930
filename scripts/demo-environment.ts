import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import pg from "pg";
import { migrateDatabase } from "#lib/jobs/migrate-database.ts";
import { demoIsRunning } from "#scripts/demo-state.ts";
import { type EmbeddedPostgres, findEmbedded, startEmbedded } from "#scripts/embedded-postgres.ts";
import { ensureRuntimeLogin } from "#scripts/runtime-role.ts";
import { ScriptError } from "#scripts/script-error.ts";
import { readSecrets, type Secrets } from "#scripts/secrets.ts";

/** The folder of the demo's database and secrets. */
export function dataFolder(): string {
  return resolve(process.env.RETENTBASE_DATA_DIR || ".data");
}

/** How the program reaches a database: as the runtime, and as the owner for migrations. */
export interface DatabaseAddresses {
  DATABASE_URL: string;
  DATABASE_OWNER_URL: string;
}

/** Migrates a database of our own, makes the runtime's login, and answers both addresses. */
export async function prepareDatabase(ownerUrl: string, secrets: Secrets): Promise<DatabaseAddresses & { applied: string[] }> {
  const applied = await migrateDatabase(ownerUrl);
  return { DATABASE_URL: await ensureRuntimeLogin(ownerUrl, secrets.databaseRuntimePassword), DATABASE_OWNER_URL: ownerUrl, applied };
}

/** Host, port and name of a database, hashed: remembers which databases the demo has set up without keeping their passwords. */
export function databaseFingerprint(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return createHash("sha256")
    .update(`${hostname}:${port || "5432"}${pathname}`)
    .digest("hex");
}

/** The settings that the demo's secrets give to a process. */
export function secretSettings(secrets: Secrets): { NEXTAUTH_SECRET: string; ENCRYPTION_KEYS: string } {
  return { NEXTAUTH_SECRET: secrets.nextauthSecret, ENCRYPTION_KEYS: secrets.encryptionKeys };
}

/**
 * Runs `work` with the database in the environment (DATABASE_URL, DATABASE_OWNER_URL and the demo's secrets where they
 * belong to it): the one DATABASE_URL names, else the demo's embedded one, started for the time of `work` when it is stopped.
 * Modules that read the settings must be imported inside `work`.
 * @throws ScriptError when there is no database.
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const dataDir = dataFolder();
  const secrets = await readSecrets(dataDir);
  if (process.env.DATABASE_URL) {
    const ofDemo = secrets?.databases.includes(databaseFingerprint(process.env.DATABASE_URL));
    if (secrets && ofDemo) offer(secretSettings(secrets));
    return work();
  }
  if (!secrets) throw new ScriptError("No database: set DATABASE_URL, or run npm run demo first.");
  const found = await findEmbedded(dataDir);
  const database = found ?? (await startEmbedded({ dataDir, flags: { shared_buffers: "64MB" } }));
  // Says to another command that ends meanwhile: this database is in use.
  const presence = new pg.Client({ connectionString: database.ownerUrl, application_name: "retentbase-command" });
  presence.on("error", () => undefined);
  await presence.connect();
  try {
    const { applied: _, ...addresses } = await prepareDatabase(database.ownerUrl, secrets);
    Object.assign(process.env, addresses);
    offer(secretSettings(secrets));
    return await work();
  } finally {
    await presence.end().catch(() => undefined);
    await stopUnlessUsed(database, dataDir);
  }
}

function offer(settings: Record<string, string>): void {
  for (const [name, value] of Object.entries(settings)) process.env[name] ||= value;
}

/** Whoever leaves last stops the database, unless a demo holds it. */
async function stopUnlessUsed(database: EmbeddedPostgres, dataDir: string): Promise<void> {
  if (await demoIsRunning(dataDir)) return;
  const client = new pg.Client({ connectionString: database.ownerUrl });
  let others = 0;
  try {
    await client.connect();
    const { rows } = await client.query<{ others: number }>(
      "select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    others = rows[0]?.others ?? 0;
  } finally {
    await client.end().catch(() => undefined);
  }
  if (others === 0) await database.stop();
}

/** Where the demo's server writes its log. */
export function serverLog(dataDir: string): string {
  return join(dataDir, "server.log");
}
