import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { env } from "#lib/platform/env.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { askStripe } from "#lib/platform/stripe.ts";
import { recordAudit } from "../audit/record.ts";
import { convergeCustomer } from "./converge.ts";
import { demandBilling } from "./internal/demand-billing.ts";
import { ensureCustomer } from "./internal/ensure-customer.ts";
import { priceIdOf } from "./internal/stripe-truth.ts";
import { LEAST_TRIAL_MS } from "./model/access.ts";
import type { PlanChoice } from "./model/billing-view.ts";

/**
 * Opens Stripe's checkout for a plan. What is left of the trial is kept: the first payment falls due when it ends.
 * Checkouts that the customer left open elsewhere are closed, so that nobody pays twice.
 * @returns where to send the browser
 * @throws DomainError forbidden, demo_workspace, not_found, validation_failed; conflict while there is a subscription; unavailable
 */
export async function startCheckout({ ctx, input }: { ctx: WorkspaceContext; input: PlanChoice }): Promise<{ url: string }> {
  const account = await demandBilling(ctx);
  const price = priceIdOf(input.plan, input.interval);
  if (price === null) throw invalidField("interval", "not_sold", `${input.plan} is not sold by the ${input.interval}`);
  const customer = await ensureCustomer({ ctx, account });
  await convergeCustomer({ ctx, input: { customerId: customer } });
  if ((await demandBilling(ctx))?.liveSubscriptions) {
    throw new DomainError("conflict", "The workspace has a subscription already. Change its plan instead, or mend its payment in the portal.");
  }
  const open = await askStripe((stripe) => stripe.checkout.sessions.list({ customer, status: "open", limit: 100 }));
  // One that was completed a moment ago cannot be closed; the subscription it made is found by the next look.
  await Promise.all(open.data.map(({ id }) => askStripe((stripe) => stripe.checkout.sessions.expire(id)).catch(() => undefined)));
  const back = `${env().APP_URL}/dashboard/${ctx.workspace.slug}/billing`;
  const trialEnd = account?.trialEndsAt?.getTime() ?? 0;
  const session = await askStripe((stripe) =>
    stripe.checkout.sessions.create({
      mode: "subscription",
      customer,
      client_reference_id: ctx.workspace.id,
      line_items: [{ price, quantity: 1 }],
      subscription_data: {
        metadata: { retentbase_workspace: ctx.workspace.id },
        ...(trialEnd - ctx.clock.now() >= LEAST_TRIAL_MS && { trial_end: Math.floor(trialEnd / 1000) }),
      },
      success_url: `${back}?checkout={CHECKOUT_SESSION_ID}`,
      cancel_url: `${back}?checkout=left`,
    }),
  );
  await withWorkspace(ctx.workspace.id, (db) =>
    recordAudit(db, ctx, ctx.workspace.id, { action: "billing.checkout_started", target: ctx.workspace.slug, detail: { ...input } }),
  );
  if (session.url === null) throw new Error(`the checkout ${session.id} has no address`);
  return { url: session.url };
}
