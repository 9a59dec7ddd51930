import { existsSync } from "node:fs";
import { runTool, stopTools, type ToolResult } from "#scripts/run-tool.ts";
import { formatDuration } from "#scripts/steps.ts";

/** `npm run check`: types, style, arrows, dead code and unit tests; all of them, whatever fails. */

const SOURCES = ["app", "components", "lib", "server", "scripts", "e2e", "prisma", "bench"];

interface Check {
  name: string;
  run(): Promise<ToolResult>;
}

const checks: Check[] = [
  { name: "types", run: checkTypes },
  { name: "style", run: () => runTool("biome", ["check", "--error-on-warnings", "--max-diagnostics=50"]) },
  { name: "arrows", run: () => runTool("dependencyCruiser", ["--config", ".dependency-cruiser.cjs", ...SOURCES.filter((folder) => existsSync(folder))]) },
  { name: "dead code", run: () => runTool("knip", ["--no-progress"]) },
  { name: "unit tests", run: () => runTool("vitest", ["run", "--project", "unit"]) },
];

for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => {
    stopTools();
    process.exit(130);
  });
}

const results = new Map<string, ToolResult>();
const queue = [...checks];
// Two at a time: the tools are single-threaded for the most part, and the smallest machines have two cores.
await Promise.all([worker(), worker()]);
report();

async function worker(): Promise<void> {
  for (let check = queue.shift(); check; check = queue.shift()) {
    const result = await check.run();
    results.set(check.name, result);
    console.log(`${result.ok ? "✓" : "✗"} ${check.name.padEnd(12)} ${formatDuration(result.milliseconds)}`);
    if (!result.ok) console.log(`\n${result.output.trim()}\n`);
  }
}

/** Next writes the types of its routes and of images; a clean clone has none yet. */
async function checkTypes(): Promise<ToolResult> {
  const typegen = await runTool("next", ["typegen"]);
  if (!typegen.ok) return typegen;
  const types = await runTool("tsc", ["--noEmit"]);
  return { ...types, milliseconds: typegen.milliseconds + types.milliseconds };
}

function report(): void {
  console.log("\ncheck         result     time");
  for (const { name } of checks) {
    const result = results.get(name);
    console.log(`${name.padEnd(12)}  ${(result?.ok ? "ok" : "failed").padEnd(9)}  ${formatDuration(result?.milliseconds ?? 0)}`);
  }
  process.exitCode = checks.every(({ name }) => results.get(name)?.ok) ? 0 : 1;
}
