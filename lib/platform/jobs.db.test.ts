import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { defineJob, defineLoop, type Job, JobDeadError } from "#lib/jobs/job.ts";
import { startWorker, type Worker } from "#lib/jobs/worker.ts";
import { closePools } from "#lib/platform/db.ts";
import { installJobs, jobsLack } from "#lib/platform/job-schema.ts";
import { enqueue, prismaExecutor } from "#lib/platform/jobs.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { connectAsOwner, connectAsProgram, ownerQuery } from "#lib/testing/owner-database.ts";

const ownerUrl = () => process.env.DATABASE_OWNER_URL as string;
const workers: Worker[] = [];

/** A job of the test's own, with a queue of its own. */
async function ownJob(run: Job["run"], options: Partial<Parameters<typeof defineJob>[0]> = {}): Promise<Job> {
  const job = defineJob({ name: `test-${randomUUID()}`, schema: z.object({ n: z.number() }), retryDelaySeconds: 1, ...options, run });
  await installJobs(ownerUrl(), [job.queue]);
  return job;
}

async function startWorkers(count: number, jobs: Job[]): Promise<void> {
  for (let i = 0; i < count; i++) workers.push(await startWorker({ jobs, loops: [] }));
}

const send = (job: Job, data: object) => withDirectory((db) => enqueue(prismaExecutor(db), job.queue.name, data));

async function jobRows(job: Job) {
  return ownerQuery<{ state: string; retry_count: number; output: { message?: string } | null }>(
    "select state, retry_count, output from pgboss.job where name = $1 order by created_on",
    [job.queue.name],
  );
}

const ended = (job: Job, state: string) =>
  eventually(
    () => jobRows(job),
    (rows) => rows.length > 0 && rows.every((row) => row.state === state),
    20_000,
  );
const lastRun = async (job: Job) =>
  (await ownerQuery<{ ok: boolean; error: string | null; runs: string }>("select * from job_runs where name = $1", [job.queue.name]))[0];

beforeAll(() => expect(process.env.DATABASE_OWNER_URL).toBeTruthy());
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop(2_000)));
});
afterAll(closePools);

describe("enqueue", () => {
  it("commits with the caller's transaction, and is undone with it", async () => {
    const job = await ownJob(async () => undefined);
    await send(job, { n: 1 });
    await withDirectory(async (db) => {
      await enqueue(prismaExecutor(db), job.queue.name, { n: 2 });
      throw new Error("undo");
    }).catch(() => undefined);
    expect(await jobRows(job)).toHaveLength(1);
  });

  it("works on a plain connection too, and waits until it may begin", async () => {
    const job = await ownJob(async () => undefined);
    const client = await connectAsProgram();
    await client.query("begin");
    await enqueue(client, job.queue.name, { n: 1 }, { startAfter: new Date(Date.now() + 3_600_000) });
    expect(await jobRows(job)).toHaveLength(0);
    await client.query("commit");
    await client.end();
    const rows = await ownerQuery<{ late: boolean }>("select start_after > now() + interval '59 minutes' as late from pgboss.job where name = $1", [
      job.queue.name,
    ]);
    expect(rows).toEqual([{ late: true }]);
  });

  it("refuses a queue that nobody made", async () => {
    await expect(withDirectory((db) => enqueue(prismaExecutor(db), "no-such-queue", {}))).rejects.toThrow("no-such-queue");
  });
});

