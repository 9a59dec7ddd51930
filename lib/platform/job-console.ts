import { pool } from "./db.ts";
import { commandBoss, JOBS_SCHEMA } from "./jobs.ts";

/** A job that has not ended well, or not yet. */
export interface JobRow {
  id: string;
  queue: string;
  /** "created", "retry", "active" or "failed": dead after its last try. */
  state: string;
  /** How often it was tried before. */
  retries: number;
  retryLimit: number;
  /** When it was added, in ms since 1970. */
  createdAt: number;
  /** When it may begin. */
  startAfter: number;
  /** Message of the last failure, or null. */
  lastError: string | null;
}

/** The newest jobs that wait, run or are dead; at most `limit`. @throws errors of `pg` */
export async function findJobs({ failedOnly, limit }: { failedOnly: boolean; limit: number }): Promise<JobRow[]> {
  const { rows } = await pool().query<JobRow>(
    `select id, name as queue, state::text, retry_count as retries, retry_limit as "retryLimit",
       extract(epoch from created_on)::float8 * 1000 as "createdAt", extract(epoch from start_after)::float8 * 1000 as "startAfter",
       coalesce(output->>'message', output->'value'->>'message') as "lastError"
     from ${JOBS_SCHEMA}.job where state = 'failed' or (state not in ('completed', 'cancelled') and not $1)
     order by created_on desc limit $2`,
    [failedOnly, limit],
  );
  return rows;
}

/** Gives a dead job one more try, at once. @returns false when there is no dead job with this id */
export async function retryDeadJob(id: string): Promise<boolean> {
  const { rows } = await pool().query<{ name: string }>(`select name from ${JOBS_SCHEMA}.job where id = $1 and state = 'failed'`, [id]);
  const [job] = rows;
  if (job === undefined) return false;
  await (await commandBoss()).retry(job.name, id);
  return true;
}
