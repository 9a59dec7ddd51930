import type { Unfit } from "#lib/features/flows/model/choose-offer.ts";
import type { PreviewScreen } from "#lib/features/flows/model/flow-preview.ts";

/** Why an offer is not shown to the made-up customer. */
export const unfitWords: Readonly<Record<Unfit | "returned", string>> = {
  off: "It is off.",
  law: "The law of this customer’s place allows no offer.",
  reason: "It is for other reasons.",
  plan: "It is for other plans, or this customer’s is not known.",
  mrr: "The MRR lies outside its range, or is not known.",
  tenure: "The customer is too new or too old for it, or nobody knows.",
  region: "It is for other regions, or this customer’s is not known.",
  cooldown: "This customer was shown it too lately: it comes again when the days set in it are over.",
  returned: "This customer was here within 14 days, and is not asked again.",
};

export const screenNames: Readonly<Record<PreviewScreen, string>> = {
  reason: "Reason",
  offer: "Offer",
  confirm: "Confirmation",
  withdraw: "Withdrawal",
  cancelled: "Receipt: cancelled",
  kept: "Receipt: kept",
  offer_accepted: "Receipt: offer accepted",
  withdrawn: "Receipt: withdrawn",
  expired: "Link that has expired",
};

const regions = new Intl.DisplayNames("en", { type: "region" });

const states: Readonly<Record<string, string>> = {
  "US-CA": "California",
  "US-CT": "Connecticut",
  "US-MA": "Massachusetts",
  "US-MN": "Minnesota",
  "US-NY": "New York",
};

/** A region's name; of a subdivision that we have no name for, the country's with its code. */
export function regionName(region: string): string {
  const named = states[region];
  if (named !== undefined) return named;
  const country = region.slice(0, 2);
  try {
    const name = regions.of(country) ?? country;
    return region === country ? name : `${name} (${region.slice(3)})`;
  } catch {
    return region;
  }
}

/** Subdivisions whose law differs, beside the countries. */
export const namedStates = Object.keys(states);

/** The page of Flow on which a field of the draft stands. */
export function pageOfPath(path: string): string {
  if (path.startsWith("offers")) return "";
  if (path.startsWith("branding")) return "/branding";
  return path.startsWith("copy") || path.startsWith("languages") ? "/copy" : "/rules";
}
