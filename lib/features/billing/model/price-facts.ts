import type { BillingInterval } from "./subscription.ts";

/** What Stripe says of a price, as far as it decides whether it can be sold. */
export interface PriceFacts {
  isActive: boolean;
  /** Stripe's day, week, month or year, and how many of them. Null: it is paid once. */
  every: { interval: string; count: number } | null;
  /** Whether it is charged by use. */
  isMetered: boolean;
  /** In the smallest unit; null where there is no one amount, as with tiers. */
  minor: number | null;
  /** Whether whoever has it once pays nothing. */
  isFree: boolean;
  /** In upper case. */
  currency: string;
}

/** Why a price cannot be sold for an interval, as the end of a sentence; null: it can. @param facts null: Stripe does not know it */
export function faultOf(facts: PriceFacts | null, interval: BillingInterval): string | null {
  if (facts === null) return "Stripe does not know it (is it of the account and mode of STRIPE_SECRET_KEY?)";
  const { every, isActive, isMetered, isFree } = facts;
  if (!isActive) return "it is archived at Stripe";
  if (every === null) return `it is paid once, not every ${interval}`;
  if (every.interval !== interval || every.count !== 1) {
    return `it is paid every ${every.count === 1 ? every.interval : `${every.count} ${every.interval}s`}, not every ${interval}`;
  }
  if (isMetered) return "it is charged by use, not by the plan";
  return isFree ? "it costs nothing" : null;
}

/** The currency that most prices have; of several, the first's. Null without any. */
export function commonCurrency(currencies: readonly string[]): string | null {
  const count = (currency: string) => currencies.filter((other) => other === currency).length;
  return currencies.reduce<string | null>((best, currency) => (best === null || count(currency) > count(best) ? currency : best), null);
}
