import { closePools } from "#lib/platform/db.ts";
import { createThrowawayDatabase } from "#scripts/throwaway-database.ts";

/**
 * A migrated database for a suite that locks or breaks what others use, on the server of DATABASE_OWNER_URL. From now on
 * this process works on it, so it must be called before anything else touches the database.
 * @returns what a server needs to work on it too, and how to drop it.
 */
export async function useOwnDatabase(): Promise<{ env: Record<string, string>; remove(): Promise<void> }> {
  const { DATABASE_URL: runtime, DATABASE_OWNER_URL: owner = runtime } = process.env;
  if (!runtime || !owner) throw new Error("DATABASE_URL is not set: run these tests through npm test.");
  const made = await createThrowawayDatabase(owner);
  const url = new URL(runtime);
  url.pathname = new URL(made.ownerUrl).pathname;
  const env = { DATABASE_URL: url.href, DATABASE_OWNER_URL: made.ownerUrl };
  Object.assign(process.env, env);
  return {
    env,
    async remove() {
      await closePools();
      await made.remove();
    },
  };
}
