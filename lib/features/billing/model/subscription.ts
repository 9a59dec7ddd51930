import type { Plan } from "#lib/core/context.ts";

/** Every status that Stripe documents for a subscription (docs.stripe.com/api/subscriptions/object#subscription_object-status). */
export const subscriptionStatuses = ["incomplete", "incomplete_expired", "trialing", "active", "past_due", "canceled", "unpaid", "paused"] as const;
export type SubscriptionStatus = (typeof subscriptionStatuses)[number];

export type BillingInterval = "month" | "year";

/** What Stripe says of a customer's subscription, as far as access depends on it. Times are ms since 1970. */
export interface Subscription {
  id: string;
  status: SubscriptionStatus;
  priceId: string;
  /** Null: a price that is not in our table. */
  plan: Plan | null;
  interval: BillingInterval | null;
  currentPeriodStart: number;
  currentPeriodEnd: number;
  trialEnd: number | null;
  /** When it ends, if its end is known. */
  cancelAt: number | null;
  /** The oldest invoice that is still unpaid, and when it was due. */
  unpaid: { invoiceId: string; since: number } | null;
}

/** Best first: which one counts when a customer has several. What was never paid says nothing of one that was, and ended. */
const RANK: Record<SubscriptionStatus, number> = {
  active: 0,
  trialing: 1,
  past_due: 2,
  unpaid: 3,
  paused: 4,
  canceled: 5,
  incomplete: 6,
  incomplete_expired: 7,
};

/** Whether it costs, or will cost, its customer money. */
export function isLive({ status }: Pick<Subscription, "status">): boolean {
  return RANK[status] <= RANK.paused;
}

/** The one of a customer's subscriptions that counts: the best status, of several the latest. Prices of other products count last. */
export function decisive<S extends Pick<Subscription, "status" | "plan"> & { created: number }>(subscriptions: readonly S[]): S | null {
  const [first] = [...subscriptions].sort(
    (a, b) => Number(a.plan === null) - Number(b.plan === null) || RANK[a.status] - RANK[b.status] || b.created - a.created,
  );
  return first ?? null;
}
