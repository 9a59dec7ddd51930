import type Stripe from "stripe";
import { nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";
import { resumptionInvoice } from "./due.ts";
import { voidInvoice } from "./invoices.ts";

/** docs.stripe.com/billing/subscriptions/trials/free-trials: the trial is over and there is no card. */
export function pauseAfterTrial(world: World, subscription: Stripe.Subscription): void {
  change(world, "customer.subscription.updated", subscription, () => {
    subscription.status = "paused";
    subscription.status_details = {
      paused: { subscription: { type: "trial_end_without_payment_method" }, transitioned_at: nowOf(world, subscription), type: "subscription" },
    } satisfies Stripe.Subscription.StatusDetails;
  });
  emit(world, "customer.subscription.paused", subscription);
}

export function leavePause(world: World, subscription: Stripe.Subscription, status: "active" | "past_due"): void {
  change(world, "customer.subscription.updated", subscription, () => {
    subscription.status = status;
    delete subscription.status_details;
  });
  emit(world, "customer.subscription.resumed", subscription);
}

export function expireResumption(world: World, subscription: Stripe.Subscription): void {
  const invoice = resumptionInvoice(world, subscription);
  if (invoice?.status === "open") voidInvoice(world, invoice);
}

/** Whether a failed payment of this invoice is tried again; null: it is no invoice of a resumption. */
export function resumptionRetries(world: World, subscription: Stripe.Subscription, invoice: Stripe.Invoice): boolean | null {
  const resumption = world.notes.get(subscription.id)?.resumption;
  return resumption?.invoice === invoice.id ? resumption.retried : null;
}