describe("a worker", () => {
  it("runs each job once, however many workers there are", async () => {
    const seen: number[] = [];
    const job = await ownJob(async ({ data }) => void seen.push((data as { n: number }).n), { concurrency: 3 });
    for (let n = 0; n < 12; n++) await send(job, { n });
    await startWorkers(3, [job]);
    await ended(job, "completed");
    expect(seen.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(await lastRun(job)).toMatchObject({ ok: true, error: null, runs: "12" });
  });

  it("goes from one job to the next without the pause of an empty queue", async () => {
    const job = await ownJob(async () => undefined);
    for (let n = 0; n < 60; n++) await send(job, { n });
    await startWorkers(1, [job]);
    // A pause of a second after each would take a minute; ended() waits 20 s.
    await ended(job, "completed");
  });

  it("tries a failed job again, and gives it up when its tries are used up", async () => {
    let runs = 0;
    const job = await ownJob(
      async () => {
        runs++;
        throw new Error("mail.example.com said no to https://x.example/?token=abcdef");
      },
      { retryLimit: 1 },
    );
    await send(job, { n: 1 });
    await startWorkers(1, [job]);
    const [row] = await ended(job, "failed");
    expect(runs).toBe(2);
    expect(row).toMatchObject({ retry_count: 1, output: { message: "mail.example.com said no to https://x.example/?token=…" } });
    expect(await lastRun(job)).toMatchObject({ ok: false, error: "mail.example.com said no to https://x.example/?token=…" });
  });

  it("does not try again what is dead, nor a payload that does not fit", async () => {
    let runs = 0;
    const job = await ownJob(async () => {
      runs++;
      throw new JobDeadError("never");
    });
    await send(job, { n: 1 });
    await send(job, { n: "one" });
    await startWorkers(1, [job]);
    const rows = await ended(job, "failed");
    expect(runs).toBe(1);
    expect(rows.map((row) => row.retry_count)).toEqual([0, 0]);
    expect(rows[1]?.output?.message).toMatch(/The payload does not fit: n /);
  });

  it("tells a running job that it stops, and leaves it to the next worker", async () => {
    let runs = 0;
    const job = await ownJob(({ signal }) => {
      if (runs++ > 0) return Promise.resolve();
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("stopped"))));
    });
    await send(job, { n: 1 });
    await startWorkers(1, [job]);
    await eventually(
      async () => runs,
      (count) => count === 1,
      5_000,
    );
    await workers.pop()?.stop(5_000);
    expect(await jobRows(job)).toMatchObject([{ state: "retry", output: { message: "stopped" } }]);
    await startWorkers(1, [job]);
    await ended(job, "completed");
  });
});

describe("a schedule", () => {
  it("runs once a tick, whatever the number of workers", async () => {
    let runs = 0;
    const job = await ownJob(async () => void runs++, { schema: z.object({}), everyMs: 3_600_000 });
    await startWorkers(3, [job]);
    await ended(job, "completed");
    await startWorkers(1, [job]);
    expect(await jobRows(job)).toHaveLength(1);
    expect(runs).toBe(1);
  });

  it("runs again with the next tick", async () => {
    let runs = 0;
    const job = await ownJob(async () => void runs++, { schema: z.object({}), everyMs: 1_000 });
    await startWorkers(2, [job]);
    await eventually(
      async () => runs,
      (count) => count >= 2,
      20_000,
    );
  });
});

describe("a loop", () => {
  it("runs again at once while there is something to do, and ends when the worker stops", async () => {
    let left = 50;
    const loop = defineLoop({ name: `test-loop-${randomUUID()}`, idleMs: 60_000, run: async () => left > 0 && left-- > 0 });
    const worker = await startWorker({ jobs: [], loops: [loop] });
    await eventually(
      async () => left,
      (now) => now === 0,
      2_000,
    );
    const start = performance.now();
    await worker.stop(10_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it("goes on after a failure, and notes it", async () => {
    let runs = 0;
    const loop = defineLoop({
      name: `test-loop-${randomUUID()}`,
      idleMs: 10,
      run: async () => {
        if (runs++ === 0) throw new Error("first");
        return false;
      },
    });
    const worker = await startWorker({ jobs: [], loops: [loop] });
    await eventually(
      async () => runs,
      (count) => count > 2,
      5_000,
    );
    const [noted] = await ownerQuery<{ failures: string }>("select failures from job_runs where name = $1", [loop.name]);
    expect(noted).toEqual({ failures: "1" });
    await worker.stop(1_000);
  });
});

describe("installing", () => {
  it("changes nothing the second time, follows changed options, and any number at once do it once", async () => {
    const job = await ownJob(async () => undefined);
    const updated = () => ownerQuery("select updated_on from pgboss.queue where name = $1", [job.queue.name]);
    const before = await updated();
    await installJobs(ownerUrl(), [job.queue]);
    expect(await updated()).toEqual(before);
    const changed = { ...job.queue, retryLimit: 9 };
    await Promise.all([1, 2, 3].map(() => installJobs(ownerUrl(), [changed])));
    expect(await ownerQuery("select retry_limit from pgboss.queue where name = $1", [job.queue.name])).toEqual([{ retry_limit: 9 }]);
  });

  it("is missed at start when a queue is not there", async () => {
    const client = await connectAsOwner();
    expect(await jobsLack(client, [])).toBeNull();
    const { queue } = defineJob({ name: "never-made", schema: z.object({}), run: async () => undefined });
    expect(await jobsLack(client, [queue])).toBe("the queue never-made");
    await client.end();
  });
});
