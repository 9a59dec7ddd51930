import { describe, expect, it } from "vitest";
import { demandsFor, type RegionQuestion, regionRules, rulesFor } from "./region-rules.ts";

const NOW = Date.UTC(2026, 10, 23);
const question = (over: Partial<RegionQuestion> = {}): RegionQuestion => ({
  region: null,
  customerType: "b2c",
  markets: [],
  customerTypes: [],
  at: NOW,
  ...over,
});
const demands = (over: Partial<RegionQuestion>) => demandsFor(question(over));
const nothing = { noOffer: false, cancelActsAtOnce: false, confirmFirst: false, statute: null, withdrawal: false };

describe("region rules", () => {
  it("are each named once, with a source; only those in force demand anything", () => {
    expect(new Set(regionRules.map(({ id }) => id)).size).toBe(regionRules.length);
    for (const rule of regionRules) {
      expect(rule.sources.length, rule.id).toBeGreaterThan(0);
      expect(rule.says, rule.id).toMatch(/\.$/);
      if (rule.status !== "in force") expect(rule.demands, rule.id).toEqual({});
    }
  });

  it.each([
    ["US-MN", { ...nothing, noOffer: true }],
    ["US-CA", { ...nothing, cancelActsAtOnce: true }],
    ["US-TX", nothing],
    ["GB", nothing],
    ["CH", nothing],
    ["DE", { noOffer: true, cancelActsAtOnce: false, confirmFirst: true, statute: "de", withdrawal: true }],
    ["FR", { ...nothing, statute: "fr", withdrawal: true }],
    ["IT", { ...nothing, withdrawal: true }],
  ] as const)("demand of a consumer in %s what its law does", (region, expected) => {
    expect(demands({ region })).toEqual(expected);
    // California's law does not ask who the customer is.
    expect(demands({ region, customerType: "b2b" })).toEqual(region === "US-CA" ? expected : nothing);
  });

  it("take what is not known at its strictest", () => {
    // Which state is not said, so it may be every one.
    expect(demands({ region: "US" })).toEqual({ ...nothing, noOffer: true, cancelActsAtOnce: true });
    // Nothing is said and nothing declared: all there is, but no statute's words, which belong to one country.
    expect(demands({})).toEqual({ noOffer: true, cancelActsAtOnce: true, confirmFirst: true, statute: null, withdrawal: true });
    expect(demands({ markets: ["US-CA", "GB"] })).toEqual({ ...nothing, cancelActsAtOnce: true });
    expect(demands({ markets: ["DE"] })).toMatchObject({ confirmFirst: true, statute: "de" });
    expect(demands({ markets: ["FR", "DE"] })).toMatchObject({ confirmFirst: true, statute: "de" });
    expect(demands({ markets: ["FR", "IT"] })).toMatchObject({ confirmFirst: false, statute: null });
    // A customer whose kind is not said is a consumer where the owner sells to any.
    expect(demands({ region: "US-MN", customerType: null, customerTypes: ["b2b"] })).toEqual(nothing);
    expect(demands({ region: "US-MN", customerType: null, customerTypes: ["b2b", "b2c"] }).noOffer).toBe(true);
    expect(demands({ region: "US-MN", customerType: null }).noOffer).toBe(true);
  });

  it("hold what the link says above what the owner declared", () => {
    expect(demands({ region: "US-TX", markets: ["US-MN", "DE"] })).toEqual(nothing);
  });

  it("begin on their day", () => {
    const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
    expect(demands({ region: "IT", at: at("2026-06-18") }).withdrawal).toBe(false);
    expect(demands({ region: "IT", at: at("2026-06-19") }).withdrawal).toBe(true);
    expect(demands({ region: "US-CA", at: at("2025-06-30") }).cancelActsAtOnce).toBe(false);
    expect(demands({ region: "US-MN", at: at("2024-12-31") }).noOffer).toBe(false);
  });

  it("never speak of what is vacated or not yet in force", () => {
    const ids = rulesFor(question()).map(({ id }) => id);
    expect(ids).not.toContain("us-ftc-2024");
    expect(ids).not.toContain("uk-dmcc");
  });
});
