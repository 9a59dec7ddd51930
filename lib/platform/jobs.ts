import { fromPrisma, PgBoss } from "pg-boss";
import { singleton } from "#lib/core/singleton.ts";
import { pool } from "./db.ts";
import type { Transaction } from "./prisma.ts";

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
  /** While a job with this key waits in the queue, no second one is added. */
  key?: string;
}

/** Adds a job to a queue; it exists from the commit of the caller's transaction on, and not at all when that rolls back. */
export async function enqueue(db: SqlExecutor, queue: string, data: object, { startAfter, key }: EnqueueOptions = {}): Promise<void> {
  const boss = await producer();
  await boss.send(queue, data, { startAfter, singletonKey: key, db: { executeSql: (text, values) => db.query(text, values ?? []) } });
}

function producer(): Promise<PgBoss> {
  return singleton("jobs.producer", () =>
    new PgBoss({
      db: { executeSql: (text, values) => pool().query(text, values as unknown[]) },
      migrate: false,
      createSchema: false,
      supervise: false,
      schedule: false,
      registerInstance: false,
    }).start(),
  );
}
