import { killEmbedded, startEmbedded } from "#scripts/embedded-postgres.ts";
import { waitForEnd } from "#scripts/processes.ts";
import { startThrowawayPostgres, type ThrowawayDatabase } from "#scripts/throwaway-database.ts";

/** A migrated PostgreSQL of the test's own, that it may kill. */
export interface KillablePostgres extends ThrowawayDatabase {
  port: number;
  /** SIGKILL to the postmaster and all its children at once, as when the machine loses the whole of PostgreSQL. */
  kill9All(): Promise<void>;
  /** Starts it again on the same port and folder. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** @param flags settings such as `{ synchronous_commit: "off" }` for a control that must lose. */
export async function startKillablePostgres(flags: Record<string, string> = {}): Promise<KillablePostgres> {
  const { postgres, dataDir, url, ownerUrl, remove } = await startThrowawayPostgres(flags);
  let current = postgres;
  return {
    url,
    ownerUrl,
    port: postgres.port,
    async kill9All() {
      await Promise.all(killEmbedded(dataDir).map((pid) => waitForEnd(pid, 10_000)));
    },
    async restart() {
      current = await startEmbedded({ dataDir, port: postgres.port, flags: { shared_buffers: "64MB", max_wal_size: "512MB", ...flags } });
    },
    stop: () => current.stop(),
    async remove() {
      await current.stop();
      await remove();
    },
  };
}
