import { describe, expect, it } from "vitest";
import { discountOffer, flowConfig } from "#lib/testing/flows.ts";
import { type MadeUpCustomer, madeUpCustomer } from "../../flows/model/made-up-customer.ts";
import { pressedScreen, standingOn, unfitFor } from "./made-up-standing.ts";

const config = flowConfig({ markets: ["GB", "US", "DE"], withdrawalRight: true, offers: [{ ...discountOffer, reasons: ["too_expensive"], cooldownDays: 30 }] });
const at = Date.parse("2026-11-23");
const looked = (given: Partial<MadeUpCustomer> = {}) => ({
  config,
  at,
  customer: madeUpCustomer.parse({ region: "GB", customerType: "b2b", reasonKey: "too_expensive", ...given }),
});
const offer = config.offers[0] as (typeof config.offers)[number];

describe("pressedScreen", () => {
  it("leads from page to page as a session does", () => {
    expect(pressedScreen("continue", "reason", looked())).toBe("offer");
    expect(pressedScreen("continue", "reason", looked({ reasonKey: "other" }))).toBe("confirm");
    expect(pressedScreen("cancel", "reason", looked())).toBe("confirm");
    expect(pressedScreen("cancel", "offer", looked())).toBe("confirm");
    expect(pressedScreen("accept", "offer", looked())).toBe("offer_accepted");
    expect(pressedScreen("keep", "offer", looked())).toBe("kept");
    expect(pressedScreen("confirm", "confirm", looked())).toBe("cancelled");
    for (const away of ["leave", "return", "nothing"]) expect(pressedScreen(away, "confirm", looked())).toBeNull();
  });

  it("cancels at once beside an offer in California, where the law demands it, and where it may", () => {
    expect(pressedScreen("cancel", "offer", looked({ region: "US-CA" }))).toBe("cancelled");
    expect(pressedScreen("cancel", "offer", looked({ region: "US-NY" }))).toBe("confirm");
    expect(pressedScreen("cancel", "offer", looked({ region: "US" }))).toBe("cancelled");
    expect(pressedScreen("cancel", "reason", looked({ region: "US-CA" }))).toBe("confirm");
  });

  it("shows no offer where none is allowed, asks for the reason on Germany's receipt, and withdraws while that can be", () => {
    const german = looked({ region: "DE", customerType: "b2c", tenureDays: 3 });
    expect(pressedScreen("continue", "reason", looked({ region: "US-MN", customerType: "b2c" }))).toBe("confirm");
    expect(pressedScreen("survey", "cancelled", german)).toBe("cancelled");
    expect(pressedScreen("withdraw", "confirm", german)).toBe("withdraw");
    expect(pressedScreen("confirm_withdrawal", "withdraw", german)).toBe("withdrawn");
    expect(pressedScreen("withdraw", "confirm", { ...german, customer: { ...german.customer, tenureDays: 15 } })).toBeNull();
  });
});

describe("a customer who saw the offers before", () => {
  const seen = (shownDaysAgo: number | null, given: Partial<MadeUpCustomer> = {}) => {
    const asked = looked({ shownDaysAgo, ...given });
    const standing = standingOn("offer", asked);
    return [standing.isReturn, standing.shownOffer?.id ?? null, unfitFor(offer, standing, asked)];
  };

  it("is not asked again within 14 days, and not shown an offer again within its cooldown", () => {
    expect(seen(null)).toEqual([false, "stay", null]);
    expect(seen(3)).toEqual([true, null, "returned"]);
    expect(seen(15)).toEqual([false, null, "cooldown"]);
    expect(seen(30)).toEqual([false, "stay", null]);
  });

  it("is told of the law first", () => {
    expect(seen(3, { region: "US-MN", customerType: "b2c" })).toEqual([true, null, "law"]);
  });
});
