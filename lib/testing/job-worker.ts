import { systemClock } from "#lib/core/clock.ts";
import { startWorker } from "#lib/jobs/worker.ts";
import { testJob } from "#lib/testing/test-job.ts";

/** A worker process for fault tests, run as `node lib/testing/job-worker.ts`: the product's worker with the tests' own job. */
await startWorker({ jobs: [testJob], loops: [] });
console.log(JSON.stringify({ msg: "ready", at: systemClock.now() }));
