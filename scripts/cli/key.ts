import type { Command } from "commander";
import { moment } from "#scripts/cli/argument.ts";
import { run, workspaceContext } from "#scripts/cli/run.ts";
import { facts, table } from "#scripts/cli/text.ts";

export function addKeyCommands(program: Command): void {
  const key = program.command("key").description("make, list and revoke API keys");

  key
    .command("create")
    .description("make an API key (shown this one time)")
    .argument("<slug>")
    .requiredOption("--name <name>", "what it is for")
    .option("--sandbox-only", "refuse it for prod")
    .option("--expires <time>", "when it ends, in ISO 8601 with an offset", moment)
    .action((slug: string, options: { name: string; sandboxOnly?: true; expires?: Date }) =>
      run(async () => {
        const { createApiKey } = await import("#lib/features/api-keys/create.ts");
        const environments = options.sandboxOnly ? "sandbox" : "any";
        const ctx = await workspaceContext(slug);
        const { id, apiKey } = await createApiKey({ ctx, input: { name: options.name, environments, expiresAt: options.expires } });
        return {
          json: { id, apiKey },
          text: facts([
            ["Id", id],
            ["API key", apiKey],
          ]),
        };
      }),
    );

  key
    .command("list")
    .description("the workspace's API keys, revoked ones included")
    .argument("<slug>")
    .action((slug: string) =>
      run(async () => {
        const { listApiKeys } = await import("#lib/features/api-keys/list.ts");
        const keys = await listApiKeys({ ctx: await workspaceContext(slug) });
        const rows = keys.map((row) => [row.id, row.name, `…${row.last4}`, row.environments, row.lastUsedAt, row.expiresAt, row.revokedAt]);
        return { json: keys, text: table(["ID", "NAME", "KEY", "ENVIRONMENTS", "LAST USED", "EXPIRES", "REVOKED"], rows, "The workspace has no API key.") };
      }),
    );

  key
    .command("revoke")
    .description("revoke an API key; in force everywhere within 5 seconds")
    .argument("<slug>")
    .argument("<id>", "key_…, as `key list` shows it")
    .action((slug: string, id: string) =>
      run(async () => {
        const { revokeApiKey } = await import("#lib/features/api-keys/revoke.ts");
        await revokeApiKey({ ctx: await workspaceContext(slug), input: { id } });
        return { json: { id, revoked: true }, text: `${id} is revoked.` };
      }),
    );
}
