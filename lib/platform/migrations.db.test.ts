import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyMigrations, MigrationFailedError, MigrationHistoryError, pendingMigrations } from "#lib/platform/migrations.ts";

const serverUrl = process.env.DATABASE_OWNER_URL ?? "";

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

let directory = "";
let database = "";
let url = "";

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "retentbase-migrations-"));
  database = `migrations_${randomBytes(6).toString("hex")}`;
  await query(serverUrl, `create database ${database}`);
  const address = new URL(serverUrl);
  address.pathname = `/${database}`;
  url = address.href;
});

afterEach(async () => {
  await query(serverUrl, `drop database ${database} with (force)`);
  await rm(directory, { recursive: true });
});

async function migration(name: string, sql: string): Promise<void> {
  await mkdir(join(directory, name), { recursive: true });
  await writeFile(join(directory, name, "migration.sql"), sql);
}

describe("applyMigrations", () => {
  it("applies functions with semicolons whole, records them as Prisma does, and then has nothing to do", async () => {
    await migration(
      "20260101000000_first",
      "create function f() returns int language plpgsql as $$ begin perform 1; return 2; end $$; create table a (x int);",
    );
    const applied: string[] = [];
    expect(await pendingMigrations(url, directory)).toEqual(["20260101000000_first"]);
    await applyMigrations(url, { directory, onApplied: (name) => applied.push(name) });
    expect(applied).toEqual(["20260101000000_first"]);
    expect(await pendingMigrations(url, directory)).toEqual([]);
    expect(await applyMigrations(url, { directory })).toEqual([]);
    expect(await query(url, "select f() as two")).toEqual([{ two: 2 }]);
    const rows = await query(
      url,
      "select migration_name, length(checksum) as length, applied_steps_count, finished_at >= started_at as finished from _prisma_migrations",
    );
    expect(rows).toEqual([{ migration_name: "20260101000000_first", length: 64, applied_steps_count: 1, finished: true }]);
  });

  it("applies each file once when many run at once", async () => {
    await migration("20260101000000_first", "create table a (x int); select pg_sleep(0.2);");
    await migration("20260102000000_second", "insert into a values (1);");
    const runs = await Promise.all(Array.from({ length: 6 }, () => applyMigrations(url, { directory })));
    expect(runs.flat()).toEqual(["20260101000000_first", "20260102000000_second"]);
    expect(await query(url, "select x from a")).toEqual([{ x: 1 }]);
  });

  it("rolls a failing file back whole, keeps the earlier ones, and goes on once it is mended", async () => {
    await migration("20260101000000_first", "create table a (x int);");
    await migration("20260102000000_second", "create table b (x int); select 1 / 0;");
    const failure = await applyMigrations(url, { directory }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MigrationFailedError);
    expect(String(failure)).toContain("20260102000000_second failed and was rolled back: division by zero");
    expect(await query(url, "select to_regclass('a')::text as a, to_regclass('b')::text as b")).toEqual([{ a: "a", b: null }]);
    await migration("20260102000000_second", "create table b (x int);");
    expect(await applyMigrations(url, { directory })).toEqual(["20260102000000_second"]);
  });

  it("writes its history as the owner even when a file changes role and search_path", async () => {
    await migration("20260101000000_first", "create schema elsewhere; set local role pg_read_all_data; set local search_path = elsewhere;");
    expect(await applyMigrations(url, { directory })).toHaveLength(1);
    expect(await pendingMigrations(url, directory)).toEqual([]);
  });

  it("refuses a file that was changed after it was applied, and changes nothing", async () => {
    await migration("20260101000000_first", "create table a (x int);");
    await applyMigrations(url, { directory });
    await migration("20260101000000_first", "create table a (x bigint);");
    await migration("20260102000000_second", "create table b (x int);");
    await expect(applyMigrations(url, { directory })).rejects.toThrow(MigrationHistoryError);
    await expect(pendingMigrations(url, directory)).rejects.toThrow("was changed after it was applied");
    expect(await query(url, "select to_regclass('b') as b")).toEqual([{ b: null }]);
  });
});
