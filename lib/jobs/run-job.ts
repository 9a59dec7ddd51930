import { systemContext } from "#lib/core/context.ts";
import { errorText } from "#lib/core/error-text.ts";
import { recordJobRun } from "#lib/features/jobs/record-run.ts";
import type { Attempt, Outcome } from "#lib/platform/job-worker.ts";
import { logger } from "#lib/platform/logger.ts";
import { type Job, JobDeadError } from "./job.ts";

/** Runs one attempt and notes how it ended. Never throws. */
export async function runJob(job: Job, { id, retries, data, signal }: Attempt, stopping: AbortSignal): Promise<Outcome> {
  const { name, retryLimit } = job.queue;
  const ctx = { ...systemContext(name), requestId: `${name}:${id}` };
  const startedAt = ctx.clock.now();
  const outcome = await job.run({ ctx, data, retries, signal: AbortSignal.any([signal, stopping]) }).then(
    (): Outcome => ({ status: "completed" }),
    (error: unknown): Outcome => {
      const isDead = error instanceof JobDeadError;
      const message = errorText(error);
      const level = isDead || retries >= retryLimit ? "error" : "warn";
      logger()[level]({ job: name, id, retries, error: message }, isDead || retries >= retryLimit ? "job is dead" : "job failed and will be tried again");
      return { status: isDead ? "dead" : "failed", message };
    },
  );
  const error = outcome.status === "completed" ? null : outcome.message;
  await recordJobRun({ ctx, input: { name, startedAt, error } }).catch(() => undefined);
  return outcome;
}
