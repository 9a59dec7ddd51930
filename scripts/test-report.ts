import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { formatDuration } from "#scripts/steps.ts";

/** What one suite did. */
export interface SuiteResult {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  milliseconds: number;
  /** What was left out, each with its reason. */
  notRun: string[];
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string(), meta: z.object({ notRun: z.string().optional() }).optional() })),
    }),
  ),
});

const playwrightSuite = z.object({
  specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.enum(["expected", "unexpected", "flaky", "skipped"]) })) })).default([]),
  get suites() {
    return z.array(playwrightSuite).default([]);
  },
});

const playwrightReport = z.object({ errors: z.array(z.unknown()).default([]), suites: z.array(playwrightSuite).default([]) });

type Counts = Pick<SuiteResult, "passed" | "failed" | "skipped" | "notRun">;

/**
 * Counts what vitest wrote. A file that could not even be loaded counts as one failure. A test that leaves itself out says why in
 * `task.meta.notRun`.
 * @param ok whether the tool itself was content; where it was not and no test failed, that is a failure too.
 */
export async function countVitest(file: string, ok: boolean): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0, notRun: [] };
  for (const { name, status, assertionResults: tests } of await results(file)) {
    const shortName = name.split("/").at(-1) ?? name;
    const failed = tests.filter((test) => test.status === "failed").length;
    const skipped = tests.filter((test) => test.status !== "failed" && test.status !== "passed");
    const neverBegan = status === "failed" && failed === 0;
    counts.passed += tests.filter((test) => test.status === "passed").length;
    counts.failed += neverBegan ? 1 : failed;
    counts.skipped += skipped.length;
    if (neverBegan) counts.notRun.push(`${skipped.length} tests of ${shortName}: what they need could not be prepared`);
    else counts.notRun.push(...skipped.map((test) => `${test.fullName} (${shortName}): ${test.meta?.notRun ?? "skipped by the test itself"}`));
  }
  return settle(counts, ok);
}

/** Counts what Playwright wrote; a test that passed only at the second attempt has failed. */
export async function countPlaywright(file: string, ok: boolean): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0, notRun: [] };
  const report = existsSync(file) ? playwrightReport.parse(JSON.parse(await readFile(file, "utf8"))) : { errors: [], suites: [] };
  const walk = (suite: z.infer<typeof playwrightSuite>): void => {
    for (const { title, tests } of suite.specs) {
      for (const { status } of tests) {
        if (status === "expected") counts.passed++;
        else if (status === "skipped") {
          counts.skipped++;
          counts.notRun.push(`${title}: skipped by the test itself`);
        } else counts.failed++;
      }
    }
    suite.suites.forEach(walk);
  };
  report.suites.forEach(walk);
  return settle(counts, ok && report.errors.length === 0);
}

/** Prints the table, what was not run and why, and as the last line the sums. @returns whether everything holds. */
export function printSummary(suites: SuiteResult[], notRun: string[], milliseconds: number): boolean {
  const row = (cells: string[]) => console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(10) : cell.padStart(12))).join(""));
  console.log("");
  row(["suite", "passed", "failed", "skipped", "time"]);
  for (const suite of suites) row([suite.name, String(suite.passed), String(suite.failed), String(suite.skipped), formatDuration(suite.milliseconds)]);
  const left = [...notRun, ...suites.flatMap((suite) => suite.notRun.map((name) => `${suite.name}: ${name}`))];
  console.log(`\nNot run, and why:${left.length === 0 ? " nothing was left out." : ""}`);
  for (const line of left) console.log(`  - ${line}`);
  const sum = (key: "passed" | "failed") => suites.reduce((total, suite) => total + suite[key], 0);
  console.log(`\nAll of it took ${formatDuration(milliseconds)}.`);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed") === 0 && sum("passed") > 0;
}

async function results(file: string): Promise<z.infer<typeof vitestReport>["testResults"]> {
  return existsSync(file) ? vitestReport.parse(JSON.parse(await readFile(file, "utf8"))).testResults : [];
}

/** A suite that ran nothing, or whose tool failed without a failing test, has failed once. */
function settle(counts: Counts, ok: boolean): Counts {
  const silent = counts.failed === 0 && (!ok || counts.passed === 0);
  return silent ? { ...counts, failed: 1 } : counts;
}
