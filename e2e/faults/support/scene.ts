import { runCli } from "#lib/testing/cli.ts";
import { type KillablePostgres, startKillablePostgres } from "#lib/testing/embedded.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { freePort } from "#scripts/ports.ts";

/** Whether the long versions run. */
export const full = process.env.FAULTS === "full";

/** A database that may be killed, a workspace in it, and a port for its server. */
export interface Scene {
  postgres: KillablePostgres;
  apiKey: string;
  url: string;
  /** What a server at `url` needs in its environment. */
  env: Record<string, string>;
  /** Starts the server at `url`, its door alone. @param env laid over the scene's */
  serve(env?: Record<string, string>): Promise<TestServer>;
  /** Leaves nothing of it running or on the disk. */
  remove(): Promise<void>;
}

/** @param flags settings of PostgreSQL */
export async function setScene(flags: Record<string, string> = {}): Promise<Scene> {
  const postgres = await startKillablePostgres(flags);
  try {
    const env = {
      DATABASE_URL: postgres.url,
      DATABASE_OWNER_URL: postgres.ownerUrl,
      NEXTAUTH_SECRET: "faults-need-no-secret-of-their-own",
      ENCRYPTION_KEYS: `faults:${Buffer.alloc(32, 1).toString("base64")}`,
      RATE_LIMIT_WORKSPACE_WRITES: "off",
      RATE_LIMIT_KEY_WRITES: "off",
      RATE_LIMIT_WORKSPACE_READS: "off",
      RATE_LIMIT_KEY_READS: "off",
      RATE_LIMIT_HOSTED_VISITS: "off",
    };
    const made = await runCli(["workspace", "create", "--name", "Faults", "--plan", "advanced", "--json"], env);
    if (made.exitCode !== 0) throw new Error(made.stderr);
    const port = await freePort();
    return {
      postgres,
      env: { ...env, NODE_ENV: "production", HOST: "127.0.0.1", PORT: String(port), ROLE: "door" },
      apiKey: (JSON.parse(made.stdout) as { apiKey: string }).apiKey,
      url: `http://127.0.0.1:${port}`,
      serve: (more = {}) => startServer({ role: "door", port, env: { ...env, ...more } }),
      remove: postgres.remove,
    };
  } catch (error) {
    await postgres.remove();
    throw error;
  }
}
