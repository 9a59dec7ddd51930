import pg from "pg";
import { DomainError } from "#lib/core/errors.ts";
import { singleton } from "#lib/core/singleton.ts";
import { env } from "./env.ts";
import { logger } from "./logger.ts";

/** The role every statement of the program runs as: no owner, no superuser, behind row level security. */
const RUNTIME_ROLE = "retentbase_app";

// Dates stay text ("2026-11-23 10:00:00.123+00"): features turn them into ISO strings without a Date in between,
// and numeric stays exact until a DTO asks for a number.
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.TIMESTAMPTZ ? (text: string) => text : pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
};

interface PoolOptions {
  max: number;
  /** After so long the database gives a statement up. */
  timeoutMs: number;
  /** How long whoever wants a connection waits for one. */
  connectMs?: number;
  name?: string;
  /** After so long a connection is replaced by a new one; 0: never. */
  lifeSeconds?: number;
}

function makePool({ max, timeoutMs, connectMs = 2_000, name = "retentbase", lifeSeconds = 0 }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max,
    types,
    // A database that is away must answer 503 soon, not hold a request.
    connectionTimeoutMillis: connectMs,
    idleTimeoutMillis: 30_000,
    maxLifetimeSeconds: lifeSeconds,
    // Also when the connection is half-open and nobody will ever answer.
    query_timeout: timeoutMs + 500,
    keepAlive: true,
    application_name: name,
    // The last one frees the locks of a transaction whose end never reaches the database.
    options: `-c role=${RUNTIME_ROLE} -c timezone=UTC -c datestyle=ISO -c lock_timeout=2000 -c statement_timeout=${timeoutMs} -c idle_in_transaction_session_timeout=${timeoutMs + 1_000}`,
  });
  // Without listeners, a connection lost while idle would end the process, and so would one lost while it is checked out but
  // between two statements; the next of those is then told.
  pool.on("error", (err) => logger().warn({ err: { message: err.message } }, "idle database connection lost"));
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** The shared pool, for everything but the ledger's batches. */
export function pool(): pg.Pool {
  return singleton("pg.pool", () => makePool({ max: env().DATABASE_POOL, timeoutMs: 10_000 }));
}

/** A pool of its own for the ledger's batches, so that slow reads cannot hold up ingestion. */
export function ledgerPool(): pg.Pool {
  return singleton("pg.ledger", () => makePool({ max: 4, timeoutMs: 4_000 }));
}

/**
 * A small pool for deep health: behind the others' waiting statements it could not see that they wait. Its connections are
 * replaced often, so that it sees the settings a new connection gets.
 */
export function healthPool(): pg.Pool {
  return singleton("pg.health", () => makePool({ max: 3, timeoutMs: 1_000, connectMs: 1_000, name: "retentbase-health", lifeSeconds: 30 }));
}

/** Connections for exports: so many run at once in a process, and however slowly they are read, they take none of the others. */
export const EXPORTS_AT_ONCE = 4;

function exportPool(): pg.Pool {
  return singleton("pg.export", () => makePool({ max: EXPORTS_AT_ONCE, timeoutMs: 45_000, name: "retentbase-export" }));
}

/** How a pool of this process is used right now. */
export interface PoolUse {
  /** Connections that are open. */
  size: number;
  max: number;
  idle: number;
  /** Statements and transactions that wait for a connection. */
  waiting: number;
}

/** The pools that the product works with. */
export function poolUse(): Record<"shared" | "ledger", PoolUse> {
  const of = ({ totalCount, idleCount, waitingCount, options }: pg.Pool): PoolUse => ({
    size: totalCount,
    max: options.max,
    idle: idleCount,
    waiting: waitingCount,
  });
  return { shared: of(pool()), ledger: of(ledgerPool()) };
}

/** Ends every pool of this process; for scripts and shutdown. */
export async function closePools(): Promise<void> {
  await Promise.all([pool().end(), ledgerPool().end(), healthPool().end(), exportPool().end()]);
}

export type Queryable = Pick<pg.PoolClient, "query">;

