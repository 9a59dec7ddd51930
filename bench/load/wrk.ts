import { spawn, spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { ScriptError } from "../../scripts/script-error.ts";

/** What one run of wrk saw. Times in milliseconds. */
export interface Load {
  /** Complete answers, whatever their status. */
  answers: number;
  seconds: number;
  p50: number;
  p99: number;
  /** Answers with a status of 400 and more. */
  refused: number;
  /** Connections refused, cut or timed out. */
  broken: number;
}

interface Run {
  origin: string;
  connections: number;
  seconds: number;
  script: "post" | "patch" | "get";
  /** BENCH_PATH, BENCH_KEY, BENCH_BODY, BENCH_EVENTS for the script. */
  settings: Record<string, string>;
}

const folder = import.meta.dirname;

/** Loads a server through wrk and one of our Lua scripts. @throws ScriptError when wrk fails. */
export function wrk({ origin, connections, seconds, script, settings }: Run): Promise<Load> {
  const args = ["-t1", `-c${connections}`, `-d${seconds}s`, "--timeout", "10s", "-s", join(folder, `${script}.lua`), origin];
  const seed = String(randomInt(1, 2 ** 31));
  const env = { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV, BENCH_SEED: seed, BENCH_DONE: join(folder, "done.lua"), ...settings };
  return new Promise((resolve, reject) => {
    const child = spawn("wrk", args, { env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => {
      const line = output.split("\n").findLast((text) => text.startsWith("{"));
      if (code === 0 && line) resolve(JSON.parse(line) as Load);
      else reject(new ScriptError(`wrk failed (${code}):\n${output.trim()}`, { exitCode: 1 }));
    });
  });
}

/** Makes sure that there is a wrk, installing Debian's where we may. @returns its version. @throws ScriptError otherwise. */
export function requireWrk(): string {
  const find = () => /wrk (\S+)/.exec(spawnSync("wrk", ["-v"], { encoding: "utf8" }).stdout ?? "")?.[1];
  const found = find();
  if (found) return found;
  if (process.getuid?.() === 0) spawnSync("apt-get", ["install", "-y", "wrk"], { stdio: "ignore" });
  const version = find();
  if (!version) throw new ScriptError("The benches need wrk: apt-get install wrk, or brew install wrk.");
  return version;
}
