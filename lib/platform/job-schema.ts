import pg from "pg";
import { PgBoss } from "pg-boss";
import packageJson from "pg-boss/package.json" with { type: "json" };
import { JOBS_SCHEMA } from "./jobs.ts";

/** A queue, and what holds for each of its jobs. */
export interface Queue {
  name: string;
  /** "exclusive": one job (for each key) waits or runs at a time, and a further one is not added; "short": one waits, others may run. */
  policy: "standard" | "exclusive" | "short";
  /** After so long without a sign of life of its worker, a job goes to another one. */
  leaseSeconds: number;
  /** A run that takes longer is given up. */
  limitSeconds: number;
  retryLimit: number;
  /** Pause before the first retry; it doubles with each, up to `retryDelayMaxSeconds`. */
  retryDelaySeconds: number;
  retryDelayMaxSeconds: number;
}

/** Ended jobs stay readable for so long. */
const KEEP_ENDED_SECONDS = 14 * 24 * 3600;

// Its own number: pg-boss guards its schema, and this one guards the queues as well.
const ADVISORY_LOCK = 72707370;

/**
 * Makes or upgrades the schema of jobs and its queues, and lets the runtime use them; changes nothing when all is as it should be.
 * @param ownerUrl login of the tables' owner
 */
export async function installJobs(ownerUrl: string, queues: readonly Queue[]): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: "retentbase-migrate" });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    if ((await jobsLack(client, queues)) === null && (await differing(client, queues)).length === 0) return;
    await client.query(SCHEMA);
    const boss = new PgBoss({
      schema: JOBS_SCHEMA,
      createSchema: false,
      db: { executeSql: (text, values) => client.query(text, values) },
      supervise: false,
      schedule: false,
      registerInstance: false,
    });
    boss.on("error", () => undefined);
    await boss.start();
    for (const queue of queues) {
      const { name, policy, ...options } = optionsOf(queue);
      await boss.createQueue(name, { policy, ...options });
      await boss.updateQueue(name, options);
    }
    await boss.stop({ graceful: false });
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * What the database lacks for these queues, in words, or null; the runtime's connection will do. Options of a queue may differ:
 * while processes are replaced one by one, the version before must start too.
 * @throws errors of `pg`
 */
export async function jobsLack(client: Pick<pg.Client, "query">, queues: readonly Queue[]): Promise<string | null> {
  const { rows: schemas } = await client.query<{ oid: number | null }>("select to_regclass($1)::int as oid", [`${JOBS_SCHEMA}.version`]);
  if (schemas[0]?.oid == null) return `the schema ${JOBS_SCHEMA}`;
  const { rows: versions } = await client.query<{ version: number }>(`select version::int from ${JOBS_SCHEMA}.version`);
  const version = versions[0]?.version ?? 0;
  if (version !== packageJson.pgboss.schema) return `version ${packageJson.pgboss.schema} of the schema ${JOBS_SCHEMA} (it has ${version})`;
  const { rows } = await client.query<{ name: string }>(`select name from ${JOBS_SCHEMA}.queue`);
  const missing = queues.filter(({ name }) => !rows.some((row) => row.name === name));
  return missing.length === 0 ? null : `the queue${missing.length === 1 ? "" : "s"} ${missing.map(({ name }) => name).join(", ")}`;
}

async function differing(client: pg.Client, queues: readonly Queue[]): Promise<Queue[]> {
  const { rows } = await client.query<ReturnType<typeof optionsOf>>(
    `select name, policy, heartbeat_seconds as "heartbeatSeconds", expire_seconds as "expireInSeconds", retry_limit as "retryLimit",
       retry_delay as "retryDelay", retry_backoff as "retryBackoff", retry_delay_max as "retryDelayMax", deletion_seconds as "deleteAfterSeconds"
     from ${JOBS_SCHEMA}.queue`,
  );
  const found = new Map(rows.map((row) => [row.name, JSON.stringify(row)]));
  return queues.filter((queue) => found.get(queue.name) !== JSON.stringify(optionsOf(queue)));
}

/** In the order of the columns that `differing` reads. */
function optionsOf(queue: Queue) {
  return {
    name: queue.name,
    policy: queue.policy,
    heartbeatSeconds: queue.leaseSeconds,
    expireInSeconds: queue.limitSeconds,
    retryLimit: queue.retryLimit,
    retryDelay: queue.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: queue.retryDelayMaxSeconds,
    deleteAfterSeconds: KEEP_ENDED_SECONDS,
  };
}

/** What pg-boss makes from here on, now or with an upgrade, the runtime may use: there is no moment between making and granting. */
const SCHEMA = `
  create schema if not exists ${JOBS_SCHEMA};
  grant usage on schema ${JOBS_SCHEMA} to retentbase_app;
  alter default privileges in schema ${JOBS_SCHEMA} grant select, insert, update, delete on tables to retentbase_app;
  alter default privileges in schema ${JOBS_SCHEMA} grant usage on sequences to retentbase_app`;
