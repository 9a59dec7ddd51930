import { type Command, Option } from "commander";
import type { Environment } from "#lib/core/context.ts";
import type { Cancellation } from "#lib/features/cancellations/model/cancellation.ts";
import { wholeNumber } from "#scripts/cli/argument.ts";
import { run, workspaceContext } from "#scripts/cli/run.ts";
import { facts, table } from "#scripts/cli/text.ts";

const environmentOption = () => new Option("--env <environment>").choices(["prod", "sandbox"]).default("prod");

export function addCancellationCommands(program: Command): void {
  const cancellation = program.command("cancellation").description("read the ledger");

  cancellation
    .command("list")
    .description("the latest cancellations, newest first")
    .argument("<slug>")
    .addOption(environmentOption())
    .option("--limit <count>", "how many", wholeNumber(1, 200), 20)
    .option("--cursor <cursor>", "nextCursor of the page before")
    .action((slug: string, { env: environment, limit, cursor }: { env: Environment; limit: number; cursor?: string }) =>
      run(async () => {
        const { listCancellations } = await import("#lib/features/cancellations/list.ts");
        const page = await listCancellations({ ctx: await workspaceContext(slug), input: { environment, limit, cursor } });
        const rows = page.data.map((row) => [row.occurredAt, row.eventId, row.userId, row.reasonKey, row.outcome, offerText(row.offer), row.context.mrr]);
        const more = page.nextCursor === null ? "" : `\nOlder ones: --cursor ${page.nextCursor}`;
        return {
          json: page,
          text: table(["OCCURRED", "EVENT", "CUSTOMER", "REASON", "OUTCOME", "OFFER", "MRR"], rows, `There is no cancellation in ${environment}.`) + more,
        };
      }),
    );

  cancellation
    .command("show")
    .description("one cancellation with its whole history")
    .argument("<slug>")
    .argument("<eventId>")
    .addOption(environmentOption())
    .action((slug: string, eventId: string, { env: environment }: { env: Environment }) =>
      run(async () => {
        const { getCancellation } = await import("#lib/features/cancellations/get.ts");
        const found = await getCancellation({ ctx: await workspaceContext(slug), input: { environment, eventId } });
        const history = found.history.map((update) => [
          update.receivedAt,
          update.effectiveAt,
          update.outcome,
          update.current ? "current" : "",
          update.actor.name ?? update.actor.type,
          update.metadata === null ? null : JSON.stringify(update.metadata),
        ]);
        return {
          json: found,
          text: `${facts(factsOf(found))}\n\n${table(["RECEIVED", "EFFECTIVE", "OUTCOME", "", "BY", "METADATA"], history, "No outcome yet.")}`,
        };
      }),
    );
}

function factsOf(found: Cancellation): [string, string | number | null][] {
  return [
    ["Event", found.eventId],
    ["Id", found.id],
    ["Environment", found.environment],
    ["Source", found.source],
    ["Customer", found.userId],
    ["Reason", found.reasonKey],
    ["Text", found.reasonText],
    ["Outcome", found.outcome],
    ["Effective", found.outcomeEffectiveAt],
    ["Offer", offerText(found.offer)],
    ["Plan", found.context.plan],
    ["MRR", found.context.mrr],
    ["Tenure (days)", found.context.tenureDays],
    ["Metadata", found.metadata === null ? null : JSON.stringify(found.metadata)],
    ["Occurred", found.occurredAt],
    ["Received", found.receivedAt],
    ["Updated", found.updatedAt],
  ];
}

function offerText({ type, label, accepted }: Cancellation["offer"]): string {
  if (type === "none") return "none";
  return `${type}${label === null ? "" : ` "${label}"`}${accepted ? ", accepted" : ""}`;
}
