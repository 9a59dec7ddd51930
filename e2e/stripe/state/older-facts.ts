import type Stripe from "stripe";
import { idOrNull } from "./references.ts";
import type { World } from "./world.ts";

/** What older API versions tell of an object and today's leaves to be looked up. */
export interface OlderFacts {
  /** The payment intent of an invoice and its latest charge. */
  paymentOf(invoice: string): { payment_intent: string | null; charge: string | null };
  price(id: string): Stripe.Price | undefined;
}

export function olderFacts(world: World): OlderFacts {
  return {
    paymentOf(invoice) {
      const [payment] = world.invoicePayments.ofOwner(invoice);
      const intent = world.paymentIntents.get(idOrNull(payment?.payment.payment_intent) ?? "");
      return { payment_intent: intent?.id ?? null, charge: idOrNull(intent?.latest_charge) };
    },
    price: (id) => world.prices.get(id),
  };
}
