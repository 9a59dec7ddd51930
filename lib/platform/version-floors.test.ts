import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Versions below these have known holes that we rely on being closed. */
const floors: Record<string, string> = { next: "16.4.1", zod: "4.6.7", "next-auth": "4.24.15" };

interface Lock {
  packages: Record<string, { version?: string }>;
}

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;
const numbers = (version: string) => version.split(".").map(Number);

function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [numbers(version), numbers(floor)];
  const i = need.findIndex((part, at) => have[at] !== part);
  return i < 0 || (have[i] ?? 0) > (need[i] ?? 0);
}

/** Every copy of a package in the lock file, nested ones too. */
const copiesOf = (name: string) => Object.entries(lock.packages).filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`));

describe("versions", () => {
  it.each(Object.entries(floors))("%s is at least %s, in every copy and as installed", (name, floor) => {
    const copies = copiesOf(name);
    expect(copies.length).toBeGreaterThan(0);
    for (const [path, { version = "" }] of copies) expect(isAtLeast(version, floor), `${path} is ${version}`).toBe(true);
    const installed = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8")) as { version: string };
    expect(isAtLeast(installed.version, floor)).toBe(true);
  });

  it("sharp is absent, or at least 0.35.5", () => {
    for (const [path, { version = "" }] of copiesOf("sharp")) expect(isAtLeast(version, "0.35.5"), `${path} is ${version}`).toBe(true);
  });

  it("are compared part by part as numbers", () => {
    expect(isAtLeast("16.4.5", "16.4.1")).toBe(true);
    expect(isAtLeast("16.10.0", "16.4.1")).toBe(true);
    expect(isAtLeast("16.4.0", "16.4.1")).toBe(false);
    expect(isAtLeast("15.9.9", "16.4.1")).toBe(false);
  });
});
