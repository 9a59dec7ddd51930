import { describe, expect, it } from "vitest";
import { discountOffer, flowConfig, pauseOffer } from "#lib/testing/flows.ts";
import { wordsOfPath } from "./path-words.ts";

const config = flowConfig({ offers: [discountOffer, pauseOffer] });

describe("wordsOfPath", () => {
  it.each([
    ["offers.0.conditions.mrrTo", "Offer “Stay for less”, MRR to"],
    ["offers.0.value.percent", "Offer “Stay for less”, percent off"],
    ["offers.1.months", "Offer “Take a break”, months"],
    ["offers.1.labels.de", "Offer “Take a break”, label in Deutsch"],
    ["offers.1.conditions.regions.3", "Offer “Take a break”, regions"],
    ["offers", "Offers"],
    ["branding.supportUrl", "Support link"],
    ["copy.fr.loss", "What ends, Français"],
    ["linkLifeMinutes", "Life of an unopened link"],
    ["markets.2", "Markets"],
  ])("says where %s stands", (path, words) => {
    expect(wordsOfPath(path, config)).toBe(words);
  });

  it("names an offer without a label by its place, and what it does not know as it is", () => {
    const unnamed = { ...config, offers: config.offers.map((offer) => ({ ...offer, label: " " })) };
    expect(wordsOfPath("offers.1.label", unnamed)).toBe("Offer 2, label");
    expect(wordsOfPath("offers.7.label", config)).toBe("Offer 8, label");
    expect(wordsOfPath("somewhere.else", config)).toBe("somewhere.else");
  });
});
