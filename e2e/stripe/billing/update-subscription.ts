import type Stripe from "stripe";
import { invalidRequest } from "../http/errors.ts";
import { nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";
import { cardError } from "./cards.ts";
import { addShares, beginsPeriod, changedItems, type ItemChange, invoicePending, prorationMoment, sharesOf } from "./change-subscription.ts";
import { collect, holdUpdate } from "./collect.ts";
import { cardFor, declineAhead, takeOrderedDecline } from "./payments.ts";
import { pendingItems } from "./prorations.ts";
import { customerOfSubscription, restartPeriod } from "./renew.ts";

export type ProrationBehavior = "always_invoice" | "create_prorations" | "none";
export type PaymentBehavior = "allow_incomplete" | "default_incomplete" | "error_if_incomplete" | "pending_if_incomplete";

export interface SubscriptionChange {
  items?: readonly ItemChange[] | undefined;
  trialEnd?: number | "now" | undefined;
  anchorNow?: boolean;
  prorationBehavior: ProrationBehavior;
  prorationDate?: number | undefined;
  paymentBehavior: PaymentBehavior;
  /** Everything else that changes with it. */
  also?: () => void;
}

/**
 * docs.stripe.com/api/subscriptions/update: changes what is sold, and asks for money now where another period begins, a trial ends
 * or prorations are invoiced always.
 * @throws StripeError 400; 402 with payment_behavior=error_if_incomplete, and then nothing has changed
 */
export function updateSubscription(world: World, subscription: Stripe.Subscription, given: SubscriptionChange): void {
  const now = nowOf(world, subscription);
  if (typeof given.trialEnd === "number" && given.trialEnd <= now) throw invalidRequest("Invalid timestamp: must be in the future.", { param: "trial_end" });
  const items = given.items ? changedItems(world, subscription, given.items) : subscription.items.data;
  const endsTrial = given.trialEnd === "now" && subscription.status === "trialing";
  const newPeriod = endsTrial || given.anchorNow === true || (subscription.status !== "trialing" && beginsPeriod(subscription, items));
  const at = prorationMoment(subscription, given.prorationDate, now);
  const shares = given.prorationBehavior === "none" ? [] : sharesOf(world, subscription, items, at, newPeriod);
  const billed =
    ["active", "past_due", "trialing"].includes(subscription.status) && (newPeriod || (given.prorationBehavior === "always_invoice" && shares.length > 0));
  if (billed) refuseIfUnpaid(world, subscription, items, { shares, newPeriod, behavior: given.paymentBehavior });

  if (billed && given.paymentBehavior === "pending_if_incomplete" && willFail(world, subscription)) {
    holdAndBill(world, subscription, items, { at, shares });
    return;
  }
  let invoice: Stripe.Invoice | null = null;
  change(world, "customer.subscription.updated", subscription, () => {
    given.also?.();
    addShares(world, subscription, shares);
    subscription.items.data = items;
    if (endsTrial) Object.assign(subscription, { status: "active", trial_end: now });
    if (typeof given.trialEnd === "number") enterTrial(subscription, given.trialEnd, now);
    if (newPeriod && billed) invoice = restartPeriod(world, subscription, { charge: true, prorationDate: at });
    else if (billed) invoice = invoicePending(world, subscription, pendingItems(world, subscription), at);
  });
  if (endsTrial) emit(world, "customer.subscription.trial_will_end", subscription);
  if (invoice !== null) collect(world, invoice, { charge: given.paymentBehavior !== "default_incomplete" });
}

/** A trial of a subscription that runs already (docs.stripe.com/billing/subscriptions/trials#extend). */
function enterTrial(subscription: Stripe.Subscription, until: number, now: number): void {
  const starts = subscription.status !== "trialing";
  subscription.status = "trialing";
  subscription.trial_end = until;
  if (starts) subscription.trial_start = now;
  subscription.billing_cycle_anchor = until;
  for (const item of subscription.items.data) {
    if (starts) item.current_period_start = now;
    item.current_period_end = until;
  }
}

function willFail(world: World, subscription: Stripe.Subscription): boolean {
  const customer = customerOfSubscription(world, subscription);
  const card = cardFor(world, { default_payment_method: null }, subscription, customer);
  return card === null || declineAhead(world, customer.id, card) !== null;
}

/** The amount is what the invoice would ask for, before anything is changed. */
function refuseIfUnpaid(
  world: World,
  subscription: Stripe.Subscription,
  items: readonly Stripe.SubscriptionItem[],
  options: { shares: readonly { amount: number }[]; newPeriod: boolean; behavior: PaymentBehavior },
): void {
  if (options.behavior !== "error_if_incomplete" || subscription.collection_method === "send_invoice") return;
  const customer = customerOfSubscription(world, subscription);
  const period = options.newPeriod ? items.reduce((sum, { price, quantity = 1 }) => sum + (price.unit_amount ?? 0) * quantity, 0) : 0;
  const pending = pendingItems(world, subscription).reduce((sum, item) => sum + item.amount, 0);
  const total = options.shares.reduce((sum, share) => sum + share.amount, period + pending + customer.balance);
  if (total <= 0) return;
  const card = cardFor(world, { default_payment_method: null }, subscription, customer);
  if (card === null) throw noCard();
  refuseDeclined(world, customer.id, card);
}

/** A payment that is refused before anything is made: a decline that was ordered is used up by it. @throws StripeError 402 */
export function refuseDeclined(world: World, customer: string, card: Stripe.PaymentMethod): void {
  const decline = declineAhead(world, customer, card);
  if (!decline) return;
  takeOrderedDecline(world, customer);
  throw cardError(decline, { payment_method: card });
}

export function noCard(): Error {
  return invalidRequest(
    "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/payment-methods/overview#set-default.",
    { code: "resource_missing" },
  );
}

/** payment_behavior=pending_if_incomplete: the invoice is there, the change waits for it. */
function holdAndBill(
  world: World,
  subscription: Stripe.Subscription,
  items: Stripe.SubscriptionItem[],
  options: { at: number; shares: Parameters<typeof addShares>[2] },
): void {
  const pending = addShares(world, subscription, options.shares);
  holdUpdate(world, subscription, items, null);
  const invoice = invoicePending(world, subscription, pending, options.at);
  collect(world, invoice, { charge: true });
}
