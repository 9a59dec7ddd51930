import type { Context } from "#lib/core/context.ts";
import { singleton } from "#lib/core/singleton.ts";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/logger.ts";
import { askStripe, whileAPageWaits } from "#lib/platform/stripe.ts";
import { plans } from "../plans/model/plan-table.ts";
import type { Amount, PlanPrice } from "./model/billing-view.ts";

const FRESH_MS = 10 * 60_000;

interface Known {
  at: number;
  amount: Amount;
}

const known = () => singleton("billing.prices", () => new Map<string, Known>());

/**
 * What each plan costs, as Stripe says; at most ten minutes old. Where Stripe does not answer, the last known amount, or none.
 * Empty where billing is off.
 */
export async function planPrices({ ctx }: { ctx: Context }): Promise<PlanPrice[]> {
  const prices = env().STRIPE?.prices;
  if (prices === undefined) return [];
  const sold = plans.flatMap((plan) =>
    (["month", "year"] as const).flatMap((interval) => (prices[plan][interval] === undefined ? [] : [{ plan, interval, id: prices[plan][interval] }])),
  );
  return Promise.all(sold.map(async ({ plan, interval, id }) => ({ plan, interval, amount: await priceAmount({ ctx, input: { id } }) })));
}

/** What one price costs, as planPrices says it; null too where it has no one amount. */
export async function priceAmount({ ctx, input: { id } }: { ctx: Context; input: { id: string } }): Promise<Amount | null> {
  const now = ctx.clock.now();
  const last = known().get(id);
  if (last !== undefined && now - last.at < FRESH_MS) return last.amount;
  try {
    const price = await whileAPageWaits(() => askStripe((stripe) => stripe.prices.retrieve(id)));
    // Tiers have no one amount; the checkout shows them.
    if (price.unit_amount === null) return null;
    const amount = { minor: price.unit_amount, currency: price.currency.toUpperCase() };
    known().set(id, { at: now, amount });
    return amount;
  } catch (error) {
    logger().warn({ err: error, price: id }, "a price could not be asked");
    return last?.amount ?? null;
  }
}
