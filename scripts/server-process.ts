import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, renameSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { processIdentity, signal, waitForEnd } from "#scripts/processes.ts";
import { ScriptError } from "#scripts/script-error.ts";

/** The running program, `node server/main.ts`. */
export interface ServerProcess {
  pid: number;
  /** Everything it has written so far. */
  output(): string;
  isRunning(): boolean;
  /** Lets it drain (SIGTERM) and waits; ends it hard after `patience` milliseconds. */
  stop(patience?: number): Promise<void>;
  /** SIGKILL, and waits until it is gone. */
  kill9(): Promise<void>;
}

/** Settings laid over those of this process; undefined takes one away. */
type Settings = Record<string, string | undefined>;

/**
 * Starts the server in a process group of its own, so that a Ctrl-C reaches it only through stop().
 * It writes to a file, not to a pipe, so that it outlives whoever started it.
 */
export function startServerProcess({ env, logFile, show = false }: { env: Settings; logFile: string; show?: boolean }): ServerProcess {
  // The log before this start may hold the reason why one was needed.
  if (!show && existsSync(logFile)) renameSync(logFile, `${logFile}.1`);
  const log = show ? "inherit" : openSync(logFile, "w", 0o600);
  const child = spawn(process.execPath, ["--max-semi-space-size=16", "server/main.ts"], {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", log, log],
    detached: true,
  });
  child.on("error", () => undefined);
  child.unref();
  if (log !== "inherit") closeSync(log);
  const pid = child.pid;
  if (pid === undefined) throw new ScriptError("The server could not be started: node itself does not run.", { exitCode: 1 });
  const identity = processIdentity(pid);
  const isRunning = () => identity !== undefined && processIdentity(pid) === identity;
  const end = async (name: NodeJS.Signals, patience: number) => {
    if (!isRunning()) return true;
    signal(pid, name);
    return waitForEnd(pid, patience);
  };
  return {
    pid,
    output: () => (show ? "" : readFileSync(logFile, "utf8")),
    isRunning,
    async stop(patience = 20_000) {
      if (!(await end("SIGTERM", patience))) await end("SIGKILL", 5_000);
    },
    async kill9() {
      await end("SIGKILL", 10_000);
    },
  };
}

/**
 * Waits until the server logs `{"msg":"ready","url":…}`.
 * @returns that address.
 * @throws ScriptError with the server's last lines when it ends or stays silent.
 */
export async function waitForReady(server: ServerProcess, milliseconds = 60_000): Promise<string> {
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline) {
    const running = server.isRunning();
    const url = readyUrl(server.output());
    if (url) return url;
    if (!running) throw new ScriptError(`The server ended before it was ready:\n${lastLines(server.output())}`, { exitCode: 1 });
    await sleep(20);
  }
  throw new ScriptError(`The server was not ready after ${milliseconds / 1000} s:\n${lastLines(server.output())}`, { exitCode: 1 });
}

/** Waits until GET /api/health answers 200. @throws ScriptError as waitForReady. */
export async function waitForHealth(server: ServerProcess, url: string, milliseconds = 90_000): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (performance.now() < deadline) {
    if (!server.isRunning()) throw new ScriptError(`The server ended before it was ready:\n${lastLines(server.output())}`, { exitCode: 1 });
    const ok = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await sleep(50);
  }
  throw new ScriptError(`The server does not answer at ${url}/api/health:\n${lastLines(server.output())}`, { exitCode: 1 });
}

/** The end of a log, for a person. */
export function lastLines(text: string, count = 15): string {
  return text.trim().split("\n").slice(-count).join("\n");
}

function readyUrl(output: string): string | undefined {
  for (const line of output.split("\n")) {
    if (!line.includes('"ready"')) continue;
    try {
      const entry = JSON.parse(line) as { msg?: unknown; url?: unknown };
      if (entry.msg === "ready" && typeof entry.url === "string") return entry.url;
    } catch {
      // A line that is still being written; it is read again whole.
    }
  }
  return undefined;
}
