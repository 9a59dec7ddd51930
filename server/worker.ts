import { jobs } from "#lib/jobs/jobs.ts";
import { logger } from "#lib/platform/logger.ts";

/** Runs every job at its interval until stopped. A failed run is logged and tried again at the next interval. */
export function startWorker(): { stop(): Promise<void> } {
  const running = new Set<Promise<void>>();
  const timers = jobs.map((job) =>
    setInterval(() => {
      const run = job
        .run()
        .catch((err: unknown) => logger().error({ err, job: job.name }, "job failed"))
        .finally(() => running.delete(run));
      running.add(run);
    }, job.everyMs),
  );
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running);
    },
  };
}
