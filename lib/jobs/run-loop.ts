import { setTimeout as sleep } from "node:timers/promises";
import { systemContext } from "#lib/core/context.ts";
import { errorText } from "#lib/core/error-text.ts";
import { recordJobRun } from "#lib/features/jobs/record-run.ts";
import { logger } from "#lib/platform/logger.ts";
import type { Loop } from "./job.ts";

/** A loop that goes well says so this often; one that fails says it at once. */
export const RECORD_EVERY_MS = 10_000;
const LONGEST_PAUSE_MS = 30_000;

/** Runs a loop until `signal` aborts, then waits for what it left under way. A failure is tried again after a pause that doubles up to half a minute. Never throws. */
export async function runLoop(loop: Loop, signal: AbortSignal): Promise<void> {
  await runUntilAborted(loop, signal);
  await loop.drain?.();
}

async function runUntilAborted({ name, idleMs, run }: Loop, signal: AbortSignal): Promise<void> {
  const ctx = systemContext(name);
  let recordedAt = 0;
  let runs = 0;
  let failures = 0;
  while (!signal.aborted) {
    const startedAt = ctx.clock.now();
    let pause = idleMs;
    let error: string | null = null;
    try {
      if (await run({ ctx, signal })) pause = 0;
      failures = 0;
    } catch (thrown) {
      if (signal.aborted) return;
      error = errorText(thrown);
      pause = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures++);
      logger().warn({ job: name, error }, "job failed and will be tried again");
    }
    runs++;
    if (error !== null || startedAt - recordedAt >= RECORD_EVERY_MS) {
      const noted = await recordJobRun({ ctx, input: { name, startedAt, error, runs } }).then(
        () => true,
        () => false,
      );
      if (noted) runs = 0;
      recordedAt = startedAt;
    }
    if (pause > 0) await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}
