import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AppliedMigration, comparePending, listMigrations, type Migration, MigrationHistoryError, withoutNewer } from "#lib/platform/migrations.ts";

const first: Migration = { name: "20260101000000_first", sql: "select 1", checksum: "a" };
const second: Migration = { name: "20260102000000_second", sql: "select 2", checksum: "b" };
const row = (migration: Migration, over: Partial<AppliedMigration> = {}): AppliedMigration => ({
  name: migration.name,
  checksum: migration.checksum,
  finished: true,
  ...over,
});

describe("comparePending", () => {
  it("gives everything to an empty database, in order", () => {
    expect(comparePending([first, second], [])).toEqual([first, second]);
  });

  it("gives only what is new", () => {
    expect(comparePending([first, second], [row(first)])).toEqual([second]);
    expect(comparePending([first, second], [row(second), row(first)])).toEqual([]);
  });

  it.each([
    ["changed after it was applied", [first], [row(first, { checksum: "x" })]],
    ["which prisma/migrations lacks", [first], [row(first), row(second)]],
    ["never finished", [first], [row(first, { finished: false })]],
    ["Give it a later timestamp", [first, second], [row(second)]],
  ])("refuses a history that is %s", (message, onDisk, applied) => {
    expect(() => comparePending(onDisk, applied)).toThrow(MigrationHistoryError);
    expect(() => comparePending(onDisk, applied)).toThrow(message);
  });
});

describe("withoutNewer", () => {
  it("lets the version before start on a schema that was expanded already", () => {
    expect(comparePending([first], withoutNewer([first], [row(first), row(second)]))).toEqual([]);
    expect(comparePending([first, second], withoutNewer([first, second], [row(first)]))).toEqual([second]);
  });
});

describe("listMigrations", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "retentbase-migrations-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = async (name: string, sql: string) => {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, "migration.sql"), sql);
  };

  it("reads folders in order of their timestamps and sums their files", async () => {
    await write(second.name, "select 2");
    await write(first.name, "select 1");
    await writeFile(join(folder, "migration_lock.toml"), "");
    const found = await listMigrations(folder);
    expect(found.map(({ name }) => name)).toEqual([first.name, second.name]);
    expect(found[0]?.checksum).toBe("822ae07d4783158bc1912bb623e5107cc9002d519e1143a9c200ed6ee18b6d0f");
  });

  it("refuses a name without timestamp and a folder without SQL", async () => {
    await mkdir(join(folder, "20260101000000_empty"));
    await expect(listMigrations(folder)).rejects.toThrow("holds no migration.sql");
    await mkdir(join(folder, "add_offers"));
    await expect(listMigrations(folder)).rejects.toThrow("is no name for a migration");
  });
});
