import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const linux = process.platform === "linux";

/**
 * A name for one running process that no later process will share, or undefined when it does not run.
 * Pids are handed out again, so a pid alone never says that a process is ours. A zombie counts as ended.
 */
export function processIdentity(pid: number): string | undefined {
  if (!linux) {
    const started = ps(pid, "lstart=");
    return started === "" || ps(pid, "stat=").startsWith("Z") ? undefined : `${pid} ${started}`;
  }
  const fields = statFields(pid);
  const [state = ""] = fields;
  if (state === "" || state === "Z" || state === "X") return undefined;
  return `${pid} ${fields[19] ?? ""} ${readText("/proc/sys/kernel/random/boot_id").trim()}`;
}

/** Whether a process with this pid runs (a zombie does not). */
export function isRunning(pid: number): boolean {
  return processIdentity(pid) !== undefined;
}

/** Program and arguments of a running process, joined by spaces; "" when it cannot be seen. */
export function commandLine(pid: number): string {
  return linux ? readText(`/proc/${pid}/cmdline`).replaceAll("\0", " ").trim() : ps(pid, "command=");
}

/** The folder a process works in, where the system tells. */
export function workingDirectory(pid: number): string | undefined {
  if (!linux) return undefined;
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Whether the file of a running program has been removed or replaced since it started, as by a new npm ci. */
export function programIsGone(pid: number): boolean {
  if (!linux) return false;
  try {
    return readlinkSync(`/proc/${pid}/exe`).endsWith(" (deleted)");
  } catch {
    return false;
  }
}

/** Pids of the processes that `pid` has started and that still run. */
export function childrenOf(pid: number): number[] {
  const pairs = linux
    ? readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map((name) => [name, statFields(Number(name))[1]])
    : (spawnSync("ps", ["-ax", "-o", "pid=,ppid="], { encoding: "utf8" }).stdout ?? "").split("\n").map((line) => line.trim().split(/\s+/));
  return pairs.filter(([, parent]) => parent === String(pid)).map(([child]) => Number(child));
}

/** Sends a signal; a process that has ended already is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Waits until a process has ended. @returns false when it still runs after `milliseconds`. */
export async function waitForEnd(pid: number, milliseconds: number): Promise<boolean> {
  const identity = processIdentity(pid);
  const deadline = performance.now() + milliseconds;
  while (identity !== undefined && processIdentity(pid) === identity) {
    if (performance.now() > deadline) return false;
    await sleep(25);
  }
  return true;
}

/** Asks a process to end with SIGTERM and, after `patience` milliseconds, ends it with SIGKILL. */
export async function endProcess(pid: number, patience = 10_000): Promise<void> {
  signal(pid, "SIGTERM");
  if (await waitForEnd(pid, patience)) return;
  signal(pid, "SIGKILL");
  await waitForEnd(pid, 5_000);
}

/** /proc/<pid>/stat from the third field (the state) on; the second is a name in parentheses that may hold anything. */
function statFields(pid: number): string[] {
  const stat = readText(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function ps(pid: number, field: string): string {
  return spawnSync("ps", ["-o", field, "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
}
