import { describe, expect, it } from "vitest";
import { chooseOffer, type OfferQuestion, unfitOf } from "./choose-offer.ts";
import { DEFAULT_FLOW, type FlowConfigInput, flowConfigSchema, type Offer, offerSchema } from "./flow-config.ts";
import type { Demands } from "./region-rules.ts";

const free: Demands = { noOffer: false, cancelActsAtOnce: false, confirmFirst: false, statute: null, withdrawal: false };
const asked: OfferQuestion = { reasonKey: "price", plan: "pro", mrr: 50, tenureDays: 100, region: "US-CA", shown: [] };
type Given = Partial<NonNullable<FlowConfigInput["offers"]>[number]>;
const offer = (over: Given = {}): Offer => offerSchema.parse({ id: "a", type: "pause", months: 2, label: "Pause", terms: "…", ...over });
const why = (over: Given, question: Partial<OfferQuestion> = {}) => unfitOf(offer(over), free, { ...asked, ...question });

describe("whether an offer fits", () => {
  it("does without conditions, for a skipped reason too", () => {
    expect(why({})).toBeNull();
    expect(why({}, { reasonKey: null, plan: null, mrr: null, tenureDays: null, region: null })).toBeNull();
  });

  it("says what speaks against it", () => {
    expect(why({ enabled: false })).toBe("off");
    expect(unfitOf(offer(), { ...free, noOffer: true }, asked)).toBe("law");
    expect(why({ reasons: ["bugs"] })).toBe("reason");
    expect(why({ conditions: { plans: ["basic"] } })).toBe("plan");
    expect(why({ conditions: { mrrFrom: 51 } })).toBe("mrr");
    expect(why({ conditions: { mrrTo: 49.99 } })).toBe("mrr");
    expect(why({ conditions: { tenureDaysFrom: 101 } })).toBe("tenure");
    expect(why({ conditions: { regions: ["DE"] } })).toBe("region");
    expect(why({}, { shown: [{ offerId: "a", daysAgo: 89.9 }] })).toBe("cooldown");
  });

  it("takes both ends of a range in, a country with its subdivisions, and a cooldown as over on its day", () => {
    expect(
      why({ conditions: { mrrFrom: 50, mrrTo: 50, tenureDaysFrom: 100, tenureDaysTo: 100, regions: ["US"], plans: ["pro"] }, reasons: ["price"] }),
    ).toBeNull();
    expect(why({}, { shown: [{ offerId: "a", daysAgo: 90 }] })).toBeNull();
    expect(why({}, { shown: [{ offerId: "b", daysAgo: 0 }] })).toBeNull();
  });

  it("does not fit when a condition asks what nobody knows", () => {
    expect(why({ reasons: ["price"] }, { reasonKey: null })).toBe("reason");
    expect(why({ conditions: { plans: ["pro"] } }, { plan: null })).toBe("plan");
    expect(why({ conditions: { mrrFrom: 0 } }, { mrr: null })).toBe("mrr");
    expect(why({ conditions: { tenureDaysTo: 9 } }, { tenureDays: null })).toBe("tenure");
    expect(why({ conditions: { regions: ["US-CA"] } }, { region: "US" })).toBe("region");
  });

  it("is decided by the owner's order: the first that fits", () => {
    const config = flowConfigSchema.parse({
      offers: [
        { id: "off", type: "pause", months: 1, label: "x", terms: "x", enabled: false },
        { id: "first", type: "pause", months: 1, label: "x", terms: "x" },
        { id: "second", type: "pause", months: 1, label: "x", terms: "x" },
      ],
    });
    expect(chooseOffer(config, free, asked)?.id).toBe("first");
    expect(chooseOffer(config, { ...free, noOffer: true }, asked)).toBeNull();
    expect(chooseOffer(DEFAULT_FLOW, free, asked)).toBeNull();
  });
});
