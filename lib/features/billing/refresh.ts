import type { WorkspaceContext } from "#lib/core/context.ts";
import { convergeCustomer } from "./converge.ts";
import { demandBilling } from "./internal/demand-billing.ts";

/** Asks Stripe at once when somebody comes back from it, so that nobody waits for a webhook. @throws DomainError forbidden, demo_workspace, not_found, unavailable */
export async function refreshBilling({ ctx }: { ctx: WorkspaceContext }): Promise<void> {
  const account = await demandBilling(ctx);
  if (account?.customerId != null) await convergeCustomer({ ctx, input: { customerId: account.customerId } });
}
