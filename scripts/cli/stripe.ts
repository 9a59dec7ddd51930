import type { Command } from "commander";
import { wholeNumber } from "#scripts/cli/argument.ts";
import { operator, run } from "#scripts/cli/run.ts";
import { table } from "#scripts/cli/text.ts";
import { ScriptError } from "#scripts/script-error.ts";

export function addStripeCommands(program: Command): void {
  const stripe = program.command("stripe").description("what Stripe told about subscriptions to our plans");

  stripe
    .command("inbox")
    .description("events that came, newest first")
    .option("--waiting", "only those that Stripe has not been asked about yet")
    .option("--limit <count>", "how many", wholeNumber(1, 1_000), 50)
    .action((options: { waiting?: true; limit: number }) =>
      run(async () => {
        const { listStripeEvents } = await import("#lib/features/billing/list-events.ts");
        const events = await listStripeEvents({ ctx: operator(), input: { waitingOnly: options.waiting ?? false, limit: options.limit } });
        const rows = events.map((event) => [event.receivedAt, event.id, event.type, event.customerId ?? "", event.cameBy, event.state, event.note ?? ""]);
        const none = options.waiting ? "No event waits." : "No event has come yet.";
        return { json: events, text: table(["RECEIVED", "ID", "TYPE", "CUSTOMER", "BY", "STATE", "NOTE"], rows, none) };
      }),
    );

  stripe
    .command("replay")
    .description("take an event again, also one that never came, and ask Stripe about its customer now")
    .argument("<id>", "evt_…")
    .action((id: string) =>
      run(async () => {
        await demandBilling();
        const { replayStripeEvent } = await import("#lib/features/billing/replay-event.ts");
        const { customerId, isOurs, changed } = await replayStripeEvent({ ctx: operator(), input: { id } });
        const found = isOurs ? (changed ? "The workspace differed and was mended." : "The workspace was up to date.") : "No workspace has this customer.";
        return { json: { id, customerId, isOurs, changed }, text: `${customerId}: ${found}` };
      }),
    );

  stripe
    .command("reconcile")
    .description("list Stripe's events since the last look, and mend what differs")
    .option("--all", "compare every workspace that has a customer, as each night")
    .action((options: { all?: true }) =>
      run(async () => {
        await demandBilling();
        const reconcile = options.all
          ? (await import("#lib/features/billing/reconcile-objects.ts")).reconcileObjects
          : (await import("#lib/features/billing/reconcile-events.ts")).reconcileEvents;
        const { checked, drift, failed } = await reconcile({ ctx: operator() });
        const what = options.all ? "workspaces" : "events";
        const done = `${checked} ${what} looked at; ${drift} ${options.all ? "differed and were mended" : "had never come"}.`;
        const text = [done, ...(failed.length > 0 ? ["These customers could not be asked about:", ...failed] : [])].join("\n");
        return { json: { checked, drift, failed }, text };
      }),
    );
}

/** @throws ScriptError where there is no Stripe to ask */
async function demandBilling(): Promise<void> {
  const { isBillingOn } = await import("#lib/platform/stripe.ts");
  if (!isBillingOn()) throw new ScriptError("Billing is off: STRIPE_SECRET_KEY is not set.");
}
