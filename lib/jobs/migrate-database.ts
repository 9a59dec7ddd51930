import { installJobs } from "#lib/platform/job-schema.ts";
import { applyMigrations } from "#lib/platform/migrations.ts";
import { jobs } from "./jobs.ts";

/**
 * Brings a database up to this version: our migrations, then the schema and queues of jobs. Any number at once do it once.
 * @returns the names of the migrations that this run applied.
 * @throws as applyMigrations
 */
export async function migrateDatabase(ownerUrl: string, options: Parameters<typeof applyMigrations>[1] = {}): Promise<string[]> {
  const applied = await applyMigrations(ownerUrl, options);
  await installJobs(
    ownerUrl,
    jobs.map(({ queue }) => queue),
  );
  return applied;
}
