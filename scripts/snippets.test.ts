import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isInstalled, languages } from "#scripts/languages.ts";
import { resultTokenVectors, VECTORS_FILE, vectorsText } from "#scripts/make-vectors.ts";

/** The published snippets take and refuse exactly the published tokens. The curl one talks to the server: e2e/api/hosted-snippets.test.ts. */

const FOLDER = "docs/snippets";
/** In the order of the file: what a verifier for Signing Secrets must take; nothing else. */
const good = resultTokenVectors()
  .accept.filter(({ algorithm }) => algorithm === "HS256")
  .map(({ name }) => name);

function acceptedBy(program: string, args: readonly string[]): unknown {
  const { status, stdout, stderr } = spawnSync(program, [...args, "--vectors"], { cwd: FOLDER, input: vectorsText(), encoding: "utf8", timeout: 120_000 });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
}

it("the file of vectors is what the script makes", () => {
  expect(readFileSync(VECTORS_FILE, "utf8")).toBe(vectorsText());
});

it("the snippet in JavaScript", () => expect(acceptedBy(process.execPath, ["verify-result.mjs"])).toEqual(good));

for (const { name, program, run } of process.env.TEST_FULL ? languages : []) {
  it(`the snippet in ${name}`, { timeout: 150_000 }, ({ task, skip }) => {
    if (!isInstalled(program)) {
      Object.assign(task.meta, { notRun: `${program} is not installed` });
      skip();
    }
    expect(acceptedBy(program, run)).toEqual(good);
  });
}

it("each says under which licence it is, and what it needs", () => {
  const files = readdirSync(FOLDER).sort();
  expect(files).toEqual(["go", "mjs", "php", "py", "rb", "sh"].map((ending) => `verify-result.${ending}`));
  for (const file of files) expect(readFileSync(`${FOLDER}/${file}`, "utf8").slice(0, 400), file).toContain("SPDX-License-Identifier: MIT");
});
