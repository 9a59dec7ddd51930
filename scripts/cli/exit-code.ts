import { CommanderError } from "commander";
import { DomainError, type FieldError } from "#lib/core/errors.ts";
import { databaseFault, noEntry } from "#lib/platform/database-fault.ts";
import { asUnavailable, isConnectionLost } from "#lib/platform/db.ts";
import { EnvError } from "#lib/platform/env.ts";
import { MigrationFailedError, MigrationHistoryError } from "#lib/platform/migrations.ts";
import { ScriptError } from "#scripts/script-error.ts";

/** What a failed command says, and the exit code that says it to scripts. */
export interface Failure {
  exitCode: number;
  code: string;
  message: string;
  errors: FieldError[];
}

export const exitCodeHelp = `
Exit codes:
  0   done
  1   refused; the message says why
  2   wrong usage, or a setting is missing or wrong
  3   not found
  4   conflict with what exists
  5   the database is unavailable
  70  internal error: a fault of the program`;

/** Codes of PostgreSQL and of Prisma for a database without our tables. */
const NOT_MIGRATED = new Set(["42P01", "42883", "22023", "42501", "P2021", "P2022"]);

/** Any thrown thing as a failure of the command. */
export function failureOf(thrown: unknown): Failure {
  const away = databaseAway(thrown);
  if (away !== null) return { exitCode: 5, code: "unavailable", message: away, errors: [] };
  if (thrown instanceof DomainError) {
    const exitCode = { not_found: 3, conflict: 4, unavailable: 5, internal: 70 }[thrown.code as string] ?? 1;
    return { exitCode, code: thrown.code, message: thrown.message, errors: thrown.errors ?? [] };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof CommanderError) {
    const said = thrown.code === "commander.help" ? "Name a command; --help lists them." : message.replace(/^error: /, "");
    return { exitCode: 2, code: "usage", message: said, errors: [] };
  }
  if (thrown instanceof EnvError || thrown instanceof ScriptError || thrown instanceof MigrationHistoryError || thrown instanceof MigrationFailedError) {
    return setting(message, thrown instanceof ScriptError ? thrown.exitCode : 2);
  }
  const refused = noEntry(thrown, process.env.DATABASE_URL ?? "");
  if (refused !== null) return setting(`${refused.detail} ${refused.action}`);
  const { code, words } = databaseFault(thrown);
  if (NOT_MIGRATED.has(code)) return setting(`The database is not ours, or lacks migrations; run npm run db:migrate. (${words})`);
  return { exitCode: 70, code: "internal", message: thrown instanceof Error ? (thrown.stack ?? message) : message, errors: [] };
}

function setting(message: string, exitCode = 2): Failure {
  return { exitCode, code: "setting", message, errors: [] };
}

/** What an operator needs to know of a database that does not answer, or null: verbs say it to callers of the API. */
function databaseAway(thrown: unknown): string | null {
  const reason = thrown instanceof DomainError && thrown.code === "unavailable" ? thrown.cause : thrown;
  if (asUnavailable(reason) === reason) return null;
  const { words } = databaseFault(reason);
  return isConnectionLost(reason)
    ? `The database of DATABASE_URL cannot be reached: ${words}. Does it run, and is the address right?`
    : `The database did not do it in time: ${words}. Run the command again.`;
}
