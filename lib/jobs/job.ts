import type { z } from "zod";
import type { Context } from "#lib/core/context.ts";
import type { Queue } from "#lib/platform/job-schema.ts";

interface Run<Data> {
  /** The program itself; its request id names the run in logs and audit entries. */
  ctx: Context;
  data: Data;
  /** How often this job was tried before: 0 the first time. */
  retries: number;
  /** Aborted when the program stops or the lease is lost: end soon, somebody else will begin again. */
  signal: AbortSignal;
}

interface JobDefinition<Schema extends z.ZodType> {
  /** Also the name of its queue. */
  name: string;
  /** Of the payload; a scheduled run has the payload `{}`. */
  schema: Schema;
  /** How long after a worker's death another one takes over, 10 to 60; renewed while the job runs. Default 20. */
  leaseSeconds?: number;
  /** A run that takes longer is given up and tried again. Default 300. */
  limitSeconds?: number;
  /** How often a failed run is tried again. Default 5. */
  retryLimit?: number;
  /** Pause before the first retry; it doubles with each. Default 5. */
  retryDelaySeconds?: number;
  /** The longest pause between two tries. Default 3600. */
  retryDelayMaxSeconds?: number;
  /** How many of these one worker runs at a time. Default 1. */
  concurrency?: number;
  /** While a job with the same key waits, a further one is not added; one that runs already is followed by another. */
  oneWaiting?: boolean;
  /** Runs by itself once every so many ms (whole seconds), whatever the number of workers; a run still under way or being retried is not joined by another. */
  everyMs?: number;
  /** Whether this process has what the job needs; where not, its worker leaves it to others. Asked when the worker starts. Default: yes. */
  isPossible?(): boolean;
  run(run: Run<z.output<Schema>>): Promise<void>;
}

/** Work that nobody waits for. It may run on several workers at once and twice: running it again must change nothing. */
export interface Job {
  queue: Queue;
  concurrency: number;
  everyMs: number | null;
  isPossible(): boolean;
  /** Checks the payload and runs. @throws JobDeadError, and what the verb throws */
  run(run: Run<unknown>): Promise<void>;
}

/** A failure that trying again would not mend: the job is dead at once, and `rb jobs list --failed` shows it. */
export class JobDeadError extends Error {}

export function defineJob<Schema extends z.ZodType>(definition: JobDefinition<Schema>): Job {
  const { name, schema, everyMs = null, leaseSeconds = 20, run } = definition;
  if (leaseSeconds < 10 || leaseSeconds > 60) throw new RangeError(`${name}: a lease takes 10 to 60 seconds`);
  return {
    queue: {
      name,
      policy: everyMs !== null ? "exclusive" : definition.oneWaiting === true ? "short" : "standard",
      leaseSeconds,
      limitSeconds: definition.limitSeconds ?? 300,
      retryLimit: definition.retryLimit ?? 5,
      retryDelaySeconds: definition.retryDelaySeconds ?? 5,
      retryDelayMaxSeconds: definition.retryDelayMaxSeconds ?? 3600,
    },
    concurrency: definition.concurrency ?? 1,
    everyMs,
    isPossible: definition.isPossible ?? (() => true),
    async run(given) {
      const payload = schema.safeParse(given.data);
      if (!payload.success) {
        throw new JobDeadError(`The payload does not fit: ${payload.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("; ")}`);
      }
      await run({ ...given, data: payload.data });
    },
  };
}

/** Continuous work with low latency, on every worker at once: it claims what it does in rows. */
export interface Loop {
  name: string;
  /** Pause after a run that found nothing to do, in ms. */
  idleMs: number;
  /** @returns whether it did something: then it runs again at once. */
  run(run: { ctx: Context; signal: AbortSignal }): Promise<boolean>;
  /** Waits for what its runs left under way, once the program stops. */
  drain?(): Promise<void>;
}

export function defineLoop(loop: Loop): Loop {
  return loop;
}
