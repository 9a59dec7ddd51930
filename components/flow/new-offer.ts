import type { Offer } from "#lib/features/flows/model/flow-config.ts";

const conditions: Offer["conditions"] = { plans: [], mrrFrom: null, mrrTo: null, tenureDaysFrom: null, tenureDaysTo: null, regions: [] };

/** A first draft of an offer, with an id that no other has. */
export function newOffer(type: Offer["type"], offers: readonly Offer[]): Offer {
  const taken = new Set(offers.map(({ id }) => id));
  let number = 1;
  while (taken.has(`${type}_${number}`)) number++;
  const common = { id: `${type}_${number}`, enabled: true, labels: {}, termsByLocale: {}, reasons: [], conditions, cooldownDays: 90 };
  if (type === "pause") {
    const terms = "Nothing is charged during the pause. Afterwards your subscription goes on by itself; you can cancel at any time.";
    return { ...common, type, label: "Take a break", terms, months: 2 };
  }
  const terms = "The discount begins with your next invoice and ends by itself. You can still cancel at any time.";
  return { ...common, type, label: "A lower price", terms, value: { kind: "percent", percent: 20 }, months: 3 };
}
