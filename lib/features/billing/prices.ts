import type { Context } from "#lib/core/context.ts";
import { askPrice } from "./internal/ask-price.ts";
import { judgedPrices } from "./internal/configured-prices.ts";
import type { Amount, PlanPrice } from "./model/billing-view.ts";
import type { PriceFacts } from "./model/price-facts.ts";

/**
 * What each plan that is sold costs, as Stripe says; at most ten minutes old. Where Stripe does not answer, the last known amount, or
 * none. A price that is not fit for its setting is left out. Empty where billing is off.
 */
export async function planPrices({ ctx }: { ctx: Context }): Promise<PlanPrice[]> {
  const judged = await judgedPrices((id) => askPrice({ ctx, id }));
  return judged.filter(({ fault }) => fault === null).map(({ plan, interval, facts }) => ({ plan, interval, amount: amountOf(facts) }));
}

/** What one price costs, sold or not; null too where it has no one amount. */
export async function priceAmount({ ctx, input: { id } }: { ctx: Context; input: { id: string } }): Promise<Amount | null> {
  return amountOf(await askPrice({ ctx, id }));
}

/** Tiers have no one amount; the checkout shows them. */
function amountOf(facts: PriceFacts | null | undefined): Amount | null {
  return facts == null || facts.minor === null ? null : { minor: facts.minor, currency: facts.currency };
}
