import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { jobs, loops } from "./jobs.ts";

it("each job has its place in the table of what it does for whom (docs/decisions/0016-access.md)", () => {
  const told = [...readFileSync("docs/decisions/0016-access.md", "utf8").matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual([...jobs.map(({ queue }) => queue.name), ...loops.map(({ name }) => name)].sort());
});
