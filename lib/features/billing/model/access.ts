import { DAY_MS } from "#lib/core/clock.ts";
import type { Access, Plan } from "#lib/core/context.ts";
import type { Subscription } from "./subscription.ts";

/** Days of Advanced that a new workspace has without a card. */
export const TRIAL_DAYS = 14;

/** Days in which everything works on after an invoice fell due. */
export const GRACE_DAYS = 7;

/**
 * The least that must be left of a trial for a checkout to keep it. Stripe's rule is 48 hours from the making of the checkout;
 * an hour more for who takes their time.
 */
export const LEAST_TRIAL_MS = 49 * 3_600_000;

/** When a trial ends that begins now, in ms: whole days of 24 hours, whatever clocks are changed meanwhile. */
export function trialEnd(now: number): number {
  return now + TRIAL_DAYS * DAY_MS;
}

/** When the grace of an invoice that fell due at `since` ends, in ms. */
export function graceEnd(since: number): number {
  return since + GRACE_DAYS * DAY_MS;
}

/** What a workspace may do. */
export interface Standing {
  plan: Plan;
  access: Access;
  /** From this moment on (ms) it is read-only, unless Stripe says otherwise first; null: no end is known. */
  until: number | null;
}

interface Facts {
  /** End of the trial without a card, ms; null: there was none. */
  trialEndsAt: number | null;
  /** The subscription that counts; null: there is none. */
  subscription: Subscription | null;
  /** Whether an earlier one gave a plan, of which Stripe says nothing any more. */
  wasPaid: boolean;
  /** What the workspace had last: what is stored under a plan stays readable under it. */
  plan: Plan;
}

/**
 * Plan and access of a workspace at `now` (ms), from what Stripe says and the clock, and nothing else. A trial without a card
 * runs to its end whatever becomes of a subscription beside it.
 * @returns null where billing has nothing to say: whoever runs the installation gave the workspace what it has, and a checkout that
 * was opened, or never paid, takes nothing away
 */
export function standingAt({ trialEndsAt, subscription, wasPaid, plan }: Facts, now: number): Standing | null {
  const paid = subscription?.plan == null ? null : bySubscription(subscription, subscription.plan, now);
  if (paid !== null && paid.access !== "read_only") return paid;
  if (trialEndsAt !== null && now < trialEndsAt) return { plan: "advanced", access: "trialing", until: trialEndsAt };
  if (paid !== null) return paid;
  return trialEndsAt !== null || wasPaid ? { plan, access: "read_only", until: null } : null;
}

/** By status, one line each; null: it gives nothing, and never gave anything. */
function bySubscription(subscription: Subscription, plan: Plan, now: number): Standing | null {
  const over: Standing = { plan, access: "read_only", until: null };
  switch (subscription.status) {
    case "trialing":
      return endingAt({ plan, access: "trialing", until: subscription.cancelAt }, now);
    case "active":
      return endingAt({ plan, access: "active", until: subscription.cancelAt }, now);
    // Stripe's own retries may give up before the grace ends, or long after.
    case "past_due":
    case "unpaid":
      return endingAt({ plan, access: "past_due", until: graceEnd(subscription.unpaid?.since ?? subscription.currentPeriodStart) }, now);
    // A trial of Stripe's that ended without a card.
    case "paused":
    case "canceled":
      return over;
    // The first payment was never made.
    case "incomplete":
    case "incomplete_expired":
      return null;
  }
}

function endingAt(standing: Standing, now: number): Standing {
  return standing.until !== null && now >= standing.until ? { ...standing, access: "read_only", until: null } : standing;
}
