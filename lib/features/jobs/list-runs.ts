import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";

/** How a job last ended. */
export interface JobRun {
  name: string;
  startedAt: string;
  endedAt: string;
  ok: boolean;
  error: string | null;
  lastOkAt: string | null;
  runs: number;
  failures: number;
}

/** The last run of every job that ever ran, by name. @throws DomainError unavailable */
export async function listJobRuns(_: { ctx: Context }): Promise<JobRun[]> {
  const rows = await withDirectory((db) => db.jobRun.findMany({ orderBy: { name: "asc" } }));
  return rows.map((row) => ({
    name: row.name,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt.toISOString(),
    ok: row.ok,
    error: row.error,
    lastOkAt: row.lastOkAt?.toISOString() ?? null,
    runs: Number(row.runs),
    failures: Number(row.failures),
  }));
}
