import type Stripe from "stripe";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { env } from "#lib/platform/env.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { askStripe, isStripeError } from "#lib/platform/stripe.ts";
import { recordAudit } from "../audit/record.ts";
import { convergeCustomer } from "./converge.ts";
import { demandBilling } from "./internal/demand-billing.ts";
import { ensureCustomer } from "./internal/ensure-customer.ts";
import { soldPrice } from "./internal/sold-price.ts";
import { LEAST_TRIAL_MS } from "./model/access.ts";
import type { PlanChoice } from "./model/billing-view.ts";

/**
 * Opens Stripe's checkout for a plan. What is left of the trial is kept: the first payment falls due when it ends.
 * Checkouts that the customer left open elsewhere are closed, so that nobody pays twice.
 * @returns where to send the browser
 * @throws DomainError forbidden, demo_workspace, not_found, validation_failed for what is not sold; conflict while there is a subscription, and
 * where Stripe refuses; unavailable
 */
export async function startCheckout({ ctx, input }: { ctx: WorkspaceContext; input: PlanChoice }): Promise<{ url: string }> {
  try {
    return await openCheckout(ctx, input);
  } catch (error) {
    if (!isStripeError(error)) throw error;
    // Such as a customer that keeps another currency. Trying again would not help, and the owner cannot mend it.
    const where = `whoever runs this installation finds the reason in the log under ${ctx.requestId}`;
    throw new DomainError("conflict", `The checkout could not be opened; ${where}.`, { cause: error });
  }
}

async function openCheckout(ctx: WorkspaceContext, input: PlanChoice): Promise<{ url: string }> {
  const account = await demandBilling(ctx);
  const price = await soldPrice({ ctx, choice: input });
  const customer = await ensureCustomer({ ctx, account });
  await convergeCustomer({ ctx, input: { customerId: customer } });
  if ((await demandBilling(ctx))?.liveSubscriptions) {
    throw new DomainError("conflict", "The workspace has a subscription already. Change its plan instead, or mend its payment in the portal.");
  }
  const back = `${env().APP_URL}/dashboard/${ctx.workspace.slug}/billing`;
  const trialEnd = account?.trialEndsAt?.getTime() ?? 0;
  await askStripe((stripe) =>
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
  const session = await newestAlone(customer);
  await withWorkspace(ctx.workspace.id, (db) =>
    recordAudit(db, ctx, ctx.workspace.id, { action: "billing.checkout_started", target: ctx.workspace.slug, detail: { ...input } }),
  );
  if (session.url === null) throw new Error(`the checkout ${session.id} has no address`);
  return { url: session.url };
}

/**
 * Of a customer's open checkouts the newest stays and the others are closed, whoever opened them: of two tabs that press at once, each
 * sees both afterwards, or the later one does, and both come to the same.
 * @throws DomainError conflict when one of the others was paid meanwhile, and then none is left open; unavailable
 */
async function newestAlone(customer: string): Promise<Stripe.Checkout.Session> {
  const { data: open } = await askStripe((stripe) => stripe.checkout.sessions.list({ customer, status: "open", limit: 100 }));
  const [newest, ...others] = open.sort((a, b) => b.created - a.created || (a.id < b.id ? 1 : -1));
  if (newest === undefined) throw new DomainError("conflict", "The checkout was closed from another tab. Press again to open one here.");
  const closed = await Promise.all(others.map(({ id }) => close(id)));
  if (closed.every(Boolean)) return newest;
  await close(newest.id);
  throw new DomainError("conflict", "Another checkout of this workspace was finished a moment ago. Load this page again to see the plan.");
}

/** @returns false: it was finished before it could be closed */
async function close(id: string): Promise<boolean> {
  try {
    await askStripe((stripe) => stripe.checkout.sessions.expire(id));
    return true;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    // Stripe refuses it of one that is not open any more.
    const { status } = await askStripe((stripe) => stripe.checkout.sessions.retrieve(id));
    return status !== "complete";
  }
}
