import type Stripe from "stripe";
import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { askStripe } from "#lib/platform/stripe.ts";
import type { PlanChoice } from "../model/billing-view.ts";
import type { AccountRow } from "./account.ts";
import { soldPrice } from "./sold-price.ts";

/** Difference at once, in both directions: who goes up pays the rest of the period, who goes down is credited. */
export const PRORATION = "always_invoice" satisfies Stripe.SubscriptionUpdateParams.ProrationBehavior;

/** When the plan was changed last, in seconds: metadata of the subscription. */
export const CHANGED_AT = "retentbase_changed_at";

/** For so long a price that was shown holds. */
const SHOWN_FOR_S = 15 * 60;

/**
 * Whether a change may be reckoned for a moment (seconds): the one at which its price was shown, lately, in this period, and not before
 * the last change. Any other would buy a plan for less than the time it is had, or credit time that was never paid.
 */
export function mayReckonFor(prorationDate: number, { subscription, now }: { subscription: Stripe.Subscription; now: number }): boolean {
  const earliest = earliestMoment(subscription);
  const age = Math.floor(now / 1000) - prorationDate;
  return age < 0 ? prorationDate === earliest : age <= SHOWN_FOR_S && prorationDate >= earliest;
}

/** The moment for which a change is reckoned that is shown now, in seconds; Stripe's clock may be ahead of ours. */
export function momentToReckonFor(subscription: Stripe.Subscription, now: number): number {
  return Math.max(Math.floor(now / 1000), earliestMoment(subscription));
}

/** Stripe reckons within the current period alone, and what was changed is not changed for a time before. */
function earliestMoment(subscription: Stripe.Subscription): number {
  return Math.max(Number(subscription.metadata[CHANGED_AT] ?? 0), ...subscription.items.data.map((item) => item.current_period_start));
}

interface Change {
  subscription: Stripe.Subscription;
  /** Id of the item to change, and its new price. */
  item: { id: string; price: string };
}

/** What a plan change does at Stripe. @throws DomainError validation_failed for a plan that is not sold so; conflict without a subscription that can be changed, or for the plan it has */
export async function planChange({ ctx, account, choice }: { ctx: Context; account: AccountRow | null; choice: PlanChoice }): Promise<Change> {
  const price = await soldPrice({ ctx, choice });
  const id = account?.subscriptionId;
  if (id == null) throw new DomainError("conflict", "There is no subscription to change. Choose a plan first.");
  const subscription = await askStripe((stripe) => stripe.subscriptions.retrieve(id));
  if (subscription.status !== "active" && subscription.status !== "trialing") {
    throw new DomainError("conflict", "The plan can be changed once the open invoice is paid.");
  }
  if (subscription.cancel_at !== null || subscription.cancel_at_period_end) {
    throw new DomainError("conflict", "The plan has been cancelled. Take the cancellation back in the portal first; then it can be changed.");
  }
  const item = subscription.items.data.find((candidate) => candidate.price.id === account?.priceId) ?? subscription.items.data[0];
  if (item === undefined) throw new Error(`the subscription ${id} has no item`);
  if (item.price.id === price) throw new DomainError("conflict", "This is the plan that the workspace has.");
  return { subscription, item: { id: item.id, price } };
}
