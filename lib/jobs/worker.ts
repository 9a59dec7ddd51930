import { startJobWorker } from "#lib/platform/job-worker.ts";
import type { Job, Loop } from "./job.ts";
import { runJob } from "./run-job.ts";
import { runLoop } from "./run-loop.ts";

export interface Worker {
  /** Takes nothing more, tells what runs to end soon, and waits so many ms for it. What is left goes to another worker. */
  stop(milliseconds: number): Promise<void>;
}

/** Runs jobs and loops until stopped. @throws when the database is away */
export async function startWorker({ jobs, loops }: { jobs: readonly Job[]; loops: readonly Loop[] }): Promise<Worker> {
  const stopping = new AbortController();
  const worker = await startJobWorker(
    jobs
      .filter((job) => job.isPossible())
      .map((job) => ({
        queue: job.queue.name,
        leaseSeconds: job.queue.leaseSeconds,
        concurrency: job.concurrency,
        // Nobody waits for what runs on a schedule.
        pollSeconds: job.everyMs === null ? 1 : 5,
        everySeconds: job.everyMs === null ? null : Math.ceil(job.everyMs / 1000),
        run: (attempt) => runJob(job, attempt, stopping.signal),
      })),
  );
  const running = loops.map((loop) => runLoop(loop, stopping.signal));
  return {
    async stop(milliseconds) {
      stopping.abort(new Error("the worker is stopping"));
      const timeUp = new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref());
      await Promise.all([worker.stop(milliseconds), Promise.race([Promise.all(running), timeUp])]);
    },
  };
}
