import { randomBytes } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { migrateDatabase } from "#lib/jobs/migrate-database.ts";
import { prepareDatabase } from "#scripts/demo-environment.ts";
import { type EmbeddedPostgres, killEmbedded, startEmbedded } from "#scripts/embedded-postgres.ts";
import { ensureSecrets } from "#scripts/secrets.ts";

/** A migrated database for tests, with both its addresses. */
export interface ThrowawayDatabase {
  /** The runtime's address. */
  url: string;
  ownerUrl: string;
  /** Ends it and leaves nothing behind. */
  remove(): Promise<void>;
}

/** A PostgreSQL of its own in a temporary folder. */
export interface ThrowawayPostgres extends ThrowawayDatabase, BarePostgres {}

// Small, because several run at once; durable, because tests of durability run on it.
const FLAGS = { shared_buffers: "64MB", max_wal_size: "512MB" };

/** A PostgreSQL without anything of ours in it: no role, no table. */
export interface BarePostgres {
  postgres: EmbeddedPostgres;
  dataDir: string;
  /** Ends it and leaves nothing behind. */
  remove(): Promise<void>;
}

/** Starts a PostgreSQL in a temporary folder. */
export async function startBarePostgres(flags: Record<string, string> = {}): Promise<BarePostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), "retentbase-test-"));
  const postgres = await startEmbedded({ dataDir, flags: { ...FLAGS, ...flags } });
  // A test that forgets it, or fails before it could know it, leaves nothing running.
  const endWithUs = () => {
    killEmbedded(dataDir);
    removeFolder(dataDir);
  };
  process.once("exit", endWithUs);
  return {
    postgres,
    dataDir,
    async remove() {
      process.off("exit", endWithUs);
      await postgres.stop();
      removeFolder(dataDir);
    },
  };
}

/** Starts a PostgreSQL in a temporary folder and migrates it. */
export async function startThrowawayPostgres(flags: Record<string, string> = {}): Promise<ThrowawayPostgres> {
  const bare = await startBarePostgres(flags);
  const { DATABASE_URL, DATABASE_OWNER_URL } = await prepareDatabase(bare.postgres.ownerUrl, await ensureSecrets(bare.dataDir));
  return { ...bare, url: DATABASE_URL, ownerUrl: DATABASE_OWNER_URL };
}

/** Removes a stopped database's folder, also where the cluster lies elsewhere and is only linked from it. */
function removeFolder(dataDir: string): void {
  rmSync(realpathSync(join(dataDir, "postgres")), { recursive: true, force: true, maxRetries: 5 });
  rmSync(dataDir, { recursive: true, force: true });
}

/** Makes and migrates a database of its own on somebody else's server; `serverUrl` must be allowed to create databases and roles. */
export async function createThrowawayDatabase(serverUrl: string): Promise<ThrowawayDatabase> {
  const name = `retentbase_test_${randomBytes(6).toString("hex")}`;
  await query(serverUrl, `create database ${name}`);
  const address = new URL(serverUrl);
  address.pathname = `/${name}`;
  const remove = () => query(serverUrl, `drop database if exists ${name} with (force)`);
  try {
    await migrateDatabase(address.href);
  } catch (error) {
    await remove();
    throw error;
  }
  return { url: address.href, ownerUrl: address.href, remove };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
