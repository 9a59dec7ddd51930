import { describe, expect, it } from "vitest";
import { decisive, type SubscriptionStatus } from "./subscription.ts";

const subscription = (status: SubscriptionStatus, created: number, plan: "core" | null = "core") => ({ status, created, plan });

describe("the subscription that counts", () => {
  it("has the best status, of several the latest", () => {
    const all = [subscription("canceled", 9), subscription("past_due", 8), subscription("active", 1), subscription("active", 2)];
    expect(decisive(all)).toEqual(subscription("active", 2));
    expect(decisive([])).toBeNull();
  });

  it("is the one that ended, not a later one that was never paid: otherwise what is known would hang on when Stripe was asked", () => {
    expect(decisive([subscription("incomplete", 2), subscription("canceled", 1)])).toEqual(subscription("canceled", 1));
  });

  it("is one of ours before one of another product", () => {
    expect(decisive([subscription("active", 2, null), subscription("canceled", 1)])).toEqual(subscription("canceled", 1));
  });
});
