import { Command, CommanderError, Option } from "commander";
import { addCancellationCommands } from "#scripts/cli/cancellation.ts";
import { exitCodeHelp } from "#scripts/cli/exit-code.ts";
import { addHealthCommand } from "#scripts/cli/health.ts";
import { addHostedCommands } from "#scripts/cli/hosted.ts";
import { addJobCommands } from "#scripts/cli/jobs.ts";
import { addKeyCommands } from "#scripts/cli/key.ts";
import { addReasonCommands } from "#scripts/cli/reason.ts";
import { fail, wantsJson } from "#scripts/cli/run.ts";
import { addSecretCommands } from "#scripts/cli/secret.ts";
import { addSeedCommand } from "#scripts/cli/seed.ts";
import { addStripeCommands } from "#scripts/cli/stripe.ts";
import { addUserCommands } from "#scripts/cli/user.ts";
import { addWebhookCommands } from "#scripts/cli/webhook.ts";
import { addWorkspaceCommands } from "#scripts/cli/workspace.ts";

const program = new Command("rb")
  .description("Runs RetentBase from the shell: against DATABASE_URL, else against the demo's database, running or stopped.")
  .exitOverride()
  .configureOutput({ writeErr: (text) => (wantsJson ? undefined : process.stderr.write(text)) })
  .showSuggestionAfterError()
  .addHelpText("after", exitCodeHelp);

addWorkspaceCommands(program);
addKeyCommands(program);
addReasonCommands(program);
addSecretCommands(program);
addUserCommands(program);
addCancellationCommands(program);
addWebhookCommands(program);
addHostedCommands(program);
addSeedCommand(program);
addJobCommands(program);
addStripeCommands(program);
addHealthCommand(program);
acceptJsonEverywhere(program);

/** `--json` may stand before or after the command, so every level knows it. */
function acceptJsonEverywhere(command: Command): void {
  command.addOption(new Option("--json", "answer in JSON, errors too (on standard error)"));
  for (const child of command.commands) acceptJsonEverywhere(child);
}

// A log line on standard output would spoil the result.
process.env.LOG_LEVEL = "silent";
// `rb … | head` closes the pipe early, which is no failure.
process.stdout.on("error", () => process.exit(0));

try {
  await program.parseAsync();
  process.exit(process.exitCode ?? 0);
} catch (error) {
  const isHelp = error instanceof CommanderError && error.exitCode === 0;
  process.exit(isHelp ? 0 : fail(error));
}
