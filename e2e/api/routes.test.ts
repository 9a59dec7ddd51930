import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { describe, expect, it } from "vitest";
import { endpoints } from "#lib/testing/contract.ts";

/** The operations and Next's route files name the same endpoints. */

const ROOT = "app/api/v1";

/** app/api/v1/cancellations/[eventId]/route.ts → /cancellations/{eventId}, with its source. */
const routes = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|[\\/])route\.tsx?$/.test(file))
  .map((file) => ({
    path: `/${dirname(file)
      .split(sep)
      .join("/")
      .replace(/\[(\w+)\]/g, "{$1}")}`,
    source: readFileSync(join(ROOT, file), "utf8"),
  }));

const CATCH_ALL = "/[...path]";

describe("app/api/v1", () => {
  it("has a route file for every operation's path, and no other but the one for all the rest", () => {
    const operations = new Set(endpoints().map(({ path }) => path));
    expect(routes.map(({ path }) => path).sort()).toEqual([...operations, CATCH_ALL].sort());
  });

  it("decides nothing: each file exports every method of the dispatcher and nothing else", () => {
    for (const { path, source } of routes) {
      const code = source.split("\n").filter((line) => line.trim() !== "" && !/^\s*(\/\/|\/\*|\*)/.test(line));
      expect(code, path).toEqual([
        'import { resourceRoute } from "#lib/http/api-route.ts";',
        "export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resourceRoute;",
      ]);
    }
  });
});
