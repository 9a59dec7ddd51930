import type { Context } from "#lib/core/context.ts";
import { findJobs } from "#lib/platform/job-console.ts";

/** A job that waits, runs, or is dead. */
export interface JobInfo {
  id: string;
  queue: string;
  state: "waiting" | "retrying" | "running" | "dead";
  /** Tries so far, the running one included. */
  attempts: number;
  maxAttempts: number;
  createdAt: string;
  lastError: string | null;
}

const STATES: Record<string, JobInfo["state"]> = { created: "waiting", retry: "retrying", active: "running", failed: "dead" };
const MOST = 200;

/** The newest jobs that have not ended well, dead ones only when asked so; ended ones are forgotten after two weeks. For operators. */
export async function listJobs({ input }: { ctx: Context; input: { deadOnly: boolean } }): Promise<JobInfo[]> {
  const rows = await findJobs({ failedOnly: input.deadOnly, limit: MOST });
  return rows.map((row) => ({
    id: row.id,
    queue: row.queue,
    state: STATES[row.state] ?? "waiting",
    attempts: row.state === "created" ? 0 : row.retries + 1,
    maxAttempts: row.retryLimit + 1,
    createdAt: new Date(row.createdAt).toISOString(),
    lastError: row.lastError,
  }));
}
