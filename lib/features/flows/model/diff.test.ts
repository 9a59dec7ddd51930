import { describe, expect, it } from "vitest";
import { diffFlows } from "#lib/features/flows/model/diff.ts";
import { discountOffer, flowConfig, pauseOffer } from "#lib/testing/flows.ts";

describe("diffFlows", () => {
  it("finds nothing between two that are the same", () => {
    const config = flowConfig({ offers: [discountOffer, pauseOffer], copy: { de: { loss: "Alles." } } });
    expect(diffFlows(config, structuredClone(config))).toEqual([]);
    expect(diffFlows(flowConfig({ markets: ["GB", "US"] }), flowConfig({ markets: ["US", "GB"] }))).toEqual([]);
  });

  it("says in words what changed in an offer, however it is called now", () => {
    const before = flowConfig({ offers: [discountOffer] });
    const after = flowConfig({
      offers: [
        {
          ...discountOffer,
          label: "A better price",
          value: { kind: "amount", amount: 5, currency: "EUR" },
          months: null,
          conditions: { plans: ["Pro"], mrrFrom: 10 },
        },
      ],
    });
    expect(diffFlows(before, after)).toEqual([
      { where: "Offer “A better price”, label", before: "Stay for less", after: "A better price" },
      { where: "Offer “A better price”, gives", before: "20% off for 3 months", after: "5 EUR off for good" },
      { where: "Offer “A better price”, for customers", before: "all", after: "plan Pro; MRR 10 or more" },
    ]);
  });

  it("tells offers that came, went and moved, and two of one name apart", () => {
    const both = flowConfig({ offers: [discountOffer, pauseOffer] });
    expect(diffFlows(both, flowConfig({ offers: [pauseOffer, discountOffer] }))).toEqual([
      { where: "Order of the offers", before: "1. “Stay for less”\n2. “Take a break”", after: "1. “Take a break”\n2. “Stay for less”" },
    ]);
    expect(diffFlows(flowConfig({ offers: [discountOffer] }), both)).toEqual([
      {
        where: "Offer “Take a break”",
        before: null,
        after: "on; a pause of 2 months; for reasons any, and none; shown again after 90 days; “Nothing is charged during the pause.”",
      },
    ]);
    expect(diffFlows(flowConfig({ offers: [discountOffer] }), flowConfig())).toEqual([
      { where: "Offer “Stay for less”", before: expect.stringContaining("20% off"), after: null },
    ]);
    const twins = flowConfig({ offers: [discountOffer, { ...pauseOffer, label: discountOffer.label }] });
    expect(diffFlows(flowConfig(), twins).map(({ where }) => where)).toEqual(["Offer “Stay for less” (stay)", "Offer “Stay for less” (pause)"]);
  });

  it("covers every field of the configuration", () => {
    const before = flowConfig();
    const changes = {
      branding: { productName: "Acme", accent: "#112233", logoId: "a".repeat(40), supportUrl: "https://acme.example" },
      copy: { en: { reasonIntro: "a", loss: "b", staysPossible: "c", receiptNote: "d" } },
      languages: ["en" as const],
      markets: ["FR"],
      customerTypes: ["b2b" as const],
      withdrawalRight: true,
      linkLifeMinutes: 60,
      result: { carriedIn: "query" as const, algorithm: "EdDSA" as const },
    };
    expect(diffFlows(before, flowConfig(changes))).toHaveLength(15);
  });
});
