import pg from "pg";
import { type ConstructorOptions, fromPrisma, PgBoss } from "pg-boss";
import { singleton } from "#lib/core/singleton.ts";
import { pool } from "./db.ts";
import { logger } from "./logger.ts";
import type { Transaction } from "./prisma.ts";

/** Schema of the database that belongs to pg-boss. */
export const JOBS_SCHEMA = "pgboss";

/** Something that runs SQL inside a transaction of the caller's. */
export interface SqlExecutor {
  query(text: string, values: unknown[]): Promise<{ rows: unknown[] }>;
}

/** The executor of a transaction of the typed client. */
export function prismaExecutor(tx: Transaction): SqlExecutor {
  const db = fromPrisma(tx);
  return { query: (text, values) => db.executeSql(text, values) };
}

interface EnqueueOptions {
  /** Not before this time; default: now. */
  startAfter?: Date;
  /** For queues of policy "exclusive": while a job with this key waits or runs, no second one is added. */
  key?: string;
}

/**
 * Adds a job to a queue; it exists from the commit of the caller's transaction on, and not at all when that rolls back.
 * @throws when there is no such queue, and what the database throws.
 */
export async function enqueue(db: SqlExecutor, queue: string, data: object, { startAfter, key }: EnqueueOptions = {}): Promise<void> {
  const boss = await commandBoss();
  await boss.send(queue, data, {
    ...(startAfter && { startAfter }),
    ...(key !== undefined && { singletonKey: key }),
    db: { executeSql: (text, values) => db.query(text, values ?? []) },
  });
}

/** The same for many jobs in one statement. @param delaySeconds how long they wait at least */
export async function enqueueAll(
  db: SqlExecutor,
  queue: string,
  jobs: readonly { data: object; key: string }[],
  { delaySeconds }: { delaySeconds: number },
): Promise<void> {
  const boss = await commandBoss();
  await boss.insert(
    queue,
    jobs.map(({ data, key }) => ({ data, singletonKey: key, startAfter: delaySeconds })),
    { db: { executeSql: (text, values) => db.query(text, values ?? []) } },
  );
}

/** Looks the queues up before the first transaction needs them. Without it the first `enqueue` does. */
export async function warmUpJobs(): Promise<void> {
  await commandBoss();
}

/** pg-boss on our own pool, with the rights of the runtime: it neither makes nor changes its schema. */
export function makeBoss(options: ConstructorOptions): PgBoss {
  const boss = new PgBoss({
    schema: JOBS_SCHEMA,
    // A pooled connection whose statement failed is closed, so an aborted transaction never reaches the next user of it.
    db: { executeSql: (text, values) => pool().query({ text, values, types: pg.types }) },
    migrate: false,
    createSchema: false,
    schedule: false,
    registerInstance: false,
    // Only the owner could.
    reindex: false,
    ...options,
  });
  let lastLogged = 0;
  // While the database is away every poll fails; once in ten seconds says it.
  boss.on("error", (error) => {
    if (Date.now() - lastLogged < 10_000) return;
    lastLogged = Date.now();
    logger().warn({ err: { message: error.message } }, "jobs: the database did not answer");
  });
  boss.on("warning", (warning) => logger().warn({ warning: warning.data }, `jobs: ${warning.message}`));
  return boss;
}

/** A boss for commands and for enqueuing: it supervises nothing, and its timers keep no process alive. */
export async function commandBoss(): Promise<PgBoss> {
  const holder = singleton("jobs.producer", (): { boss: Promise<PgBoss> | null } => ({ boss: null }));
  holder.boss ??= makeBoss({
    supervise: false,
    clock: {
      now: () => Date.now(),
      setTimeout: (fn, ms) => setTimeout(fn, ms).unref(),
      clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
      setInterval: (fn, ms) => setInterval(fn, ms).unref(),
      clearInterval: (timer) => clearInterval(timer as NodeJS.Timeout),
    },
  })
    .start()
    .catch((error: unknown) => {
      holder.boss = null;
      throw error;
    });
  return holder.boss;
}
