import type Stripe from "stripe";
import type { Context } from "#lib/core/context.ts";
import { singleton } from "#lib/core/singleton.ts";
import { logger } from "#lib/platform/logger.ts";
import { askStripe, isUnknownToStripe, whileAPageWaits } from "#lib/platform/stripe.ts";
import type { PriceFacts } from "../model/price-facts.ts";

const FRESH_MS = 10 * 60_000;

interface Known {
  at: number;
  facts: PriceFacts | null;
}

const known = () => singleton("billing.prices", () => new Map<string, Known>());

/**
 * What Stripe says of a price, at most ten minutes old; where it does not answer, what it said last.
 * @returns null: Stripe does not know it; undefined: it was never asked with success
 */
export async function askPrice({ ctx, id }: { ctx: Context; id: string }): Promise<PriceFacts | null | undefined> {
  const now = ctx.clock.now();
  const last = known().get(id);
  if (last !== undefined && Math.abs(now - last.at) < FRESH_MS) return last.facts;
  try {
    const price = await whileAPageWaits(() => askStripe((stripe) => stripe.prices.retrieve(id)).catch(nullWhereUnknown));
    return notePrice({ ctx, id, price });
  } catch (error) {
    logger().warn({ err: error, price: id }, "a price could not be asked");
    return last?.facts;
  }
}

function nullWhereUnknown(error: unknown): null {
  if (isUnknownToStripe(error)) return null;
  throw error;
}

/** Remembers what Stripe answered just now. @param price null: Stripe does not know it */
export function notePrice({ ctx, id, price }: { ctx: Context; id: string; price: Stripe.Price | null }): PriceFacts | null {
  const facts = price === null ? null : factsOf(price);
  known().set(id, { at: ctx.clock.now(), facts });
  return facts;
}

/** What Stripe said last of a price, however long ago. */
export function lastKnown(id: string): PriceFacts | null | undefined {
  return known().get(id)?.facts;
}

function factsOf({ active, recurring, billing_scheme: scheme, unit_amount: minor, unit_amount_decimal: decimal, currency }: Stripe.Price): PriceFacts {
  return {
    isActive: active,
    every: recurring && { interval: recurring.interval, count: recurring.interval_count },
    isMetered: recurring?.usage_type === "metered",
    minor,
    // Tiers have no one amount; parts of a cent only a decimal one.
    isFree: scheme === "per_unit" && Number(decimal ?? minor ?? 0) === 0,
    currency: currency.toUpperCase(),
  };
}
