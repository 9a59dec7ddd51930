import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { defineJob } from "#lib/jobs/job.ts";
import { pool, type Queryable } from "#lib/platform/db.ts";

/** Where the job pauses until the test opens the gate: before its effect, or between its effect and its end. */
export type Pause = "before" | "after";

/** What the job works on; belongs to the tests' own database. */
export const TEST_JOB_TABLES = `
  create table test_work (id text primary key, done_at timestamptz);
  create table test_begun (id text not null, pid integer not null, at timestamptz not null default clock_timestamp());
  create table test_effects (id text not null, pid integer not null, at timestamptz not null default clock_timestamp());
  create table test_gate (opened boolean primary key);
  grant select, insert, update, delete on test_work, test_begun, test_effects, test_gate to retentbase_app`;

/** Has one effect that can be counted. Where TEST_JOB_BROKEN is set, it forgets to claim it: a test that does not notice proves nothing. */
export const testJob = defineJob({
  name: "test-work",
  schema: z.object({ id: z.string(), pause: z.enum(["before", "after"]) }),
  leaseSeconds: 10,
  retryDelaySeconds: 1,
  concurrency: 4,
  async run({ data: { id, pause } }) {
    await pool().query("insert into test_begun (id, pid) values ($1, $2)", [id, process.pid]);
    if (pause === "before") await gate();
    const claimed = await inTransaction(async (db) => {
      const { rowCount } = await db.query("update test_work set done_at = now() where id = $1 and done_at is null", [id]);
      if (rowCount === 0 && process.env.TEST_JOB_BROKEN !== "1") return false;
      await db.query("insert into test_effects (id, pid) values ($1, $2)", [id, process.pid]);
      return true;
    });
    if (claimed && pause === "after") await gate();
  },
});

async function gate(): Promise<void> {
  while ((await pool().query("select 1 from test_gate")).rowCount === 0) await sleep(100);
}

async function inTransaction<T>(work: (db: Queryable) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  try {
    await client.query("begin");
    const result = await work(client);
    await client.query("commit");
    return result;
  } finally {
    client.release();
  }
}
