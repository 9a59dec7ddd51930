import { type Command, Option } from "commander";
import type { Environment } from "#lib/core/context.ts";
import { type WebhookEvent, webhookEvents, webhookEventTexts } from "#lib/features/webhooks/model/event.ts";
import { run, workspaceContext } from "#scripts/cli/run.ts";
import { facts, table } from "#scripts/cli/text.ts";

export function addWebhookCommands(program: Command): void {
  const webhook = program.command("webhook").description("endpoints that are told what happens");

  webhook
    .command("create")
    .description("add an endpoint (its secret is shown this one time)")
    .argument("<slug>")
    .requiredOption("--url <url>", "where to: https, on the public internet")
    .addOption(new Option("--env <environment>").choices(["prod", "sandbox"]).default("prod"))
    .addOption(new Option("--events <events...>", "what it is told (default: everything)").choices(webhookEvents).default([...webhookEvents]))
    .addHelpText("after", `\nEvents:\n${webhookEvents.map((event) => `  ${event}: ${webhookEventTexts[event]}`).join("\n")}`)
    .action((slug: string, { url, env: environment, events }: { url: string; env: Environment; events: WebhookEvent[] }) =>
      run(async () => {
        const { createEndpoint } = await import("#lib/features/webhooks/create-endpoint.ts");
        const { endpoint, secret } = await createEndpoint({ ctx: await workspaceContext(slug), input: { environment, url, events } });
        return {
          json: { ...endpoint, secret },
          text: facts([
            ["Id", endpoint.id],
            ["URL", endpoint.url],
            ["Environment", endpoint.environment],
            ["Events", endpoint.events.join(", ")],
            ["Secret", secret],
          ]),
        };
      }),
    );

  webhook
    .command("list")
    .description("the workspace's endpoints, disabled ones included")
    .argument("<slug>")
    .action((slug: string) =>
      run(async () => {
        const { listEndpoints } = await import("#lib/features/webhooks/list-endpoints.ts");
        const endpoints = await listEndpoints({ ctx: await workspaceContext(slug) });
        const rows = endpoints.map((row) => [row.id, row.environment, row.url, row.events.join(" "), row.disabledReason ?? "enabled", row.failingSince]);
        return {
          json: endpoints,
          text: table(["ID", "ENVIRONMENT", "URL", "EVENTS", "STATE", "FAILING SINCE"], rows, "The workspace has no webhook endpoint."),
        };
      }),
    );

  webhook
    .command("delete")
    .description("delete an endpoint; what waits for it is given up")
    .argument("<slug>")
    .argument("<id>", "whe_…, as `webhook list` shows it")
    .action((slug: string, id: string) =>
      run(async () => {
        const { deleteEndpoint } = await import("#lib/features/webhooks/delete-endpoint.ts");
        await deleteEndpoint({ ctx: await workspaceContext(slug), input: { id } });
        return { json: { id, deleted: true }, text: `${id} is deleted.` };
      }),
    );
}
