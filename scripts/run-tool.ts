import { spawn } from "node:child_process";
import { join } from "node:path";

/** How a tool ended. */
export interface ToolResult {
  ok: boolean;
  output: string;
  milliseconds: number;
}

interface Options {
  env?: Record<string, string | undefined>;
  /** Let the person see it work; the result then holds no output. */
  live?: boolean;
}

/** Programs of node_modules, by the script that Node runs. */
export const tools = {
  next: "next/dist/bin/next",
  tsc: "typescript/bin/tsc",
  biome: "@biomejs/biome/bin/biome",
  dependencyCruiser: "dependency-cruiser/bin/dependency-cruiser.mjs",
  knip: "knip/bin/knip.js",
  vitest: "vitest/vitest.mjs",
  playwright: "@playwright/test/cli.js",
} as const;

// In a log, colours are noise; tools that see CI set would send them all the same.
const PLAIN = { NEXT_TELEMETRY_DISABLED: "1", ...(process.stdout.isTTY ? {} : { NO_COLOR: "1", FORCE_COLOR: undefined }) };

let stopped = false;
const running = new Set<ReturnType<typeof spawn>>();

/** Runs one of our tools with this very Node; never rejects for what the tool says, only after stopTools(). */
export function runTool(tool: keyof typeof tools, args: string[], { env = {}, live = false }: Options = {}): Promise<ToolResult> {
  if (stopped) return Promise.reject(new Error("The tools were stopped."));
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join("node_modules", tools[tool]), ...args], {
      env: { ...process.env, ...PLAIN, ...env } as NodeJS.ProcessEnv,
      stdio: live ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.once("error", reject);
    child.once("close", (code) => {
      running.delete(child);
      resolve({ ok: code === 0, output, milliseconds: performance.now() - start });
    });
  });
}

/** Ends every tool that still runs, and lets none begin; for Ctrl-C. */
export function stopTools(): void {
  stopped = true;
  for (const child of running) child.kill("SIGTERM");
}
