import type { PgBoss } from "pg-boss";
import { makeBoss } from "./jobs.ts";
import { logger } from "./logger.ts";

/** One attempt at a job, as a worker holds it. */
export interface Attempt {
  id: string;
  /** 0 for the first. */
  retries: number;
  data: unknown;
  /** Aborted when the lease is lost, the run took too long, or the time to drain is over. */
  signal: AbortSignal;
}

/** How an attempt ended: "failed" is tried again while retries are left, "dead" is not. */
export type Outcome = { status: "completed" } | { status: "failed" | "dead"; message: string };

export interface Work {
  queue: string;
  leaseSeconds: number;
  /** How many of the queue's jobs this worker runs at a time. */
  concurrency: number;
  /** Pause between two looks into an empty queue, in seconds; at least 0.5. */
  pollSeconds: number;
  /** Adds a job by itself once every so many seconds, whatever the number of workers; null: never. */
  everySeconds: number | null;
  /** Must not throw. */
  run(attempt: Attempt): Promise<Outcome>;
}

/** Takes jobs until stopped. A worker that dies loses its jobs to the others after their lease. @throws when the database is away. */
export async function startJobWorker(works: readonly Work[]): Promise<{ stop(milliseconds: number): Promise<void> }> {
  const boss = makeBoss({ supervise: true, superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 });
  await boss.start({ attempts: 3 });
  for (const { queue, leaseSeconds, concurrency, pollSeconds, run } of works) {
    for (let lane = 0; lane < concurrency; lane++) {
      let worker: string | undefined;
      const options = { batchSize: 1, pollingIntervalSeconds: pollSeconds, heartbeatRefreshSeconds: leaseSeconds / 4, perJobResults: true };
      worker = await boss.work(queue, options, (jobs) => {
        // Where one job was there may be more: pg-boss would pause after each, and a thousand jobs took a thousand pauses.
        if (worker !== undefined) boss.notifyWorker(worker);
        return Promise.all(
          jobs.map(async ({ id, retryCount, data, signal }) => {
            const outcome = await run({ id, retries: retryCount, data, signal });
            if (outcome.status === "completed") return { id, status: outcome.status };
            return { id, status: outcome.status === "dead" ? ("deadletter" as const) : outcome.status, output: { message: outcome.message } };
          }),
        );
      });
    }
  }
  const stopTicking = works.map((work) => (work.everySeconds === null ? () => undefined : startTicking(boss, work.queue, work.everySeconds)));
  return {
    async stop(milliseconds) {
      for (const stop of stopTicking) stop();
      await boss.stop({ graceful: true, timeout: milliseconds });
    },
  };
}

/**
 * Adds the job of each slot of time once: the slots are the database's, and a second worker's is not added. Each worker asks
 * in the middle of a slot, so that clocks which differ a little still mean the same one.
 */
function startTicking(boss: PgBoss, queue: string, seconds: number): () => void {
  const slot = seconds * 1000;
  let timer: NodeJS.Timeout;
  const tick = () => {
    timer = setTimeout(tick, slot - ((Date.now() + slot / 2) % slot)).unref();
    boss.send(queue, {}, { singletonSeconds: seconds }).catch((error: Error) => {
      logger().warn({ err: { message: error.message }, job: queue }, "jobs: a scheduled run could not be added");
    });
  };
  tick();
  return () => clearTimeout(timer);
}
