import { describe, expect, it } from "vitest";
import type { Access } from "#lib/core/context.ts";
import { billingState, mayChange, mayCheckOut } from "./billing-state.ts";
import type { BillingView } from "./billing-view.ts";
import { type SubscriptionStatus, subscriptionStatuses } from "./subscription.ts";

const later = "2026-12-01T00:00:00.000Z";
const nothing: BillingView = {
  plan: "advanced",
  access: "active",
  accessUntil: null,
  trialEndsAt: null,
  subscription: null,
  liveSubscriptions: 0,
  hasCustomer: false,
  isCustomerGone: false,
  prices: [],
  fromStripe: null,
  isTest: true,
};

function view(status: SubscriptionStatus | null, access: Access, more: { until?: string; cancelAt?: string; trialEndsAt?: string } = {}): BillingView {
  const subscription = status && {
    status,
    plan: "core" as const,
    interval: "month" as const,
    price: null,
    isEarlierPrice: false,
    currentPeriodEnd: later,
    trialEnd: null,
    cancelAt: more.cancelAt ?? null,
  };
  return { ...nothing, access, accessUntil: more.until ?? null, trialEndsAt: more.trialEndsAt ?? null, subscription };
}

describe("what the owner has to know, by status and access", () => {
  const trial = { until: later, trialEndsAt: later };
  it.each([
    [view(null, "trialing", trial), { kind: "trial", until: later }],
    [view("trialing", "trialing", { trialEndsAt: later }), { kind: "trial_chosen", until: later }],
    [view("active", "active"), { kind: "active", renewsAt: later }],
    [view("active", "active", { cancelAt: later, until: later }), { kind: "ends", until: later }],
    [view("trialing", "trialing", { cancelAt: later, until: later }), { kind: "ends", until: later }],
    [view("past_due", "past_due", { until: later }), { kind: "overdue", until: later }],
    [view("unpaid", "past_due", { until: later }), { kind: "overdue", until: later }],
    [view("past_due", "read_only"), { kind: "unpaid", until: null }],
    [view("unpaid", "read_only"), { kind: "unpaid", until: null }],
    [view("past_due", "trialing", trial), { kind: "unpaid", until: later }],
    [view("paused", "read_only"), { kind: "paused" }],
    [view("incomplete", "read_only", { trialEndsAt: later }), { kind: "incomplete", until: null }],
    [view("incomplete", "trialing", trial), { kind: "incomplete", until: later }],
    [view("incomplete_expired", "trialing", trial), { kind: "trial", until: later }],
    [view("incomplete_expired", "read_only", { trialEndsAt: later }), { kind: "trial_ended" }],
    [view("canceled", "read_only"), { kind: "ended" }],
    // Its period ran out a moment ago; Stripe has not told yet.
    [view("active", "read_only", { cancelAt: later }), { kind: "ended" }],
    [view("canceled", "trialing", trial), { kind: "trial", until: later }],
    [view(null, "read_only", { trialEndsAt: later }), { kind: "trial_ended" }],
    [view(null, "read_only"), { kind: "closed" }],
    [view(null, "active"), { kind: "given" }],
    [view(null, "past_due"), { kind: "overdue", until: null }],
  ] as const)("case %#", (given, expected) => {
    expect(billingState(given)).toEqual(expected);
  });

  it("has words for every status of Stripe's with every access", () => {
    for (const status of [null, ...subscriptionStatuses])
      for (const access of ["trialing", "active", "past_due", "read_only"] as const)
        expect(billingState(view(status, access)), `${status}, ${access}`).toBeDefined();
  });

  it("a subscription to something else is none", () => {
    const other = view("active", "read_only", { trialEndsAt: later });
    expect(billingState({ ...other, subscription: other.subscription && { ...other.subscription, plan: null } })).toEqual({ kind: "trial_ended" });
  });
});

describe("what can be done", () => {
  it("nobody buys beside a subscription that costs, and changes need one that is paid", () => {
    expect(mayCheckOut({ ...nothing, liveSubscriptions: 0 })).toBe(true);
    expect(mayCheckOut({ ...nothing, liveSubscriptions: 1 })).toBe(false);
    expect(mayChange(view("active", "active"))).toBe(true);
    expect(mayChange(view("trialing", "trialing"))).toBe(true);
    expect(mayChange(view("past_due", "past_due"))).toBe(false);
    expect(mayChange(nothing)).toBe(false);
  });
});
