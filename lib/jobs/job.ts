import type { z } from "zod";
import type { Context } from "#lib/core/context.ts";

interface Run<Data> {
  /** The program itself; its request id names the run in logs and audit entries. */
  ctx: Context;
  data: Data;
  /** Aborted when the program stops or the lease is lost: end soon, somebody else will begin again. */
  signal: AbortSignal;
}

/** Work that nobody waits for. It may run on several workers at once and twice: running it again must change nothing. */
export interface Job<Schema extends z.ZodType = z.ZodType> {
  kind: "job";
  /** Also the name of its queue. */
  name: string;
  schema: Schema;
  leaseSeconds: number;
  retryLimit: number;
  everyMs: number | null;
  run(run: Run<z.output<Schema>>): Promise<void>;
}

interface JobDefinition<Schema extends z.ZodType> {
  name: string;
  /** Of the payload; a scheduled run has the payload `{}`. */
  schema: Schema;
  /** How long after a worker's death another one takes over, 10 to 60; renewed while the job runs. Default 20. */
  leaseSeconds?: number;
  /** How often a failed run is tried again. Default 5. */
  retryLimit?: number;
  /** Runs by itself once every so many ms, whatever the number of workers. */
  everyMs?: number;
  run(run: Run<z.output<Schema>>): Promise<void>;
}

export function defineJob<Schema extends z.ZodType>({ leaseSeconds = 20, retryLimit = 5, everyMs, ...job }: JobDefinition<Schema>): Job<Schema> {
  return { kind: "job", leaseSeconds, retryLimit, everyMs: everyMs ?? null, ...job };
}

/** Continuous work with low latency, on every worker; it claims what it does in rows. */
export interface Loop {
  kind: "loop";
  name: string;
  /** Pause after a run that found nothing to do, in ms. */
  idleMs: number;
  /** @returns whether it did something: then it runs again at once. */
  run(run: { ctx: Context; signal: AbortSignal }): Promise<boolean>;
}

export function defineLoop(loop: Omit<Loop, "kind">): Loop {
  return { kind: "loop", ...loop };
}
