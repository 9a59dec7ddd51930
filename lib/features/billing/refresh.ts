import type { WorkspaceContext } from "#lib/core/context.ts";
import { whileAPageWaits } from "#lib/platform/stripe.ts";
import { convergeCustomer } from "./converge.ts";
import { demandBilling } from "./internal/demand-billing.ts";

/**
 * Asks Stripe at once when somebody looks at the Billing page, so that nobody waits for a webhook.
 * @returns whether anything was different
 * @throws DomainError forbidden, demo_workspace, not_found, unavailable
 */
export async function refreshBilling({ ctx }: { ctx: WorkspaceContext }): Promise<boolean> {
  const customerId = (await demandBilling(ctx))?.customerId;
  if (customerId == null) return false;
  return (await whileAPageWaits(() => convergeCustomer({ ctx, input: { customerId } }))).changed;
}
