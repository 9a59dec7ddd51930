import { describe, expect, it } from "vitest";
import { discountOffer, flowConfig } from "#lib/testing/flows.ts";
import { benefitText, conditionsText } from "./offer-text.ts";

const offer = (given: object) => flowConfig({ offers: [{ ...discountOffer, ...given }] }).offers[0] as ReturnType<typeof flowConfig>["offers"][number];

describe("benefitText", () => {
  it.each([
    [{ value: { kind: "percent", percent: 20 }, months: 1 }, "20% off for 1 month"],
    [{ value: { kind: "amount", amount: 10.5, currency: "EUR" }, months: null }, "10.50 EUR off for good"],
    [{ value: { kind: "amount", amount: 1_000_000, currency: "USD" }, months: 3 }, "1,000,000 USD off for 3 months"],
  ])("says %j as people write it", (given, words) => {
    expect(benefitText(offer(given))).toBe(words);
  });
});

describe("conditionsText", () => {
  it.each([
    [{}, ""],
    [{ plans: ["pro", "team"], mrrFrom: 10, mrrTo: 5_000 }, "plan pro or team; MRR 10 to 5,000"],
    [{ tenureDaysFrom: 730 }, "a customer for 730 days or more"],
    [{ tenureDaysTo: 1, regions: ["US-CA"] }, "a customer for up to 1 day; in US-CA"],
    [{ mrrTo: 0.125 }, "MRR up to 0.125"],
  ])("says %j in words", (conditions, words) => {
    expect(conditionsText(offer({ conditions }).conditions)).toBe(words);
  });
});
