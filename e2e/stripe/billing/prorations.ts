import type Stripe from "stripe";
import { newId } from "../state/ids.ts";
import { idOf, wireDecimal } from "../state/references.ts";
import type { World } from "../state/world.ts";
import { amountOf, day, productName } from "./amounts.ts";
import { currentPeriod } from "./due.ts";

export interface Share {
  amount: number;
  description: string;
  period: { start: number; end: number };
  price: Stripe.Price;
  quantity: number;
}

/** Stripe prorates to the second (docs.stripe.com/billing/subscriptions/prorations). @param at Unix seconds */
export function unusedShares(world: World, items: readonly Stripe.SubscriptionItem[], at: number): Share[] {
  return items.map((item) => {
    const { price, quantity = 1, current_period_start: start, current_period_end: end } = item;
    const share = end > start ? Math.max(0, Math.min(1, (end - at) / (end - start))) : 0;
    return {
      amount: -Math.round(amountOf(price, quantity) * share),
      description: `Unused time on ${quantity > 1 ? `${quantity} × ` : ""}${productName(world, price)} after ${day(at)}`,
      period: { start: at, end },
      price,
      quantity,
    };
  });
}

function remainingShares(world: World, items: readonly Stripe.SubscriptionItem[], at: number): Share[] {
  return unusedShares(world, items, at).map((share) => ({
    ...share,
    amount: -share.amount,
    description: `Remaining time on ${share.quantity > 1 ? `${share.quantity} × ` : ""}${productName(world, share.price)} after ${day(at)}`,
  }));
}

/** What a change within the period gives back and asks for; items that stay as they are cost nothing. */
export function changeShares(world: World, before: readonly Stripe.SubscriptionItem[], after: readonly Stripe.SubscriptionItem[], at: number): Share[] {
  const same = (one: Stripe.SubscriptionItem, other: Stripe.SubscriptionItem) => one.price.id === other.price.id && one.quantity === other.quantity;
  const gone = before.filter((item) => !after.some((other) => same(item, other)));
  const added = after.filter((item) => !before.some((other) => same(item, other)));
  return [...unusedShares(world, gone, at), ...remainingShares(world, added, at)];
}

/** docs.stripe.com/api/invoiceitems/object: waits for the next invoice of its customer. */
export function prorationItem(subscription: Stripe.Subscription, share: Share, now: number): Stripe.InvoiceItem {
  return {
    id: newId("ii"),
    object: "invoiceitem",
    amount: share.amount,
    currency: share.price.currency,
    customer: idOf(subscription.customer),
    customer_account: null,
    date: now,
    description: share.description,
    discountable: false,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: {},
    net_amount: share.amount,
    parent: { subscription_details: { subscription: subscription.id, subscription_item: subscription.items.data[0]?.id ?? "" }, type: "subscription_details" },
    period: share.period,
    pricing: {
      price_details: { price: share.price.id, product: idOf(share.price.product) },
      type: "price_details",
      unit_amount_decimal: wireDecimal(share.price.unit_amount ?? 0),
    },
    proration: true,
    quantity: share.quantity,
    quantity_decimal: wireDecimal(share.quantity),
    tax_rates: [],
    test_clock: subscription.test_clock,
  } satisfies Stripe.InvoiceItem;
}

/** Those that wait for this subscription's next invoice. */
export function pendingItems(world: World, subscription: Stripe.Subscription): Stripe.InvoiceItem[] {
  return world.invoiceItems
    .ofOwner(idOf(subscription.customer))
    .filter((item) => item.invoice === null && item.parent?.subscription_details?.subscription === subscription.id);
}

export function isWithinPeriod(subscription: Stripe.Subscription, at: number): boolean {
  const { start, end } = currentPeriod(subscription);
  return at >= start && at <= end;
}
