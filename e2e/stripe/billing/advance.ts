import type Stripe from "stripe";
import type { Due } from "../state/schedule.ts";
import { globalNow, nowAt } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";
import { collect, endSubscription, expireIncomplete, expirePendingUpdate, payInvoice } from "./collect.ts";
import { announcementDue, currentPeriod, nextDue, PAYMENT_WINDOW, resumptionExpiry, upcomingDue } from "./due.ts";
import { expireResumption } from "./pause.ts";
import { renew, upcomingInvoice } from "./renew.ts";

/**
 * Plays everything that falls due until `until` (Unix seconds), each thing at its own moment and in order
 * (docs.stripe.com/billing/testing/test-clocks/api-advanced-usage).
 */
export function playUntil(world: World, clock: string | null, until: number, setTime: (at: number) => void): void {
  for (let due = world.schedule.take(clock, until); due; due = world.schedule.take(clock, until)) {
    const object = objectOf(world, due);
    const now = object && nextDue(world, object);
    // Things changed since this was put down; what is true now was put down too.
    if (!object || !now || now.at !== due.at) continue;
    setTime(Math.max(due.at, nowAt(world, clock)));
    happen(world, object);
    // What it waits for next is on the schedule only if it told of a change; a second entry does no harm.
    const next = nextDue(world, object);
    if (next !== null) world.schedule.put(clock, next);
  }
}

/** Plays what has fallen due by the clock that everything without a test clock stands on. */
export function playDue(world: World): void {
  const request = world.request;
  const until = globalNow(world);
  world.request = { id: null, idempotency_key: null };
  // Each thing at its own moment: as long as something is played, it is no later than that.
  world.playing = 0;
  playUntil(world, null, until, (at) => (world.playing = at));
  world.playing = null;
  world.request = request;
}

function objectOf(world: World, { kind, id }: Due): { object: string; id: string } | undefined {
  if (kind === "subscription") return world.subscriptions.get(id);
  return kind === "invoice" ? world.invoices.get(id) : world.checkoutSessions.get(id);
}

function happen(world: World, object: { object: string }): void {
  if (object.object === "invoice") invoiceFallsDue(world, object as Stripe.Invoice);
  else if (object.object === "subscription") subscriptionFallsDue(world, object as Stripe.Subscription);
  else expireSession(world, object as Stripe.Checkout.Session);
}

function invoiceFallsDue(world: World, invoice: Stripe.Invoice): void {
  if (invoice.status === "draft") collect(world, invoice, { charge: true });
  else payInvoice(world, invoice, { by: "schedule" });
}

function subscriptionFallsDue(world: World, subscription: Stripe.Subscription): void {
  const now = nowAt(world, subscription.test_clock as string | null);
  const notes = world.notes.get(subscription.id) ?? { trialEndAnnounced: false, upcomingSentFor: 0 };
  world.notes.set(subscription.id, notes);
  const has = (at: number | null) => at !== null && at <= now;
  if (subscription.status === "incomplete" && has(subscription.created + PAYMENT_WINDOW)) expireIncomplete(world, subscription);
  else if (has(upcomingDue(world, subscription))) {
    notes.upcomingSentFor = currentPeriod(subscription).end;
    const { id: _, ...upcoming } = upcomingInvoice(world, subscription);
    emit(world, "invoice.upcoming", upcoming as Stripe.Invoice);
  } else if (has(announcementDue(world, subscription))) {
    notes.trialEndAnnounced = true;
    emit(world, "customer.subscription.trial_will_end", subscription);
  } else if (subscription.status === "paused" && has(resumptionExpiry(world, subscription))) expireResumption(world, subscription);
  else if (has(subscription.pending_update?.expires_at ?? null)) expirePendingUpdate(world, subscription);
  else if (has(subscription.cancel_at)) endSubscription(world, subscription, "cancellation_requested");
  else if (subscription.status !== "paused" && has(currentPeriod(subscription).end)) renew(world, subscription);
}

/** docs.stripe.com/api/checkout/sessions/expire; without being asked, at `expires_at`. */
export function expireSession(world: World, session: Stripe.Checkout.Session): void {
  session.status = "expired";
  session.url = null;
  emit(world, "checkout.session.expired", session);
}

/** A test clock is `advancing` in the answer to the call that moves it, and `ready` as soon as that answer is out. */
export function advanceClock(world: World, clock: Stripe.TestHelpers.TestClock, to: number): void {
  change(world, "test_helpers.test_clock.advancing", clock, () => {
    clock.status = "advancing";
    clock.status_details = { advancing: { target_frozen_time: to } };
  });
  setImmediate(() => finishAdvancing(world, clock, to));
}

function finishAdvancing(world: World, clock: Stripe.TestHelpers.TestClock, to: number): void {
  if (world.testClocks.get(clock.id) !== clock) return;
  const request = world.request;
  world.request = { id: null, idempotency_key: null };
  playUntil(world, clock.id, to, (at) => (clock.frozen_time = at));
  clock.frozen_time = to;
  change(world, "test_helpers.test_clock.ready", clock, () => {
    clock.status = "ready";
    clock.status_details = {};
  });
  world.request = request;
}
