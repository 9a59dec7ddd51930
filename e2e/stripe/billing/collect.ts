import type Stripe from "stripe";
import { idOrNull } from "../state/references.ts";
import { DAY, nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";
import { resumptionInvoice } from "./due.ts";
import { finalizeInvoice, invoicesOf, markPaid, subscriptionOf, voidInvoice } from "./invoices.ts";
import { leavePause, resumptionRetries } from "./pause.ts";
import { attemptPayment, intentOf, type Outcome } from "./payments.ts";

/**
 * What invoices do to their subscription, by docs.stripe.com/billing/subscriptions/overview#subscription-statuses.
 */

/** Finalizes and, if it is one that is charged by itself, pays. */
export function collect(world: World, invoice: Stripe.Invoice, options: { charge: boolean }): Outcome | null {
  finalizeInvoice(world, invoice);
  if (invoice.amount_due === 0) {
    markPaid(world, invoice);
    afterPaid(world, invoice);
    return { kind: "paid" };
  }
  if (invoice.collection_method === "send_invoice") {
    emit(world, "invoice.sent", invoice);
    return null;
  }
  if (options.charge) return payInvoice(world, invoice, { by: "schedule" });
  intentOf(world, invoice);
  return null;
}

/** One try to pay an open invoice, and what follows for the subscription. */
export function payInvoice(world: World, invoice: Stripe.Invoice, options: { by: "schedule" | "person"; card?: Stripe.PaymentMethod | null }): Outcome {
  const outcome = attemptPayment(world, invoice, options);
  if (outcome.kind === "paid") afterPaid(world, invoice);
  else afterFailed(world, invoice);
  return outcome;
}

/** Paid elsewhere, as a person may tell (docs.stripe.com/api/invoices/pay#pay_invoice-paid_out_of_band). */
export function payOutOfBand(world: World, invoice: Stripe.Invoice): void {
  markPaid(world, invoice);
  afterPaid(world, invoice);
}

function afterPaid(world: World, invoice: Stripe.Invoice): void {
  const subscription = subscriptionOf(world, invoice);
  if (!subscription) return;
  applyPendingUpdate(world, subscription, invoice);
  settleStatus(world, subscription);
}

/** Out of debt again: the latest invoice is paid, void or uncollectible. */
export function settleStatus(world: World, subscription: Stripe.Subscription): void {
  const latest = world.invoices.get(idOrNull(subscription.latest_invoice) ?? "");
  const status = latest?.status ?? "draft";
  if (subscription.status === "incomplete" && status === "paid") {
    change(world, "customer.subscription.updated", subscription, () => (subscription.status = "active"));
  }
  if (subscription.status === "paused" && latest?.id === resumptionInvoice(world, subscription)?.id && ["paid", "uncollectible"].includes(status)) {
    leavePause(world, subscription, "active");
  }
  if (["past_due", "unpaid"].includes(subscription.status) && ["paid", "void", "uncollectible"].includes(status)) {
    change(world, "customer.subscription.updated", subscription, () => (subscription.status = "active"));
  }
}

function afterFailed(world: World, invoice: Stripe.Invoice): void {
  const subscription = subscriptionOf(world, invoice);
  if (!subscription || subscription.pending_update !== null) return;
  const isLatest = idOrNull(subscription.latest_invoice) === invoice.id;
  if (subscription.status === "active" && isLatest) {
    change(world, "customer.subscription.updated", subscription, () => (subscription.status = "past_due"));
  }
  const retried = resumptionRetries(world, subscription, invoice);
  if (retried === false && subscription.status === "paused") leavePause(world, subscription, "past_due");
  if (subscription.status === "past_due" && invoice.next_payment_attempt === null && retried !== false) giveUp(world, subscription);
}

/** After the last retry, as the account sets it (docs.stripe.com/billing/subscriptions/overview#failed-payments). */
function giveUp(world: World, subscription: Stripe.Subscription): void {
  if (world.settings.afterLastRetry === "cancel") endSubscription(world, subscription, "payment_failed");
  if (world.settings.afterLastRetry === "unpaid") {
    change(world, "customer.subscription.updated", subscription, () => (subscription.status = "unpaid"));
  }
}

/** For good. What is still open of it stays open, but nothing is tried any more (docs.stripe.com/billing/subscriptions/cancel). */
export function endSubscription(world: World, subscription: Stripe.Subscription, reason: "cancellation_requested" | "payment_failed"): void {
  const now = nowOf(world, subscription);
  subscription.status = "canceled";
  subscription.ended_at = now;
  subscription.canceled_at ??= now;
  subscription.cancellation_details = { comment: null, feedback: null, feedback_option: null, ...subscription.cancellation_details, reason };
  subscription.pending_update = null;
  for (const invoice of invoicesOf(world, subscription)) {
    if (invoice.status !== "open" && invoice.status !== "draft") continue;
    change(world, "invoice.updated", invoice, () => {
      invoice.auto_advance = false;
      invoice.next_payment_attempt = null;
    });
  }
  emit(world, "customer.subscription.deleted", subscription);
}

/** Nobody paid the first invoice in time: it is void, and the subscription is over for good. */
export function expireIncomplete(world: World, subscription: Stripe.Subscription): void {
  for (const invoice of invoicesOf(world, subscription)) if (invoice.status === "open") voidInvoice(world, invoice);
  change(world, "customer.subscription.updated", subscription, () => {
    subscription.status = "incomplete_expired";
    subscription.ended_at = nowOf(world, subscription);
  });
}

/** docs.stripe.com/billing/subscriptions/pending-updates: the change waits for its invoice. */
export function holdUpdate(world: World, subscription: Stripe.Subscription, items: Stripe.SubscriptionItem[], trialEnd: number | null): void {
  change(world, "customer.subscription.updated", subscription, () => {
    subscription.pending_update = {
      billing_cycle_anchor: null,
      cancel_at_period_end: null,
      discount: null,
      discounts: null,
      expires_at: nowOf(world, subscription) + DAY - 3600,
      metadata: null,
      subscription_items: items,
      trial_end: trialEnd,
      trial_from_plan: null,
    } satisfies Stripe.Subscription.PendingUpdate;
  });
}

function applyPendingUpdate(world: World, subscription: Stripe.Subscription, invoice: Stripe.Invoice): void {
  const pending = subscription.pending_update;
  if (!pending || idOrNull(subscription.latest_invoice) !== invoice.id) return;
  change(world, "customer.subscription.updated", subscription, () => {
    subscription.pending_update = null;
    if (pending.subscription_items) subscription.items.data = pending.subscription_items;
  });
  emit(world, "customer.subscription.pending_update_applied", subscription);
}

export function expirePendingUpdate(world: World, subscription: Stripe.Subscription): void {
  const invoice = world.invoices.get(idOrNull(subscription.latest_invoice) ?? "");
  change(world, "customer.subscription.updated", subscription, () => (subscription.pending_update = null));
  if (invoice?.status === "open") voidInvoice(world, invoice);
  emit(world, "customer.subscription.pending_update_expired", subscription);
}
