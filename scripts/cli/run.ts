import { inWorkspace, systemContext, type WorkspaceContext } from "#lib/core/context.ts";
import { failureOf } from "#scripts/cli/exit-code.ts";

/** Known before the arguments are parsed, since a fault in them must be told in JSON too. */
export const wantsJson = process.argv.includes("--json");

/** What a command answers: for scripts, and for a person. */
interface Answer {
  json: unknown;
  text: string;
  /** The answer is bad news: exit 1. */
  isRefused?: boolean;
}

/** The operator, as the audit log names them. */
export const operator = () => systemContext("cli");

/** The operator in a workspace. @throws DomainError not_found */
export async function workspaceContext(slug: string): Promise<WorkspaceContext> {
  const { findWorkspaceBySlug } = await import("#lib/features/workspaces/find.ts");
  return inWorkspace(operator(), await findWorkspaceBySlug(slug));
}

/**
 * Runs a command's work with a database and prints its answer. Verbs are imported inside `work`: that keeps --help fast,
 * and the settings are in the environment by then.
 */
export async function run(work: () => Promise<Answer>): Promise<void> {
  const { withDatabase } = await import("#scripts/demo-environment.ts");
  const answer = await withDatabase(async () => {
    try {
      return await work();
    } finally {
      const { closePools } = await import("#lib/platform/db.ts");
      // Settings that are wrong leave no pool to close; what went wrong is told by `work`.
      await closePools().catch(() => undefined);
    }
  });
  await print(`${wantsJson ? JSON.stringify(answer.json, null, 2) : answer.text}\n`);
  if (answer.isRefused) process.exitCode = 1;
}

/** Tells what went wrong on standard error. @returns the exit code */
export function fail(error: unknown): number {
  const { exitCode, code, message, errors } = failureOf(error);
  if (wantsJson) console.error(JSON.stringify({ error: { code, message, errors } }));
  // Commander has said it already, with a suggestion.
  else if (code !== "usage") console.error(message);
  return exitCode;
}

function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(text, () => resolve()));
}
