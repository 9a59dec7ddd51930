import type Stripe from "stripe";
import { invoiceObject } from "../objects/invoice.ts";
import { idOf, idOrNull } from "../state/references.ts";
import { nowOf, periodEnd } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change } from "../webhooks/emit.ts";
import { collect, endSubscription } from "./collect.ts";
import { currentPeriod } from "./due.ts";
import { lineOfInvoiceItem, periodLine } from "./invoice-lines.ts";
import { createInvoice } from "./invoices.ts";
import { pauseAfterTrial } from "./pause.ts";
import { cardFor } from "./payments.ts";
import { pendingItems } from "./prorations.ts";

export function customerOfSubscription(world: World, subscription: Stripe.Subscription): Stripe.Customer {
  const customer = world.customers.get(idOf(subscription.customer));
  if (!customer) throw new Error(`subscription ${subscription.id} has no customer`);
  return customer;
}

/** Lines of an invoice for the period that the subscription is in: what was pending, and the period itself. */
export function cycleLines(world: World, subscription: Stripe.Subscription): Stripe.InvoiceLineItem[] {
  const trial = subscription.status === "trialing";
  return [
    ...pendingItems(world, subscription).map((item) => lineOfInvoiceItem(item, world.prices.get(idOf(item.pricing?.price_details?.price ?? "")))),
    ...subscription.items.data.map((item) =>
      periodLine(world, item, { start: item.current_period_start, end: item.current_period_end }, trial ? "trial" : "full"),
    ),
  ];
}

/** Moves every item into the period that begins at `start`. */
export function enterPeriod(subscription: Stripe.Subscription, start: number): void {
  for (const item of subscription.items.data) {
    const { interval = "month", interval_count: count = 1 } = item.price.recurring ?? {};
    item.current_period_start = start;
    item.current_period_end = periodEnd(subscription.billing_cycle_anchor, start, interval, count);
  }
}

/**
 * A period or a trial is over (docs.stripe.com/billing/subscriptions/trials, .../billing-cycle): the next one begins with an
 * invoice that stays a draft for about an hour.
 */
export function renew(world: World, subscription: Stripe.Subscription): void {
  const customer = customerOfSubscription(world, subscription);
  const wasTrial = subscription.status === "trialing";
  if (wasTrial && endTrialWithoutCard(world, subscription, customer)) return;
  const before = currentPeriod(subscription);
  const draft = subscription.status === "unpaid";
  const now = nowOf(world, subscription);
  let invoice: Stripe.Invoice | undefined;
  change(world, "customer.subscription.updated", subscription, () => {
    if (wasTrial) subscription.status = "active";
    enterPeriod(subscription, before.end);
    invoice = createInvoice(world, {
      customer,
      subscription,
      reason: "subscription_cycle",
      lines: cycleLines(world, subscription),
      period: before,
      // While a subscription is unpaid its invoices stay drafts.
      finalizesAt: draft ? null : now + world.settings.draftSeconds,
    });
  });
  if (invoice && !draft && world.settings.draftSeconds === 0) collect(world, invoice, { charge: true });
}

/** docs.stripe.com/billing/subscriptions/trials/free-trials#create-free-trials-without-payment. @returns whether that was its end */
function endTrialWithoutCard(world: World, subscription: Stripe.Subscription, customer: Stripe.Customer): boolean {
  const behavior = subscription.trial_settings?.end_behavior.missing_payment_method ?? "create_invoice";
  if (cardFor(world, { default_payment_method: null }, subscription, customer) !== null || behavior === "create_invoice") return false;
  if (behavior === "cancel") {
    endSubscription(world, subscription, "cancellation_requested");
    return true;
  }
  pauseAfterTrial(world, subscription);
  return true;
}

/** Begins a period now, with an invoice that is paid at once: after a trial that was ended, another interval, or a pause. */
export function restartPeriod(
  world: World,
  subscription: Stripe.Subscription,
  options: { charge: boolean; prorationDate?: number; reason?: Stripe.Invoice.BillingReason },
): Stripe.Invoice {
  const now = nowOf(world, subscription);
  const customer = customerOfSubscription(world, subscription);
  subscription.billing_cycle_anchor = now;
  enterPeriod(subscription, now);
  const invoice = createInvoice(world, {
    customer,
    subscription,
    reason: options.reason ?? "subscription_update",
    lines: cycleLines(world, subscription),
    period: { start: now, end: now },
    finalizesAt: null,
    ...(options.prorationDate !== undefined && { prorationDate: options.prorationDate }),
  });
  return invoice;
}

/** What the next renewal would ask for (docs.stripe.com/api/invoices/create_preview): an invoice that is stored nowhere. */
export function upcomingInvoice(world: World, subscription: Stripe.Subscription): Stripe.Invoice {
  const next = structuredClone(subscription);
  const before = currentPeriod(subscription);
  if (next.status === "trialing") next.status = "active";
  enterPeriod(next, before.end);
  const customer = customerOfSubscription(world, subscription);
  const invoice = invoiceObject(world, `upcoming_in_${idOrNull(subscription.latest_invoice)?.slice(3) ?? "new"}`, {
    customer,
    subscription: next,
    reason: "upcoming",
    lines: cycleLines(world, next),
    period: before,
    finalizesAt: null,
  });
  return { ...withBalance(invoice, customer, before.end), next_payment_attempt: before.end + world.settings.draftSeconds };
}

/** What the customer is owed, or owes, is reckoned in when an invoice is finalised; a preview shows it (docs.stripe.com/billing/customer/balance). */
export function withBalance(invoice: Stripe.Invoice, customer: Stripe.Customer, created: number): Stripe.Invoice {
  const due = Math.max(0, invoice.total + customer.balance);
  return {
    ...invoice,
    created,
    starting_balance: customer.balance,
    ending_balance: invoice.total + customer.balance - due,
    amount_due: due,
    amount_remaining: due,
  };
}
