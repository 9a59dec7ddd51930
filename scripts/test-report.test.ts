import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { countPlaywright, countVitest } from "#scripts/test-report.ts";

let file = "";
beforeEach(async () => {
  file = join(await mkdtemp(join(tmpdir(), "retentbase-report-")), "report.json");
});
afterEach(() => rm(join(file, ".."), { recursive: true }));

const write = (content: unknown) => writeFile(file, JSON.stringify(content));
const vitestFile = (status: string, ...statuses: string[]) => ({
  testResults: [{ name: "/a/b.test.ts", status, assertionResults: statuses.map((each) => ({ status: each, fullName: `test that ${each}` })) }],
});

it("counts what vitest ran and names what it left out", async () => {
  await write(vitestFile("failed", "passed", "passed", "failed", "skipped", "todo"));
  const counts = await countVitest(file, false);
  expect(counts).toEqual({
    passed: 2,
    failed: 1,
    skipped: 2,
    notRun: ["test that skipped (b.test.ts): skipped by the test itself", "test that todo (b.test.ts): skipped by the test itself"],
  });
});

it("says why a test left itself out, when the test does", async () => {
  const skipped = { status: "skipped", fullName: "the snippet in Ruby", meta: { notRun: "ruby is not installed" } };
  await write({ testResults: [{ name: "/a/b.test.ts", status: "passed", assertionResults: [{ status: "passed", fullName: "x", meta: {} }, skipped] }] });
  expect((await countVitest(file, true)).notRun).toEqual(["the snippet in Ruby (b.test.ts): ruby is not installed"]);
});

it("counts a file that could not be loaded as one failure", async () => {
  await write(vitestFile("failed", "skipped", "skipped"));
  const notRun = ["2 tests of b.test.ts: what they need could not be prepared"];
  expect(await countVitest(file, false)).toEqual({ passed: 0, failed: 1, skipped: 2, notRun });
});

it("counts silence as a failure: no report, no tests, or a tool that failed after all tests passed", async () => {
  expect(await countVitest(file, true)).toMatchObject({ passed: 0, failed: 1 });
  await write({ testResults: [] });
  expect(await countVitest(file, true)).toMatchObject({ passed: 0, failed: 1 });
  await write(vitestFile("passed", "passed"));
  expect(await countVitest(file, false)).toMatchObject({ passed: 1, failed: 1 });
  expect(await countVitest(file, true)).toMatchObject({ passed: 1, failed: 0 });
});

it("counts Playwright's nested suites; what passed only at a second attempt has failed", async () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  await write({
    suites: [{ specs: [spec("a", "expected")], suites: [{ specs: [spec("b", "flaky"), spec("c", "skipped")], suites: [{ specs: [spec("d", "expected")] }] }] }],
  });
  expect(await countPlaywright(file, true)).toEqual({ passed: 2, failed: 1, skipped: 1, notRun: ["c: skipped by the test itself"] });
  await write({ errors: [{ message: "no browser" }], suites: [] });
  expect(await countPlaywright(file, false)).toMatchObject({ passed: 0, failed: 1 });
});
