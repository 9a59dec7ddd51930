import { closePools } from "#lib/platform/db.ts";
import { createThrowawayDatabase } from "#scripts/throwaway-database.ts";

type OwnDatabase = {
  /** What a server, or another process, needs to work on it. */
  env: Record<string, string>;
  remove(): Promise<void>;
};

/** A migrated database for a server that must not see what other suites do, on the server of DATABASE_OWNER_URL; this process does not work on it. */
export async function makeOwnDatabase(): Promise<OwnDatabase> {
  const { DATABASE_URL: runtime, DATABASE_OWNER_URL: owner = runtime } = process.env;
  if (!runtime || !owner) throw new Error("DATABASE_URL is not set: run these tests through npm test.");
  const made = await createThrowawayDatabase(owner);
  const url = new URL(runtime);
  url.pathname = new URL(made.ownerUrl).pathname;
  return { env: { DATABASE_URL: url.href, DATABASE_OWNER_URL: made.ownerUrl }, remove: made.remove };
}

/**
 * The same for a suite that locks or breaks what others use: from now on this process works on it too, so it must be
 * called before anything else touches the database, in a process that ends with the suite.
 */
export async function useOwnDatabase(): Promise<OwnDatabase> {
  const made = await makeOwnDatabase();
  Object.assign(process.env, made.env);
  return {
    env: made.env,
    async remove() {
      await closePools();
      await made.remove();
    },
  };
}
