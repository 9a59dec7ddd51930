import type Stripe from "stripe";
import { amountOf, productName } from "../billing/amounts.ts";
import type { World } from "../state/world.ts";

/** What a checkout session sells (docs.stripe.com/api/checkout/sessions/line_items). */
export function lineItemsOf(world: World, session: string): Stripe.LineItem[] {
  return (world.orders.get(session)?.items ?? []).flatMap(({ id, price: priceId, quantity }) => {
    const price = world.prices.get(priceId);
    if (!price) return [];
    const amount = amountOf(price, quantity);
    return [
      {
        id,
        object: "item",
        adjustable_quantity: null,
        amount_discount: 0,
        amount_subtotal: amount,
        amount_tax: 0,
        amount_total: amount,
        currency: price.currency,
        description: productName(world, price),
        metadata: {},
        price,
        quantity,
      } satisfies Stripe.LineItem,
    ];
  });
}
