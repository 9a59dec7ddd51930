import type { Context } from "#lib/core/context.ts";
import { pool } from "#lib/platform/db.ts";

interface Input {
  name: string;
  startedAt: number;
  /** What went wrong, without secrets; null: nothing. */
  error: string | null;
  /** How many runs this stands for; 1 unless a busy loop sums them up. */
  runs?: number;
}

/** Notes how a job ended just now. @throws errors of `pg`: who records a run must not fail with it */
export async function recordJobRun({ ctx, input }: { ctx: Context; input: Input }): Promise<void> {
  const { name, startedAt, error, runs = 1 } = input;
  const ok = error === null;
  await pool().query(
    `insert into job_runs as j (name, started_at, ended_at, ok, error, last_ok_at, runs, failures)
     values ($1, $2, $3, $4, $5, case when $4 then $3::timestamptz end, $6, case when $4 then 0 else 1 end)
     on conflict (name) do update set started_at = excluded.started_at, ended_at = excluded.ended_at, ok = excluded.ok, error = excluded.error,
       last_ok_at = coalesce(excluded.last_ok_at, j.last_ok_at), runs = j.runs + excluded.runs, failures = j.failures + excluded.failures`,
    [name, new Date(startedAt), new Date(Math.max(startedAt, ctx.clock.now())), ok, error?.slice(0, 1000) ?? null, runs],
  );
}
