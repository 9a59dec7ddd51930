import { jobs } from "#lib/jobs/jobs.ts";
import { migrateDatabase } from "#lib/jobs/migrate-database.ts";
import { noEntry } from "#lib/platform/database-fault.ts";
import { isUnavailable, ledgerPool, pool } from "#lib/platform/db.ts";
import type { Env } from "#lib/platform/env.ts";
import { jobsLack } from "#lib/platform/job-schema.ts";
import { logger } from "#lib/platform/logger.ts";
import { pendingMigrations } from "#lib/platform/migrations.ts";

/** A reason not to start, in a sentence for the operator. */
export class BootError extends Error {}

/**
 * Checks what every promise rests on before the first request: migrations applied, queues made, commits that reach the disk, a role that
 * row level security binds.
 * @throws BootError
 */
export async function checkDatabase(env: Env): Promise<void> {
  try {
    await migrate(env);
    await checkSettings();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (isUnavailable(error)) throw new BootError(`The database of DATABASE_URL cannot be reached: ${message}`);
    const refused = noEntry(error, env.DATABASE_URL);
    if (refused !== null) throw new BootError(`${refused.detail} ${refused.action}`);
    throw error;
  }
}

async function migrate(env: Env): Promise<void> {
  if (env.MIGRATE_ON_START) {
    const applied = await migrateDatabase(env.DATABASE_OWNER_URL);
    for (const name of applied) logger().info({ migration: name }, "migration applied");
    return;
  }
  const pending = await pendingMigrations(env.DATABASE_URL);
  if (pending.length > 0) {
    throw new BootError(
      `The database lacks ${pending.length} migration${pending.length === 1 ? "" : "s"} (${pending.join(", ")}). Run npm run db:migrate, or start with MIGRATE_ON_START=1.`,
    );
  }
  const lacking = await jobsLack(
    pool(),
    jobs.map(({ queue }) => queue),
  );
  if (lacking !== null) throw new BootError(`The database lacks ${lacking} for jobs. Run npm run db:migrate, or start with MIGRATE_ON_START=1.`);
}

async function checkSettings(): Promise<void> {
  const { rows } = await ledgerPool().query<{ durable: boolean; fsync: string; bound: boolean }>(
    `select current_setting('synchronous_commit') not in ('off') as durable, current_setting('fsync') as fsync,
       not (r.rolsuper or r.rolbypassrls) and c.relowner <> r.oid as bound
     from pg_roles r, pg_class c where r.rolname = current_user and c.oid = 'cancellations'::regclass`,
  );
  const [settings] = rows;
  if (settings === undefined || !settings.bound) {
    throw new BootError("The program's database role would not be bound by row level security. DATABASE_URL must be able to take on retentbase_app.");
  }
  if (!settings.durable) {
    throw new BootError("The database has synchronous_commit off: an acknowledged event could be lost. Set it to on.");
  }
  // Only whoever runs the server can change this, and a hosted database may do without for reasons of its own storage.
  if (settings.fsync !== "on") logger().warn("the database runs with fsync off: a crash of its machine can lose acknowledged events");
}
