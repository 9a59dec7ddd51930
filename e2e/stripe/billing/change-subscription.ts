import type Stripe from "stripe";
import { invalidRequest, noSuch, notSimulated } from "../http/errors.ts";
import { mergeMetadata } from "../http/metadata.ts";
import { itemObject, planOf } from "../objects/subscription.ts";
import { idOf } from "../state/references.ts";
import { nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { emit } from "../webhooks/emit.ts";
import { currentPeriod } from "./due.ts";
import { lineOfInvoiceItem } from "./invoice-lines.ts";
import { createInvoice } from "./invoices.ts";
import { changeShares, isWithinPeriod, prorationItem, type Share, unusedShares } from "./prorations.ts";
import { customerOfSubscription } from "./renew.ts";

export interface ItemChange {
  id?: string | undefined;
  price?: string | undefined;
  quantity?: number | undefined;
  deleted?: boolean | undefined;
  metadata?: Record<string, string | null> | null | undefined;
}

/** Items as they will be (docs.stripe.com/billing/subscriptions/change-price). Nothing is changed yet. @throws StripeError 400 */
export function changedItems(world: World, subscription: Stripe.Subscription, changes: readonly ItemChange[]): Stripe.SubscriptionItem[] {
  let items = subscription.items.data.map((item) => ({ ...item }));
  changes.forEach((given, at) => {
    const price = given.price === undefined ? undefined : usablePrice(world, given.price, `items[${at}][price]`, subscription.currency);
    if (given.id === undefined) {
      if (!price) throw invalidRequest("You must pass a price when adding a subscription item.", { param: `items[${at}]` });
      items.push(
        itemObject({
          price,
          quantity: given.quantity ?? 1,
          metadata: mergeMetadata({}, given.metadata),
          subscription: subscription.id,
          now: nowOf(world, subscription),
          period: currentPeriod(subscription),
        }),
      );
      return;
    }
    const item = items.find(({ id }) => id === given.id);
    if (!item) throw noSuch("subscription item", given.id, `items[${at}][id]`);
    if (given.deleted) {
      items = items.filter((one) => one !== item);
      return;
    }
    if (price) Object.assign(item, { price: { ...price }, plan: planOf(price) });
    item.metadata = mergeMetadata(item.metadata, given.metadata);
    if (given.quantity !== undefined) item.quantity = given.quantity;
  });
  checkItems(items);
  return items;
}

/** @throws StripeError 400 for a price that is not there, not active, not recurring, or of another currency */
export function usablePrice(world: World, id: string, param: string, currency: string | null): Stripe.Price {
  const price = world.prices.get(id);
  if (!price) throw noSuch("price", id, param);
  if (!price.active) throw invalidRequest("The price specified is inactive. This field only accepts active prices.", { param });
  if (price.recurring === null) {
    throw invalidRequest(`The price specified is set to \`type=one_time\` but this field only accepts prices with \`type=recurring\`.`, { param });
  }
  if (currency !== null && price.currency !== currency) {
    throw invalidRequest(`The price specified supports currencies of \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`, {
      param,
    });
  }
  return price;
}

export function checkItems(items: readonly Pick<Stripe.SubscriptionItem, "price">[]): void {
  if (items.length === 0) throw invalidRequest("A subscription must have at least one active plan.", { param: "items" });
  if (items.length > 20) throw invalidRequest("A subscription can have up to 20 items.", { param: "items" });
  const [first] = items;
  const seen = new Set<string>();
  for (const { price } of items) {
    if (seen.has(price.id)) throw invalidRequest(`Cannot add multiple subscription items with the same plan: ${price.id}`, { param: "items" });
    seen.add(price.id);
    if (price.recurring?.interval !== first?.price.recurring?.interval || price.recurring?.interval_count !== first?.price.recurring?.interval_count) {
      throw notSimulated("items with different billing intervals on one subscription", "items");
    }
  }
}

/** Whether a change makes a new billing period begin (docs.stripe.com/billing/subscriptions/billing-cycle#changing). */
export function beginsPeriod(subscription: Stripe.Subscription, items: readonly Stripe.SubscriptionItem[]): boolean {
  const before = subscription.items.data[0]?.price;
  const after = items[0]?.price;
  const free = (list: readonly Stripe.SubscriptionItem[]) => list.every(({ price }) => price.unit_amount === 0);
  const otherInterval = before?.recurring?.interval !== after?.recurring?.interval || before?.recurring?.interval_count !== after?.recurring?.interval_count;
  return otherInterval || (free(subscription.items.data) && !free(items));
}

/** @throws StripeError 400 for a moment outside of the current period */
export function prorationMoment(subscription: Stripe.Subscription, given: number | undefined, now: number): number {
  if (given === undefined) return now;
  if (!isWithinPeriod(subscription, given)) {
    throw invalidRequest("Cannot specify `proration_date` outside of the subscription's current period.", { param: "proration_date" });
  }
  return given;
}

/** What a change costs and gives back, by second; nothing during a trial. */
export function sharesOf(world: World, subscription: Stripe.Subscription, items: readonly Stripe.SubscriptionItem[], at: number, newPeriod: boolean): Share[] {
  if (subscription.status === "trialing") return [];
  return newPeriod ? unusedShares(world, subscription.items.data, at) : changeShares(world, subscription.items.data, items, at);
}

/** Puts shares on the customer's account, for the next invoice. */
export function addShares(world: World, subscription: Stripe.Subscription, shares: readonly Share[]): Stripe.InvoiceItem[] {
  return shares.map((share) => {
    const item = world.invoiceItems.add(prorationItem(subscription, share, nowOf(world, subscription)));
    emit(world, "invoiceitem.created", item);
    return item;
  });
}

/** An invoice of nothing but what is pending: proration_behavior=always_invoice. */
export function invoicePending(world: World, subscription: Stripe.Subscription, items: readonly Stripe.InvoiceItem[], prorationDate: number): Stripe.Invoice {
  const now = nowOf(world, subscription);
  return createInvoice(world, {
    customer: customerOfSubscription(world, subscription),
    subscription,
    reason: "subscription_update",
    lines: items.map((item) => lineOfInvoiceItem(item, world.prices.get(idOf(item.pricing?.price_details?.price ?? "")))),
    period: { start: now, end: now },
    finalizesAt: null,
    prorationDate,
  });
}
