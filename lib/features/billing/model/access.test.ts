import { describe, expect, it } from "vitest";
import { DAY_MS } from "#lib/core/clock.ts";
import type { Access, Plan } from "#lib/core/context.ts";
import { GRACE_DAYS, graceEnd, standingAt, TRIAL_DAYS, trialEnd } from "./access.ts";
import { decisive, isLive, type Subscription, type SubscriptionStatus, subscriptionStatuses } from "./subscription.ts";

const NOW = Date.parse("2026-11-23T10:00:00Z");
const LATER = NOW + 5 * DAY_MS;

function subscription(change: Partial<Subscription> = {}): Subscription {
  return {
    id: "sub_1",
    status: "active",
    priceId: "price_1",
    plan: "core",
    interval: "month",
    currentPeriodStart: NOW - 10 * DAY_MS,
    currentPeriodEnd: NOW + 20 * DAY_MS,
    trialEnd: null,
    cancelAt: null,
    unpaid: null,
    ...change,
  };
}

describe("plan and access by Stripe's status", () => {
  // Without a trial, during one, and after it.
  const table: Record<SubscriptionStatus, [alone: Access, inTrial: Access, planInTrial: Plan]> = {
    active: ["active", "active", "core"],
    trialing: ["trialing", "trialing", "core"],
    past_due: ["past_due", "past_due", "core"],
    unpaid: ["past_due", "past_due", "core"],
    paused: ["read_only", "trialing", "advanced"],
    canceled: ["read_only", "trialing", "advanced"],
    incomplete: ["read_only", "trialing", "advanced"],
    incomplete_expired: ["read_only", "trialing", "advanced"],
  };

  it.each(subscriptionStatuses)("%s", (status) => {
    const unpaid = { invoiceId: "in_1", since: NOW - DAY_MS };
    const one = subscription({ status, unpaid: status === "past_due" || status === "unpaid" ? unpaid : null });
    const [alone, inTrial, planInTrial] = table[status];
    const never = status.startsWith("incomplete");
    const given = standingAt({ trialEndsAt: null, subscription: one, wasPaid: false, plan: "core" }, NOW);
    if (never) expect(given, "nothing was given, so nothing is taken").toBeNull();
    else expect(given).toMatchObject({ plan: "core", access: alone });
    expect(standingAt({ trialEndsAt: null, subscription: one, wasPaid: true, plan: "core" }, NOW)).toMatchObject({ plan: "core", access: alone });
    expect(standingAt({ trialEndsAt: NOW - 1, subscription: one, wasPaid: false, plan: "core" }, NOW)).toMatchObject({ plan: "core", access: alone });
    expect(standingAt({ trialEndsAt: LATER, subscription: one, wasPaid: false, plan: "core" }, NOW)).toMatchObject({ plan: planInTrial, access: inTrial });
  });

  it.each(subscriptionStatuses)("%s of a price that is none of ours gives nothing", (status) => {
    const facts = { subscription: subscription({ status, plan: null }), wasPaid: false, plan: "advanced" } as const;
    expect(standingAt({ ...facts, trialEndsAt: null }, NOW)).toBeNull();
    expect(standingAt({ ...facts, trialEndsAt: NOW }, NOW)).toEqual({ plan: "advanced", access: "read_only", until: null });
  });

  it("is the trial, or its end, where nobody subscribed", () => {
    expect(standingAt({ trialEndsAt: LATER, subscription: null, wasPaid: false, plan: "core" }, NOW)).toEqual({
      plan: "advanced",
      access: "trialing",
      until: LATER,
    });
    expect(standingAt({ trialEndsAt: NOW, subscription: null, wasPaid: false, plan: "advanced" }, NOW)).toEqual({
      plan: "advanced",
      access: "read_only",
      until: null,
    });
  });
});

it("takes nothing from a workspace that was given what it has, until it pays", () => {
  expect(standingAt({ trialEndsAt: null, subscription: null, wasPaid: false, plan: "advanced" }, NOW)).toBeNull();
  expect(standingAt({ trialEndsAt: null, subscription: null, wasPaid: true, plan: "advanced" }, NOW)).toMatchObject({ access: "read_only" });
});

describe("what the clock decides", () => {
  it.each([
    ["a trial", { trialEndsAt: LATER, subscription: null }],
    ["a period that is not renewed", { trialEndsAt: null, subscription: subscription({ cancelAt: LATER }) }],
    ["a trial of Stripe's that is not continued", { trialEndsAt: null, subscription: subscription({ status: "trialing", cancelAt: LATER }) }],
    ["the days of grace", { trialEndsAt: null, subscription: subscription({ status: "past_due", unpaid: { invoiceId: "in_1", since: LATER - 7 * DAY_MS } }) }],
  ] as const)("ends %s at its very millisecond", (_, facts) => {
    const before = standingAt({ ...facts, wasPaid: false, plan: "core" }, LATER - 1);
    expect(before?.access).not.toBe("read_only");
    expect(before?.until).toBe(LATER);
    const after = standingAt({ ...facts, wasPaid: false, plan: "core" }, LATER);
    expect(after?.access).toBe("read_only");
    expect(after?.until).toBeNull();
  });

  it("counts grace from the oldest unpaid invoice, else from the period's begin, however long Stripe tries", () => {
    const without = subscription({ status: "unpaid" });
    expect(standingAt({ trialEndsAt: null, subscription: without, wasPaid: false, plan: "core" }, NOW)?.access).toBe("read_only");
    expect(standingAt({ trialEndsAt: null, subscription: { ...without, currentPeriodStart: NOW - 6 * DAY_MS }, wasPaid: false, plan: "core" }, NOW)).toEqual({
      plan: "core",
      access: "past_due",
      until: NOW + DAY_MS,
    });
  });

  it.each([
    ["Europe/Berlin", "2026-10-20T12:00:00+02:00"],
    ["America/New_York", "2026-10-25T12:00:00-04:00"],
    ["Australia/Lord_Howe", "2026-09-25T12:00:00+10:30"],
  ])("takes days of 24 hours, also where clocks in %s are changed meanwhile", (timeZone, from) => {
    const begin = Date.parse(from);
    const hour = (at: number) => new Intl.DateTimeFormat("en", { hour: "numeric", minute: "numeric", timeZone }).format(at);
    expect(trialEnd(begin) - begin).toBe(TRIAL_DAYS * 24 * 3_600_000);
    expect(graceEnd(begin) - begin).toBe(GRACE_DAYS * 24 * 3_600_000);
    expect(hour(trialEnd(begin))).not.toBe(hour(begin));
  });
});

describe("several subscriptions", () => {
  const of = (status: SubscriptionStatus, created: number, plan: Plan | null = "core") => ({ status, created, plan });

  it("counts the best, then the latest, and those of other products last", () => {
    expect(decisive([])).toBeNull();
    expect(decisive([of("canceled", 9), of("past_due", 1), of("active", 2)])).toEqual(of("active", 2));
    expect(decisive([of("active", 1), of("active", 2, "advanced")])).toEqual(of("active", 2, "advanced"));
    expect(decisive([of("active", 3, null), of("canceled", 1)])).toEqual(of("canceled", 1));
  });

  it("knows which of them cost money", () => {
    expect(subscriptionStatuses.filter((status) => isLive({ status }))).toEqual(["trialing", "active", "past_due", "unpaid", "paused"]);
  });
});
