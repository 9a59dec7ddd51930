import type Stripe from "stripe";
import { afterAll, beforeAll } from "vitest";
import type { Clock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { convergeCustomer } from "#lib/features/billing/converge.ts";
import { startCheckout } from "#lib/features/billing/start-checkout.ts";
import { type LocalStripe, startLocalStripe } from "../../e2e/stripe/start.ts";
import { type BilledWorkspace, makeBilledWorkspace, stripeAt } from "./billing.ts";
import { useOwnDatabase } from "./own-database.ts";
import { ownerQuery } from "./owner-database.ts";
import { stripeSettings } from "./stripe-events.ts";

/** Sets up a database and a local Stripe for the suite that calls it, with one time for both: Stripe's, which only moves forward. */
export function setUpBilling() {
  let database: Awaited<ReturnType<typeof useOwnDatabase>>;
  let local: LocalStripe;
  let stripe: Stripe;
  const clock: Clock = { now: () => local.control.now() * 1000 };
  const system = systemContext("test", clock);

  beforeAll(async () => {
    database = await useOwnDatabase();
    local = await startLocalStripe({ catalogue: true });
    stripe = stripeAt(local);
    Object.assign(process.env, stripeSettings(local), { SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "test@example.com" });
  });
  afterAll(async () => {
    await local.close();
    await database.remove();
  });

  const converge = (customerId: string) => convergeCustomer({ ctx: system, input: { customerId } });

  /** The customer of a workspace, made by the product's own way to the checkout. */
  async function customerOf(workspace: BilledWorkspace): Promise<string> {
    await startCheckout({ ctx: await workspace.ctx(), input: { plan: "core", interval: "month" } });
    return (await workspace.stored()).customer_id as string;
  }

  async function payBy(customer: string, card: string): Promise<void> {
    const method = await stripe.paymentMethods.attach(card, { customer });
    await stripe.customers.update(customer, { invoice_settings: { default_payment_method: method.id } });
  }

  /** A workspace that pays for a plan, its trial given up. */
  async function payingWorkspace(price = "price_core_monthly", card = "pm_card_visa") {
    const workspace = await makeBilledWorkspace(clock);
    const customer = await customerOf(workspace);
    await payBy(customer, card);
    const subscription = await stripe.subscriptions.create({ customer, items: [{ price }] });
    await converge(customer);
    await ownerQuery("update billing_accounts set trial_ends_at = $2 where workspace_id = $1", [workspace.workspaceId, new Date(clock.now())]);
    return { workspace, customer, subscription };
  }

  return { clock, system, converge, customerOf, payBy, payingWorkspace, local: () => local, stripe: () => stripe };
}
