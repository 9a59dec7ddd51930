import type { Command } from "commander";
import { run, workspaceContext } from "#scripts/cli/run.ts";
import { table } from "#scripts/cli/text.ts";

export function addSecretCommands(program: Command): void {
  const secret = program.command("secret").description("the Signing Secrets that result tokens are signed with");

  secret
    .command("list")
    .description("the live Signing Secrets, decrypted: keep them on your server")
    .argument("<slug>")
    .action((slug: string) =>
      run(async () => {
        const { liveSigningSecrets } = await import("#lib/features/signing-secrets/live.ts");
        const secrets = await liveSigningSecrets({ ctx: await workspaceContext(slug) });
        const rows = secrets.map((row) => [row.environment, row.kid, row.secret]);
        return { json: secrets, text: table(["ENVIRONMENT", "KID", "SECRET"], rows, "The workspace has no live Signing Secret.") };
      }),
    );
}
