import type { WorkspaceContext } from "#lib/core/context.ts";
import { whileAPageWaits } from "#lib/platform/stripe.ts";
import { convergeCustomer } from "./converge.ts";
import { demandBilling } from "./internal/demand-billing.ts";

/** What Stripe said so short a time ago is not asked again for another look at the page. */
const FRESH_MS = 2_000;

interface Input {
  /** Somebody comes from Stripe, where they may have done something this very moment. */
  comesFromStripe: boolean;
}

/**
 * Asks Stripe at once when somebody looks at the Billing page, so that nobody waits for a webhook.
 * @returns whether anything was different
 * @throws DomainError forbidden, demo_workspace, not_found, unavailable
 */
export async function refreshBilling({ ctx, input: { comesFromStripe } }: { ctx: WorkspaceContext; input: Input }): Promise<boolean> {
  const account = await demandBilling(ctx);
  const customerId = account?.customerId;
  if (customerId == null) return false;
  const age = ctx.clock.now() - (account?.syncedAt?.getTime() ?? 0);
  if (!comesFromStripe && age >= 0 && age < FRESH_MS) return false;
  return (await whileAPageWaits(() => convergeCustomer({ ctx, input: { customerId } }))).changed;
}
