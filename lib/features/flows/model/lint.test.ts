import { describe, expect, it } from "vitest";
import { lintFlow } from "#lib/features/flows/model/lint.ts";
import type { LintFacts } from "#lib/features/flows/model/lint-finding.ts";
import { discountOffer, flowConfig, pauseOffer } from "#lib/testing/flows.ts";

const facts: LintFacts = {
  reasons: [
    { key: "too_expensive", label: "Too expensive", enabled: true, mergedInto: null },
    { key: "gone", label: "Gone", enabled: false, mergedInto: null },
    { key: "dear", label: "Dear", enabled: true, mergedInto: "too_expensive" },
  ],
  currency: "EUR",
  returnOrigins: 1,
  shownAccent: null,
  at: Date.parse("2026-11-23"),
};

type Given = Parameters<typeof flowConfig>[0];
const lint = (given: Given, more: Partial<LintFacts> = {}) => lintFlow(flowConfig({ languages: ["en"], ...given }), { ...facts, ...more });
const errors = (given: Given) => lint(given).filter(({ level }) => level === "error");
const warnings = (given: Given, more?: Partial<LintFacts>) => lint(given, more).filter(({ level }) => level === "warning");

describe("lintFlow", () => {
  it("has nothing to say of a plain flow", () => {
    expect(lint({ offers: [{ ...discountOffer, reasons: ["too_expensive"] }, pauseOffer] })).toEqual([]);
  });

  it("demands markets and customers", () => {
    expect(errors({ markets: [], customerTypes: [] }).map(({ path }) => path)).toEqual(["markets", "customerTypes"]);
  });

  it.each([["DE"], ["US-MN"], ["DE", "US-MN"]])("refuses an offer that nobody in %s %s could be shown, and cites the rule", (...markets) => {
    const [error, ...more] = errors({ markets, customerTypes: ["b2c"], offers: [discountOffer], withdrawalRight: true });
    expect(more).toEqual([]);
    expect(error).toMatchObject({ rule: markets[0] === "DE" ? "de-312k" : "us-mn-325g", where: "Offer “Stay for less”" });
  });

  it("only warns where somebody can be shown it", () => {
    const offers = [discountOffer];
    const said = (given: Given) => lint({ offers, withdrawalRight: true, ...given }).map(({ level, says }) => `${level}: ${says}`);
    expect(said({ markets: ["DE", "GB"], customerTypes: ["b2c"] })).toEqual(["warning: Consumers in DE are not shown it; others see it."]);
    expect(said({ markets: ["DE"] })).toEqual(["warning: Consumers in DE are not shown it; only businesses see it."]);
    expect(said({ markets: ["DE"], customerTypes: ["b2b"] })).toEqual([]);
    expect(said({ markets: ["DE", "GB"], customerTypes: ["b2c"], offers: [discountOffer, { ...pauseOffer, reasons: ["too_expensive"] }] })[0]).toBe(
      "warning: Consumers in DE are not shown any; others see them.",
    );
    // Some of the country is closed, not all of it.
    expect(warnings({ offers, markets: ["US"], customerTypes: ["b2c"] })).toMatchObject([{ path: "markets", rule: "us-mn-325g" }]);
  });

  it("refuses an offer for places where none may be shown, although the markets are open", () => {
    const offers = [{ ...discountOffer, conditions: { regions: ["US-MN"] } }];
    expect(errors({ markets: ["US"], customerTypes: ["b2c"], offers })).toMatchObject([{ rule: "us-mn-325g", path: "offers.0.conditions.regions" }]);
  });

  it("knows reasons that nobody can choose", () => {
    const of = (...reasons: string[]) => lint({ offers: [{ ...discountOffer, reasons }] });
    expect(of("gone", "dear", "none")).toMatchObject([{ level: "error", path: "offers.0.reasons" }]);
    expect(of("gone", "dear", "none")[0]?.says).toContain("“Gone” is disabled; “Dear” is merged into too_expensive; none does not exist");
    expect(of("gone", "too_expensive")).toMatchObject([{ level: "warning" }]);
  });

  it("leaves an offer that is off alone, but for its words", () => {
    const offer = { ...discountOffer, enabled: false, reasons: ["none"] };
    expect(lint({ offers: [offer] })).toEqual([]);
    expect(errors({ offers: [{ ...offer, terms: "Hurry!" }] })).toHaveLength(1);
  });

  it("tells of an offer that another one hides", () => {
    expect(warnings({ offers: [discountOffer, pauseOffer] })).toMatchObject([{ path: "offers.1", where: "Offer “Take a break”" }]);
    expect(warnings({ offers: [pauseOffer, { ...discountOffer, enabled: false }] })).toEqual([]);
  });

  it.each([
    ["Stay!", "an exclamation mark"],
    ["Only today: 20 % off", "hurry"],
    ["Are you sure? You will lose it", "leaving feel wrong"],
    ["Nur heute günstiger", "hurry"],
  ])("refuses the words %s", (label, why) => {
    expect(errors({ offers: [{ ...discountOffer, label }] })).toMatchObject([
      { path: "offers.0.label", says: expect.stringContaining(why), rule: "us-baseline" },
    ]);
  });

  it("reads each language, and English in all", () => {
    expect(
      errors({ copy: { de: { loss: "Das werden Sie bereuen." }, fr: { loss: "Hurry up" }, ja: { loss: "本日限りです" } } }).map(({ path }) => path),
    ).toEqual(["copy.de.loss", "copy.fr.loss", "copy.ja.loss"]);
    // Words that only hold such a phrase as letters.
    expect(errors({ copy: { en: { loss: "Your unhurrying assistant goes; the trial ends in March." } } })).toEqual([]);
  });

  it("counts what is not translated", () => {
    const given = {
      languages: ["en", "de", "fr"] as const,
      offers: [{ ...discountOffer, labels: { de: "Günstiger" }, termsByLocale: { de: "Drei Monate." } }],
    };
    expect(warnings({ ...given, languages: [...given.languages], copy: { en: { loss: "Your boards." } } }).map(({ says }) => says)).toEqual([
      "Customers read the default text in Français. Translate it, or switch these languages off.",
      "Your own words are missing in Deutsch, Français; customers read the product’s there.",
    ]);
  });

  it("warns of other currencies, faint accents, a missing return, and withdrawal", () => {
    expect(warnings({ offers: [{ ...discountOffer, value: { kind: "amount", amount: 5, currency: "USD" } }] })).toMatchObject([{ path: "offers.0.value" }]);
    expect(warnings({ branding: { accent: "#ffee00" } }, { shownAccent: { light: "#776f00", dark: "#ffee00" } })[0]?.says).toBe(
      "Text in #ffee00 would be too faint to read; pages show #776f00 on light instead.",
    );
    expect(warnings({}, { returnOrigins: 0 })).toMatchObject([{ path: "returnOrigins" }]);
    expect(warnings({ markets: ["FR", "GB"] })).toMatchObject([{ path: "withdrawalRight", rule: "eu-2023-2673" }]);
  });
});
