import type { Plan } from "#lib/core/context.ts";
import { singleton } from "#lib/core/singleton.ts";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/logger.ts";
import { plans } from "../../plans/model/plan-table.ts";
import { commonCurrency, faultOf, type PriceFacts } from "../model/price-facts.ts";
import type { BillingInterval } from "../model/subscription.ts";

/** A price of our settings. */
interface ConfiguredPrice {
  plan: Plan;
  interval: BillingInterval;
  id: string;
  /** The setting that holds it. */
  variable: string;
}

/** A price of our settings, and what Stripe says of it. */
export interface JudgedPrice extends ConfiguredPrice {
  /** Undefined: not known. */
  facts: PriceFacts | null | undefined;
  /** Why it is not sold; null: it is, or nothing speaks against it as far as is known. */
  fault: string | null;
}

/** All of them, in the order in which they are shown. Empty where billing is off. */
function configuredPrices(): ConfiguredPrice[] {
  const prices = env().STRIPE?.prices;
  if (prices === undefined) return [];
  return plans.flatMap((plan) =>
    (["month", "year"] as const).flatMap((interval) => {
      const id = prices[plan][interval];
      return id === undefined ? [] : [{ plan, interval, id, variable: `STRIPE_PRICE_${plan.toUpperCase()}_${interval === "month" ? "MONTHLY" : "YEARLY"}` }];
    }),
  );
}

/**
 * Whether each price of our settings can be sold as what it is set for: one that Stripe would refuse or, worse, that costs something
 * else than is shown, is not sold. What is newly wrong is logged.
 * @param factsOf what Stripe says of a price; null: it does not know it; undefined: not known
 */
export async function judgedPrices(factsOf: (id: string) => Promise<PriceFacts | null | undefined>): Promise<JudgedPrice[]> {
  const asked = await Promise.all(configuredPrices().map(async (price) => ({ ...price, facts: await factsOf(price.id) })));
  const own = asked.map((price) => ({ ...price, fault: price.facts === undefined ? null : faultOf(price.facts, price.interval) }));
  const currency = commonCurrency(own.flatMap(({ facts, fault }) => (facts == null || fault !== null ? [] : [facts.currency])));
  const judged = own.map((price) => {
    if (price.facts == null || price.fault !== null || price.facts.currency === currency) return price;
    return { ...price, fault: `its currency is ${price.facts.currency}, that of the others ${currency}` };
  });
  for (const price of judged) logNewFault(price);
  return judged;
}

const logged = () => singleton("billing.price-faults", () => new Map<string, string | null>());

function logNewFault({ variable, id, fault }: JudgedPrice): void {
  if ((logged().get(variable) ?? null) === fault) return;
  logged().set(variable, fault);
  if (fault !== null) logger().warn({ variable, price: id, fault }, "a price of the settings cannot be sold, and is not offered");
}
