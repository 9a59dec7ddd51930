import type Stripe from "stripe";
import { type SubscriptionDraft, subscriptionObject } from "../objects/subscription.ts";
import { newId } from "../state/ids.ts";
import { nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";
import { collect } from "./collect.ts";
import { currentPeriod } from "./due.ts";
import { periodLine } from "./invoice-lines.ts";
import { createInvoice } from "./invoices.ts";
import { cardFor, declineAhead, type Outcome } from "./payments.ts";

export interface Started {
  subscription: Stripe.Subscription;
  invoice: Stripe.Invoice;
  outcome: Outcome | null;
}

/**
 * Begins a subscription with its first invoice (docs.stripe.com/billing/subscriptions/overview#subscription-lifecycle).
 * @param options.charge false: the invoice stays open and the subscription incomplete, as with payment_behavior=default_incomplete
 * @param options.announce `settled`: subscription.created shows what the payment leads to; `incomplete`: it comes before, as with checkout
 */
export function startSubscription(world: World, draft: SubscriptionDraft, options: { charge: boolean; announce: "settled" | "incomplete" }): Started {
  const { customer } = draft;
  const subscription = world.subscriptions.add(subscriptionObject(world, draft));
  world.notes.set(subscription.id, { trialEndAnnounced: false, upcomingSentFor: 0 });
  if (draft.collectionMethod === "send_invoice" && subscription.status === "incomplete") subscription.status = "active";
  else if (options.announce === "settled" && options.charge && willBePaid(world, subscription, customer)) subscription.status = "active";
  if (customer.currency === null || customer.currency === undefined) {
    change(world, "customer.updated", customer, () => (customer.currency = subscription.currency));
  }
  const invoiceId = newId("in");
  subscription.latest_invoice = invoiceId;
  emit(world, "customer.subscription.created", subscription);
  const period = currentPeriod(subscription);
  const trial = subscription.status === "trialing";
  const invoice = createInvoice(
    world,
    {
      customer,
      subscription,
      reason: "subscription_create",
      lines: subscription.items.data.map((item) => periodLine(world, item, period, trial ? "trial" : "full")),
      // A first invoice's own period is the moment of its creation.
      period: { start: nowOf(world, customer), end: nowOf(world, customer) },
      finalizesAt: null,
    },
    invoiceId,
  );
  const outcome = collect(world, invoice, { charge: options.charge });
  return { subscription, invoice, outcome };
}

function willBePaid(world: World, subscription: Stripe.Subscription, customer: Stripe.Customer): boolean {
  if (subscription.status !== "incomplete") return false;
  const amount = subscription.items.data.reduce((sum, { price, quantity = 1 }) => sum + (price.unit_amount ?? 0) * quantity, 0);
  if (amount + customer.balance <= 0) return true;
  const card = cardFor(world, { default_payment_method: null }, subscription, customer);
  return card !== null && declineAhead(world, customer.id, card) === null;
}
