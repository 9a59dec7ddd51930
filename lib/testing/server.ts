import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "#scripts/ports.ts";
import { signal } from "#scripts/processes.ts";
import { startServerProcess, waitForReady } from "#scripts/server-process.ts";

/** The program running as a process of its own, as in production. */
export interface TestServer {
  url: string;
  pid: number;
  /** Everything it has logged. */
  output(): string;
  isRunning(): boolean;
  /** Lets it drain, as on SIGTERM. */
  stop(): Promise<void>;
  kill9(): Promise<void>;
}

interface Options {
  /** Default: all. */
  role?: string;
  /** Laid over the test's own environment; undefined takes a setting away. */
  env?: Record<string, string | undefined>;
  /** Default: a free one. */
  port?: number;
}

/** Starts `node server/main.ts` and waits until it is ready. @throws with the server's last lines when it does not come up. */
export async function startServer({ role = "all", env = {}, port }: Options = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "retentbase-server-"));
  const server = startServerProcess({
    env: { NODE_ENV: "production", HOST: "127.0.0.1", PORT: String(port ?? (await freePort())), ROLE: role, ...testSecrets(), ...env },
    logFile: join(folder, "server.log"),
  });
  // A test that forgets it leaves nothing running.
  const endWithUs = () => {
    if (server.isRunning()) signal(server.pid, "SIGKILL");
  };
  process.once("exit", endWithUs);
  let lastOutput = "";
  const removeLog = async () => {
    process.off("exit", endWithUs);
    lastOutput = server.output();
    await rm(folder, { recursive: true, force: true });
  };
  const end = async (how: () => Promise<void>) => {
    if (lastOutput !== "") return;
    await how();
    await removeLog();
  };
  try {
    const url = await waitForReady(server);
    return {
      url,
      pid: server.pid,
      output: () => lastOutput || server.output(),
      isRunning: server.isRunning,
      stop: () => end(server.stop),
      kill9: () => end(server.kill9),
    };
  } catch (error) {
    await server.kill9();
    await removeLog();
    throw error;
  }
}

function testSecrets(): Record<string, string> {
  return {
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? randomBytes(32).toString("base64url"),
    ENCRYPTION_KEYS: process.env.ENCRYPTION_KEYS ?? `test:${randomBytes(32).toString("base64")}`,
  };
}
