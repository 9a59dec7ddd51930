import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

/** One file of SQL as it lies on disk. */
export interface Migration {
  name: string;
  sql: string;
  /** SHA-256 of the file in hex, as Prisma's own tools compute it. */
  checksum: string;
}

/** A row of `_prisma_migrations`. */
export interface AppliedMigration {
  name: string;
  checksum: string;
  finished: boolean;
}

/** Disk and database tell different histories; nothing was changed. */
export class MigrationHistoryError extends Error {}

/** One file failed and was rolled back whole; earlier files of the same run stay applied. */
export class MigrationFailedError extends Error {
  readonly migration: string;

  constructor(migration: string, cause: unknown) {
    super(`Migration ${migration} failed and was rolled back: ${describe(cause)}`, { cause });
    this.migration = migration;
  }
}

// The number Prisma's own tools lock with, so that theirs and ours exclude each other.
const ADVISORY_LOCK = 72707369;

/** The layout is Prisma's, to the letter, so that `prisma migrate status` accepts the history. */
const HISTORY_TABLE = `
  create table if not exists _prisma_migrations (
    id                  varchar(36) primary key not null,
    checksum            varchar(64) not null,
    finished_at         timestamptz,
    migration_name      varchar(255) not null,
    logs                text,
    rolled_back_at      timestamptz,
    started_at          timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

/** Where the repository keeps its migrations; every command of package.json runs in its root. */
function migrationsDirectory(): string {
  return join(process.cwd(), "prisma", "migrations");
}

/**
 * The migrations of a folder, oldest first.
 * @throws MigrationHistoryError when a folder has no migration.sql or a name without its timestamp.
 */
export async function listMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      if (!/^\d{14}_\w+$/.test(name)) throw new MigrationHistoryError(`${name} is no name for a migration; it must look like 20260131120000_add_offers.`);
      const sql = await readFile(join(directory, name, "migration.sql"), "utf8").catch((cause: unknown) => {
        throw new MigrationHistoryError(`${name} holds no migration.sql that can be read.`, { cause });
      });
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/**
 * Which migrations of the disk the database still lacks.
 * @throws MigrationHistoryError when an applied one is missing from disk, was changed since, was left unfinished, or
 *   when a new one is older than the last applied one.
 */
export function comparePending(onDisk: Migration[], applied: AppliedMigration[]): Migration[] {
  const rows = new Map(applied.map((row) => [row.name, row]));
  const known = new Set(onDisk.map(({ name }) => name));
  for (const row of applied) {
    if (!known.has(row.name)) {
      throw new MigrationHistoryError(`The database has migration ${row.name}, which prisma/migrations lacks. Is this checkout older than the database?`);
    }
    if (!row.finished) {
      throw new MigrationHistoryError(`Migration ${row.name} was begun by another tool and never finished. Settle it with: npx prisma migrate resolve`);
    }
  }
  const last =
    applied
      .map(({ name }) => name)
      .sort()
      .at(-1) ?? "";
  const pending: Migration[] = [];
  for (const migration of onDisk) {
    const row = rows.get(migration.name);
    if (row === undefined && migration.name < last) {
      throw new MigrationHistoryError(`Migration ${migration.name} is new but older than ${last}, which is applied already. Give it a later timestamp.`);
    }
    if (row === undefined) pending.push(migration);
    else if (row.checksum !== migration.checksum) {
      throw new MigrationHistoryError(`Migration ${migration.name} was changed after it was applied. Restore the file and write a new migration instead.`);
    }
  }
  return pending;
}

/**
 * The history without what came after the newest migration on disk: while processes are replaced one by one, the version
 * before must start on a schema that the next one has expanded already.
 */
export function withoutNewer(onDisk: Migration[], applied: AppliedMigration[]): AppliedMigration[] {
  const newest = onDisk.at(-1)?.name ?? "";
  return applied.filter(({ name }) => name <= newest);
}

/**
 * Names of the migrations that this database still lacks; changes nothing. The runtime's address will do.
 * @throws MigrationHistoryError as comparePending; errors of `pg` when the database cannot be reached.
 */
export async function pendingMigrations(url: string, directory = migrationsDirectory()): Promise<string[]> {
  return withClient(url, (client) => pendingMigrationsOn(client, directory));
}

/** The same on a connection of the program's own. @throws as `pendingMigrations` */
export async function pendingMigrationsOn(db: Pick<pg.Client, "query">, directory = migrationsDirectory()): Promise<string[]> {
  const onDisk = await listMigrations(directory);
  return comparePending(onDisk, withoutNewer(onDisk, await readHistory(db))).map(({ name }) => name);
}

interface ApplyOptions {
  directory?: string;
  /** Called after each migration's commit. */
  onApplied?: (name: string, milliseconds: number) => void;
}

/**
 * Applies what is pending, each file in a transaction of its own; any number of runners at once apply each file once.
 * @returns the names of the migrations that this run applied.
 * @throws MigrationFailedError, MigrationHistoryError; errors of `pg` when the database cannot be reached.
 */
export async function applyMigrations(ownerUrl: string, { directory = migrationsDirectory(), onApplied }: ApplyOptions = {}): Promise<string[]> {
  const onDisk = await listMigrations(directory);
  return withClient(ownerUrl, async (client) => {
    await client.query("select pg_advisory_lock($1)", [ADVISORY_LOCK]);
    const pending = comparePending(onDisk, await readHistory(client));
    if (pending.length > 0) await client.query(HISTORY_TABLE);
    for (const migration of pending) {
      const start = performance.now();
      await applyOne(client, migration);
      onApplied?.(migration.name, Math.round(performance.now() - start));
    }
    return pending.map(({ name }) => name);
  });
}

async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date();
  try {
    await client.query("begin");
    await client.query(sql);
    // A file may set a role or search_path for itself; the history must be written as the owner and where it lies.
    await client.query("reset role; reset search_path");
    await client.query(
      "insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count) values ($1, $2, $3, $4, clock_timestamp(), 1)",
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query("commit");
  } catch (cause) {
    await client.query("rollback").catch(() => undefined);
    throw new MigrationFailedError(name, cause);
  }
}

async function readHistory(client: Pick<pg.Client, "query">): Promise<AppliedMigration[]> {
  const table = await client.query<{ readable: boolean | null }>("select has_table_privilege(to_regclass('_prisma_migrations'), 'select') as readable");
  const readable = table.rows[0]?.readable ?? null;
  if (readable === null) return [];
  // The runtime's login inherits nothing; only the role that it may take on can read the history.
  if (!readable) await client.query("set role retentbase_app");
  const { rows } = await client.query<AppliedMigration>(
    "select migration_name as name, checksum, finished_at is not null as finished from _prisma_migrations where rolled_back_at is null order by started_at",
  );
  return rows;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: "retentbase-migrate" });
  // A connection cut between two queries must fail the next query, not the process.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function describe(cause: unknown): string {
  if (!(cause instanceof pg.DatabaseError)) return cause instanceof Error ? cause.message : String(cause);
  return [cause.message, cause.detail, cause.hint, cause.where].filter(Boolean).join(" — ");
}
