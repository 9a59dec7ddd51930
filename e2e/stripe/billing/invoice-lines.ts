import type Stripe from "stripe";
import { newId } from "../state/ids.ts";
import { idOf, idOrNull, wireDecimal } from "../state/references.ts";
import type { World } from "../state/world.ts";
import { amountOf, perInterval, productName } from "./amounts.ts";

interface Period {
  start: number;
  end: number;
}

function pricingOf(price: Stripe.Price): Stripe.InvoiceLineItem.Pricing {
  return {
    price_details: { price: price.id, product: idOf(price.product) },
    type: "price_details",
    unit_amount_decimal: wireDecimal(price.unit_amount ?? 0),
  };
}

interface LineFacts {
  amount: number;
  currency: string;
  description: string;
  period: Period;
  quantity: number;
  subscription: string | null;
  pricing: Stripe.InvoiceLineItem.Pricing | null;
  parent: Stripe.InvoiceLineItem.Parent;
  metadata: Stripe.Metadata;
}

/** docs.stripe.com/api/invoice-line-item/object. The invoice puts its own id in. */
function lineOf(facts: LineFacts): Stripe.InvoiceLineItem {
  return {
    id: newId("il"),
    object: "line_item",
    amount: facts.amount,
    currency: facts.currency,
    description: facts.description,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: null,
    livemode: false,
    metadata: facts.metadata,
    parent: facts.parent,
    period: facts.period,
    pretax_credit_amounts: [],
    pricing: facts.pricing,
    quantity: facts.quantity,
    quantity_decimal: wireDecimal(facts.quantity),
    subscription: facts.subscription,
    subtotal: facts.amount,
    taxes: [],
  } satisfies Stripe.InvoiceLineItem;
}

/** A whole period of an item, or its trial, which costs nothing. */
export function periodLine(world: World, item: Stripe.SubscriptionItem, period: Period, kind: "trial" | "full"): Stripe.InvoiceLineItem {
  const { price, quantity = 1 } = item;
  const name = productName(world, price);
  return lineOf({
    amount: kind === "trial" ? 0 : amountOf(price, quantity),
    currency: price.currency,
    description: kind === "trial" ? `Trial period for ${name}` : `${quantity} × ${name} (at ${perInterval(price)})`,
    period,
    quantity,
    subscription: item.subscription,
    pricing: pricingOf(price),
    metadata: { ...item.metadata },
    parent: {
      type: "subscription_item_details",
      invoice_item_details: null,
      subscription_item_details: {
        invoice_item: null,
        proration: false,
        proration_details: { credited_items: null },
        subscription: item.subscription,
        subscription_item: item.id,
      },
    },
  });
}

/** What an invoice item becomes on an invoice. */
export function lineOfInvoiceItem(item: Stripe.InvoiceItem, price: Stripe.Price | undefined): Stripe.InvoiceLineItem {
  const subscription = idOrNull(item.parent?.subscription_details?.subscription);
  return lineOf({
    amount: item.amount,
    currency: item.currency,
    description: item.description ?? "",
    period: { ...item.period },
    quantity: item.quantity,
    subscription,
    pricing: price ? pricingOf(price) : null,
    metadata: { ...(item.metadata ?? {}) },
    parent: {
      type: "invoice_item_details",
      subscription_item_details: null,
      invoice_item_details: {
        invoice_item: item.id,
        proration: item.proration,
        proration_details: { credited_items: null },
        subscription,
      },
    },
  });
}
