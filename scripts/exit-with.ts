import { EnvError } from "#lib/platform/env.ts";
import { MigrationFailedError, MigrationHistoryError } from "#lib/platform/migrations.ts";
import { ScriptError } from "#scripts/script-error.ts";

/** Codes by which Node and PostgreSQL say that an address leads to no database that lets us in. */
const NO_DATABASE = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH", "28P01", "28000", "3D000"]);

/** Ends the process as `error` asks: one sentence for what a person can mend, the whole stack for what is our fault. */
export function exitWith(error: unknown): never {
  const { message, exitCode } = explain(error);
  console.error(message);
  process.exit(exitCode);
}

function explain(error: unknown): { message: unknown; exitCode: number } {
  if (error instanceof ScriptError) return { message: error.message, exitCode: error.exitCode };
  if (error instanceof EnvError) return { message: error.message, exitCode: 2 };
  if (error instanceof MigrationFailedError || error instanceof MigrationHistoryError) return { message: error.message, exitCode: 1 };
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  if (typeof code === "string" && NO_DATABASE.has(code)) {
    return { message: `The database cannot be reached: ${(error as Error).message || code}. Is DATABASE_URL right, and the server running?`, exitCode: 2 };
  }
  return { message: error, exitCode: 1 };
}
