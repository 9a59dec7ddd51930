import type { Plan } from "#lib/core/context.ts";
import type { Amount, PlanPrice } from "#lib/features/billing/model/billing-view.ts";
import type { BillingInterval } from "#lib/features/billing/model/subscription.ts";
import { amountText } from "./amount-text.ts";

export const intervalWords = {
  month: { each: "a month", adverb: "monthly", choice: "Monthly" },
  year: { each: "a year", adverb: "yearly", choice: "Yearly" },
} as const satisfies Record<BillingInterval, unknown>;

/** The price of a plan in an interval; undefined where it is not sold so. */
export function priceOf(prices: readonly PlanPrice[], plan: Plan, interval: BillingInterval): PlanPrice | undefined {
  return prices.find((price) => price.plan === plan && price.interval === interval);
}

/** The intervals in which anything is sold. */
export function soldIntervals(prices: readonly PlanPrice[]): BillingInterval[] {
  return (["month", "year"] as const).filter((interval) => prices.some((price) => price.interval === interval));
}

/** What twelve months cost more than a year: "saves €98 a year"; null where it is not less, or not known. */
export function savingText(prices: readonly PlanPrice[], plan: Plan): string | null {
  const [month, year] = [priceOf(prices, plan, "month")?.amount, priceOf(prices, plan, "year")?.amount];
  if (month == null || year == null || month.currency !== year.currency || year.minor >= month.minor * 12) return null;
  const saved: Amount = { minor: month.minor * 12 - year.minor, currency: year.currency };
  return `saves ${amountText(saved)} a year against paying monthly`;
}
