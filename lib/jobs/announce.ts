import { declareJobs } from "#lib/features/jobs/declare.ts";
import { jobs, loops } from "./jobs.ts";
import { RECORD_EVERY_MS } from "./run-loop.ts";

/** Tells deep health what a worker with this process's settings does. */
export function announceJobs(): void {
  declareJobs([
    ...jobs.filter((job) => job.isPossible()).map(({ queue, everyMs }) => ({ name: queue.name, everyMs, isLoop: false })),
    ...loops.map(({ name }) => ({ name, everyMs: RECORD_EVERY_MS, isLoop: true })),
  ]);
}