/** Runs `work` in one transaction on a connection of `from`, opened by `begin`; throws what it throws, after rolling back. */
async function transaction<T>(from: pg.Pool, work: (db: Queryable) => Promise<T>, begin = "begin"): Promise<T> {
  const client = await from.connect();
  let broken: Error | undefined;
  const lost = (error: Error) => {
    broken = error;
  };
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query("commit");
    return result;
  } catch (error) {
    // Behind a statement that nobody will answer, a rollback would wait as long again; without its connection it is rolled back anyway.
    if (isConnectionLost(error)) lost(error as Error);
    else await client.query("rollback").catch(lost);
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Runs `work` in one transaction that sees only the given workspace (row level security).
 * The setting is transaction-local; a session-wide one would leak to the next user of the pooled connection.
 * @throws DomainError unavailable when the database is away.
 */
export function queryAsWorkspace<T>(workspaceId: string, work: (db: Queryable) => Promise<T>): Promise<T> {
  return transactionAsWorkspace(pool(), "begin", workspaceId, work);
}

/**
 * The same on a connection for exports, in a transaction that writes nothing and sees everything as it was at one moment. It
 * may last for minutes: whoever works in it must not be held up for ever, since until its end the database keeps every
 * older version of what others change. Between two statements it is ended after 46 seconds.
 * @throws DomainError unavailable, also when every such connection is taken: whoever comes here counts first, and can say so.
 */
export function snapshotAsWorkspace<T>(workspaceId: string, work: (db: Queryable) => Promise<T>): Promise<T> {
  return transactionAsWorkspace(exportPool(), "begin isolation level repeatable read read only", workspaceId, work);
}

async function transactionAsWorkspace<T>(from: pg.Pool, begin: string, workspaceId: string, work: (db: Queryable) => Promise<T>): Promise<T> {
  try {
    // One round trip, not two: every transaction begins so.
    return await transaction(from, work, `${begin}; select set_config('app.workspace_id', ${pg.escapeLiteral(workspaceId)}, true)`);
  } catch (error) {
    throw asUnavailable(error);
  }
}

/**
 * Runs `work` on the ledger's pool in a transaction whose COMMIT is sent only once its statements have been answered. A lone
 * statement commits by itself, even one that a slow network delivers after we gave it up and its caller went on; in here
 * such a statement takes no effect. For writes that are not idempotent for ever. Errors come as they are.
 */
export async function ledgerTransaction<T>(work: (db: Queryable) => Promise<T>): Promise<T> {
  return transaction(ledgerPool(), work);
}

/** Runs `work` in one transaction that sees the directory tables alone. For group commits: errors come as they are. */
export async function directoryTransaction<T>(work: (db: Queryable) => Promise<T>): Promise<T> {
  return transaction(pool(), work);
}

const UNAVAILABLE_SQLSTATES = new Set([
  "53000",
  "53100",
  "53200",
  "53300", // out of resources: disk, memory, connections
  "55P03", // lock timeout
  "57014", // statement timeout
  "57P01",
  "57P02",
  "57P03", // shutting down, crashed, starting
  "58000",
  "58030", // the server's disk failed it
  "25006", // read-only transaction: a standby after fail-over
]); // prettier-ignore

/** How Prisma names the same: unreachable, timed out, closed, no connection or transaction to be had in time, too many of them. */
const UNAVAILABLE_PRISMA_CODES = new Set(["P1001", "P1002", "P1008", "P1017", "P2024", "P2028", "P2037"]);

const UNAVAILABLE_SYSTEM_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** Two transactions stood in each other's way; the same statement succeeds when it is tried again. */
const CONFLICT_SQLSTATES = new Set(["40001", "40P01"]);

/** Whether the database, not the statement, is the reason of a failure. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: unknown }).code;
  if (
    typeof code === "string" &&
    (UNAVAILABLE_SQLSTATES.has(code) || code.startsWith("08") || UNAVAILABLE_SYSTEM_CODES.has(code) || UNAVAILABLE_PRISMA_CODES.has(code))
  )
    return true;
  if (error instanceof AggregateError) return error.errors.some(isUnavailable);
  // pg reports these without a code.
  return /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|not queryable/i.test(
    error.message,
  );
}

/** Whether the database as a whole is away, rather than one statement waiting for a lock or running too long. */
export function isConnectionLost(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return isUnavailable(error) && code !== "55P03" && code !== "57014";
}

/** The error itself, or `unavailable` (503) when the database or another transaction is the reason. */
export function asUnavailable(error: unknown): unknown {
  const isConflict = error instanceof pg.DatabaseError && CONFLICT_SQLSTATES.has(error.code ?? "");
  return isConflict || isUnavailable(error)
    ? new DomainError(
        "unavailable",
        "The database cannot answer right now, so this is not acknowledged. Send the same request again shortly; retries are safe.",
        { retryAfter: 1, cause: error },
      )
    : error;
}

/** "2026-11-23 10:00:00.1+00" (session in UTC) as "2026-11-23T10:00:00.100Z". */
export function isoTime(text: string): string {
  const fraction = text.length > 22 ? text.slice(20, -3).padEnd(3, "0") : "000";
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction}Z`;
}

export function isoTimeOrNull(text: string | null): string | null {
  return text === null ? null : isoTime(text);
}
