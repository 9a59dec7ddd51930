import type Stripe from "stripe";
import type { Due } from "../state/schedule.ts";
import { DAY, HOUR } from "../state/time.ts";
import type { World } from "../state/world.ts";

/** An incomplete subscription waits 23 hours for its first payment (docs.stripe.com/billing/subscriptions/overview#payment-window). */
export const PAYMENT_WINDOW = 23 * HOUR;
/** Without a try to pay, the invoice of a resumption is void after this (docs.stripe.com/api/subscriptions/resume). */
const RESUMPTION_WINDOW = 23 * HOUR;
const ANNOUNCED_BEFORE = 3 * DAY;

/** When an object changes by itself next, from what it says; null: never. */
export function nextDue(world: World, object: { object: string }): Due | null {
  if (object.object === "subscription") return due("subscription", object as Stripe.Subscription, subscriptionDue(world, object as Stripe.Subscription));
  if (object.object === "invoice") return due("invoice", object as Stripe.Invoice, invoiceDue(object as Stripe.Invoice));
  if (object.object === "checkout.session") {
    const session = object as Stripe.Checkout.Session;
    return due("checkout_session", session, session.status === "open" ? session.expires_at : null);
  }
  return null;
}

function due(kind: Due["kind"], { id }: { id: string }, at: number | null): Due | null {
  return at === null || id === undefined ? null : { at, kind, id };
}

export function currentPeriod(subscription: Stripe.Subscription): { start: number; end: number } {
  const [item] = subscription.items.data;
  return { start: item?.current_period_start ?? subscription.start_date, end: item?.current_period_end ?? subscription.start_date };
}

/** When three days are left of a trial, and that was not said yet. */
export function announcementDue(world: World, subscription: Stripe.Subscription): number | null {
  if (subscription.status !== "trialing" || subscription.trial_end === null) return null;
  return world.notes.get(subscription.id)?.trialEndAnnounced ? null : subscription.trial_end - ANNOUNCED_BEFORE;
}

export function upcomingDue(world: World, subscription: Stripe.Subscription): number | null {
  const { start, end } = currentPeriod(subscription);
  const at = end - world.settings.upcomingDays * DAY;
  if (at <= start || !["trialing", "active", "past_due"].includes(subscription.status) || world.notes.get(subscription.id)?.upcomingSentFor === end)
    return null;
  if (subscription.cancel_at !== null && subscription.cancel_at <= end) return null;
  return at;
}

/** The invoice that a paused subscription waits for, since it was resumed. */
export function resumptionInvoice(world: World, subscription: Stripe.Subscription): Stripe.Invoice | undefined {
  return world.invoices.get(world.notes.get(subscription.id)?.resumption?.invoice ?? "");
}

/** When that invoice is void because nobody tried to pay it. */
export function resumptionExpiry(world: World, subscription: Stripe.Subscription): number | null {
  const invoice = resumptionInvoice(world, subscription);
  return invoice && ["draft", "open"].includes(invoice.status ?? "") && invoice.attempt_count === 0 ? invoice.created + RESUMPTION_WINDOW : null;
}

function subscriptionDue(world: World, subscription: Stripe.Subscription): number | null {
  switch (subscription.status) {
    case "incomplete":
      return subscription.created + PAYMENT_WINDOW;
    case "trialing":
    case "active":
    case "past_due":
    case "unpaid":
      return earliest([
        currentPeriod(subscription).end,
        subscription.cancel_at,
        announcementDue(world, subscription),
        upcomingDue(world, subscription),
        subscription.pending_update?.expires_at ?? null,
      ]);
    case "paused":
      return earliest([subscription.cancel_at, resumptionExpiry(world, subscription)]);
    default:
      return null;
  }
}

function invoiceDue(invoice: Stripe.Invoice): number | null {
  if (invoice.status === "draft") return invoice.auto_advance ? invoice.automatically_finalizes_at : null;
  return invoice.status === "open" ? invoice.next_payment_attempt : null;
}

function earliest(times: (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
