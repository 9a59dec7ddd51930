import { CommanderError } from "commander";
import { DomainError, type FieldError } from "#lib/core/errors.ts";
import { asUnavailable } from "#lib/platform/db.ts";
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

/** Codes of PostgreSQL and of Prisma for a login that is refused and for a database without our tables. */
const REFUSED_LOGIN = new Set(["28000", "28P01", "3D000", "P1000", "P1003", "P1010"]);
const NOT_MIGRATED = new Set(["42P01", "42883", "22023", "42501", "P2021", "P2022"]);

/** Any thrown thing as a failure of the command. */
export function failureOf(thrown: unknown): Failure {
  const error = asUnavailable(thrown);
  if (error instanceof DomainError) {
    const exitCode = { not_found: 3, conflict: 4, unavailable: 5, internal: 70 }[error.code as string] ?? 1;
    return { exitCode, code: error.code, message: error.message, errors: error.errors ?? [] };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof CommanderError) {
    const said = error.code === "commander.help" ? "Name a command; --help lists them." : message.replace(/^error: /, "");
    return { exitCode: 2, code: "usage", message: said, errors: [] };
  }
  if (error instanceof EnvError || error instanceof ScriptError || error instanceof MigrationHistoryError || error instanceof MigrationFailedError) {
    return { exitCode: error instanceof ScriptError ? error.exitCode : 2, code: "setting", message, errors: [] };
  }
  const code = databaseCode(error);
  if (REFUSED_LOGIN.has(code)) return { exitCode: 2, code: "setting", message: `The database refuses us: ${lastLine(message)}`, errors: [] };
  if (NOT_MIGRATED.has(code)) {
    return {
      exitCode: 2,
      code: "setting",
      message: `The database is not ours, or lacks migrations; run npm run db:migrate. (${lastLine(message)})`,
      errors: [],
    };
  }
  return { exitCode: 70, code: "internal", message: error instanceof Error ? (error.stack ?? message) : message, errors: [] };
}

/** Prisma wraps the database's own error; the innermost code says most. */
function databaseCode(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const inner = databaseCode(error.cause);
  const own = (error as { code?: unknown }).code ?? (error as { originalCode?: unknown }).originalCode;
  return inner || (typeof own === "string" ? own : "");
}

function lastLine(message: string): string {
  return message.trim().split("\n").at(-1) ?? "";
}
