import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { canReach } from "#scripts/postgres-home.ts";

describe("canReach", () => {
  const stranger = { uid: 54_321, gid: 54_321 };
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "retentbase-home-"));
    await mkdir(join(folder, "inner"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is true where every folder above lets others pass", async () => {
    await chmod(folder, 0o711);
    expect(canReach(join(folder, "inner", "not-yet-made"), stranger)).toBe(true);
  });

  it("is false under a folder that is closed to others, also when the last one is open", async () => {
    await chmod(folder, 0o700);
    await chmod(join(folder, "inner"), 0o777);
    expect(canReach(join(folder, "inner", "postgres"), stranger)).toBe(false);
  });

  it("asks a folder's owner by the owner's own bits", async () => {
    await chmod(folder, 0o011);
    expect(canReach(join(folder, "postgres"), { uid: process.getuid?.() ?? 0, gid: 54_321 })).toBe(false);
  });
});
