import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { env } from "#lib/platform/env.ts";
import { askStripe, isUnknownToStripe } from "#lib/platform/stripe.ts";
import { demandBilling } from "./internal/demand-billing.ts";

/**
 * Opens Stripe's customer portal: card, invoices, addresses, cancellation of the plan.
 * @param input.for "card" leads straight to the card
 * @throws DomainError forbidden, demo_workspace, not_found, conflict for a customer that Stripe does not know any more, unavailable
 */
export async function openPortal({ ctx, input }: { ctx: WorkspaceContext; input: { for: "all" | "card" } }): Promise<{ url: string }> {
  const customer = (await demandBilling(ctx))?.customerId;
  if (customer == null) throw new DomainError("not_found", "There is nothing in the portal yet: choose a plan first.");
  const back = `${env().APP_URL}/dashboard/${ctx.workspace.slug}/billing?portal=back`;
  try {
    const session = await askStripe((stripe) =>
      stripe.billingPortal.sessions.create({
        customer,
        return_url: back,
        ...(input.for === "card" && { flow_data: { type: "payment_method_update", after_completion: { type: "redirect", redirect: { return_url: back } } } }),
      }),
    );
    return { url: session.url };
  } catch (error) {
    if (!isUnknownToStripe(error)) throw error;
    throw new DomainError("conflict", "Stripe does not know this workspace’s customer any more, so there is nothing to manage. Choose a plan to begin anew.", {
      cause: error,
    });
  }
}
