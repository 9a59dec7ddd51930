import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";

/** Resident memory of a process in MB. */
function residentMegabytes(pid: number): number {
  // Starting ps would hold up a load generator in this process for longer than the times it measures.
  if (process.platform === "linux") return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024;
  const kilobytes = Number(spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout);
  return kilobytes / 1024;
}

/** Watches a process's resident memory until stopped. */
export function watchMemory(pid: number): { stop(): number } {
  let most = 0;
  const look = () => {
    most = Math.max(most, residentMegabytes(pid));
  };
  const timer = setInterval(look, 500);
  return {
    stop() {
      clearInterval(timer);
      look();
      return most;
    },
  };
}

/** CPU, memory and load, in one line. */
export function describeMachine(): string {
  const model = cpus()[0]?.model ?? "unknown CPU";
  return `${availableParallelism()} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GB; load average before the start ${loadavg()[0]?.toFixed(2)}`;
}

/** The version of a package, from its own manifest. */
export function versionOf(manifest: string): string {
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}
