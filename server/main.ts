import type { AddressInfo } from "node:net";
import { flushApiKeyUse } from "#lib/features/api-keys/flush-use.ts";
import { announceJobs } from "#lib/jobs/announce.ts";
import { jobs, loops } from "#lib/jobs/jobs.ts";
import { startWorker } from "#lib/jobs/worker.ts";
import { closePools } from "#lib/platform/db.ts";
import { EnvError, env } from "#lib/platform/env.ts";
import { warmUpJobs } from "#lib/platform/jobs.ts";
import { logger } from "#lib/platform/logger.ts";
import { BootError, checkDatabase } from "./boot-check.ts";
import { createDoor } from "./door.ts";

/** How long open requests and running jobs may take to end once the program was asked to stop. */
const DRAIN_MS = 15_000;
const CLOSE_IDLE_MS = 250;

async function start(): Promise<void> {
  const settings = env();
  const log = logger();
  await checkDatabase(settings);
  await warmUpJobs();
  announceJobs();
  const isDoor = settings.ROLE.includes("door");
  // Imported only where it is served: a door alone stays small.
  const web = settings.ROLE.includes("web") ? await (await import("./web.ts")).prepareNext(settings) : null;
  const worker = settings.ROLE.includes("worker") ? await startWorker({ jobs, loops }) : null;
  const server = createDoor({ env: settings, isDoor, next: web?.handle ?? null });

  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(settings.PORT, settings.HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  log.info({ url: `http://${settings.HOST}:${port}`, role: settings.ROLE.join(",") }, "ready");

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    const workerStopped = worker?.stop(DRAIN_MS);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // Again and again: an answer that was begun before leaves its connection open behind it.
    const closeIdle = setInterval(() => server.closeIdleConnections(), CLOSE_IDLE_MS);
    const drained = await Promise.race([closed.then(() => true), new Promise<false>((resolve) => setTimeout(resolve, DRAIN_MS, false).unref())]);
    clearInterval(closeIdle);
    if (!drained) {
      log.warn("requests were still open after the time to drain; closing them");
      server.closeAllConnections();
    }
    await workerStopped;
    await flushApiKeyUse();
    await web?.close();
    await closePools();
    log.info("stopped");
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop("SIGTERM"));
  process.on("SIGINT", () => void stop("SIGINT"));
}

start().catch((error: unknown) => {
  if (error instanceof EnvError || error instanceof BootError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") {
    process.stderr.write(`Port ${env().PORT} is taken. Choose another with PORT=….\n`);
    process.exit(2);
  }
  logger().fatal({ err: error }, "could not start");
  process.exit(1);
});
