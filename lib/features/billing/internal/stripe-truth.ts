import type Stripe from "stripe";
import type { Plan } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { env } from "#lib/platform/env.ts";
import { askStripe, isUnknownToStripe } from "#lib/platform/stripe.ts";
import { plans } from "../../plans/model/plan-table.ts";
import { type BillingInterval, decisive, isLive, type Subscription, type SubscriptionStatus, subscriptionStatuses } from "../model/subscription.ts";

/** What Stripe says of a customer. */
export interface Truth {
  /** The one that counts. */
  subscription: Subscription | null;
  /** How many of them cost, or will cost, money. */
  live: number;
  /** Whether it is of Stripe's live mode. */
  livemode: boolean;
}

/** Metadata of a price that is sold no longer: whoever pays it keeps the plan. */
const PLAN_OF_PRICE = "retentbase_plan";

/**
 * Asks Stripe for a customer's subscriptions and unpaid invoices as they are now.
 * @throws DomainError conflict for a customer that Stripe does not know: nobody loses a plan because the key is of another account or
 * mode; unavailable; and what Stripe refuses
 */
export async function readTruth(customerId: string): Promise<Truth> {
  const found = await askStripe((stripe) =>
    stripe.subscriptions.list({ customer: customerId, status: "all", limit: 100 }).autoPagingToArray({ limit: 1_000 }),
  ).catch((cause: unknown) => {
    if (!isUnknownToStripe(cause)) throw cause;
    throw new DomainError("conflict", `Stripe does not know the customer ${customerId}. Is STRIPE_SECRET_KEY of the account and mode it was made in?`, {
      cause,
    });
  });
  const subscriptions = found.map((subscription) => ({ ...subscriptionOf(subscription), created: subscription.created }));
  const counts = decisive(subscriptions);
  const live = subscriptions.filter((subscription) => subscription.plan !== null && isLive(subscription)).length;
  const livemode = env().STRIPE?.livemode === true;
  if (counts === null) return { subscription: null, live, livemode };
  const { created: _, ...subscription } = counts;
  const isOwing = subscription.status === "past_due" || subscription.status === "unpaid";
  return { subscription: isOwing ? { ...subscription, unpaid: await oldestUnpaid(subscription.id) } : subscription, live, livemode };
}

function subscriptionOf(subscription: Stripe.Subscription): Subscription {
  const items = subscription.items.data;
  // Beside our price there may be others, such as a discount's or a colleague's experiment.
  const item = items.find(({ price }) => planOfPrice(price) !== null) ?? items[0];
  const price = item?.price;
  const interval = (["month", "year"] as const).find((known) => known === price?.recurring?.interval) ?? null;
  const cancelAt = subscription.cancel_at ?? (subscription.cancel_at_period_end ? (item?.current_period_end ?? null) : null);
  return {
    id: subscription.id,
    status: knownStatus(subscription),
    priceId: price?.id ?? "",
    plan: price === undefined ? null : planOfPrice(price),
    interval,
    currentPeriodStart: ms(item?.current_period_start ?? subscription.start_date),
    currentPeriodEnd: ms(item?.current_period_end ?? subscription.start_date),
    trialEnd: subscription.trial_end === null ? null : ms(subscription.trial_end),
    cancelAt: cancelAt === null ? null : ms(cancelAt),
    unpaid: null,
  };
}

/** A status that Stripe invents later decides nothing until this version knows it: the job fails, loudly. */
function knownStatus({ id, status }: Stripe.Subscription): SubscriptionStatus {
  const known = subscriptionStatuses.find((candidate) => candidate === status);
  if (known === undefined) throw new Error(`Stripe says that ${id} is "${status}", a status that this version does not know`);
  return known;
}

/** Stripe counts seconds. */
const ms = (seconds: number) => seconds * 1000;

/** The plan that a price buys: by our settings, else by what the price says of itself; null: it is none of ours. */
function planOfPrice(price: Pick<Stripe.Price, "id" | "metadata">): Plan | null {
  const byId = plans.find((plan) => Object.values(env().STRIPE?.prices[plan] ?? {}).includes(price.id));
  return byId ?? plans.find((plan) => price.metadata?.[PLAN_OF_PRICE] === plan) ?? null;
}

/** The oldest invoice that was due and is not paid. A due date is when Stripe finalised it and began to collect. */
async function oldestUnpaid(subscriptionId: string): Promise<Subscription["unpaid"]> {
  const invoices = await askStripe((stripe) =>
    stripe.invoices.list({ subscription: subscriptionId, status: "open", limit: 100 }).autoPagingToArray({ limit: 1_000 }),
  );
  const due = invoices
    .filter((invoice) => invoice.id !== undefined && invoice.amount_remaining > 0)
    .map((invoice) => ({ invoiceId: invoice.id as string, since: ms(invoice.status_transitions.finalized_at ?? invoice.created) }))
    .sort((a, b) => a.since - b.since);
  return due[0] ?? null;
}

/** Id of the price that sells a plan in an interval, or null where it is not sold so. */
export function priceIdOf(plan: Plan, interval: BillingInterval): string | null {
  return env().STRIPE?.prices[plan][interval] ?? null;
}
