import { chooseOffer, type OfferQuestion, type Unfit, unfitOf } from "../../flows/model/choose-offer.ts";
import type { FlowConfig, Offer } from "../../flows/model/flow-config.ts";
import type { PreviewScreen } from "../../flows/model/flow-preview.ts";
import type { MadeUpCustomer } from "../../flows/model/made-up-customer.ts";
import { demandsFor } from "../../flows/model/region-rules.ts";
import { type Action, actions, decide, isWithdrawable, type Place, RETURN_DAYS, type Standing } from "./journey.ts";

/** A customer who does not exist on the way through a draft: by the rules of the real way, so that the preview shows what will be. */

interface Looked {
  config: FlowConfig;
  customer: MadeUpCustomer;
  /** Ms since 1970. */
  at: number;
}

export const placeOfScreen: Readonly<Record<PreviewScreen, Place>> = {
  reason: "reason",
  offer: "offer",
  confirm: "confirm",
  withdraw: "withdraw",
  cancelled: "receipt",
  kept: "receipt",
  offer_accepted: "receipt",
  withdrawn: "receipt",
  expired: "receipt",
};

/** What a page depends on; `shownOffer` is the one that would be shown. */
export function standingOn(screen: PreviewScreen, { config, customer, at }: Looked): Standing {
  const demands = demandsFor({ ...customer, markets: config.markets, customerTypes: config.customerTypes, at });
  const isReturn = customer.shownDaysAgo !== null && customer.shownDaysAgo <= RETURN_DAYS;
  const standing = { demands, isReturn, canWithdraw: isWithdrawable(config, demands, customer.tenureDays) };
  const isCompleted = placeOfScreen[screen] === "receipt";
  const isChurned = screen === "cancelled" || screen === "withdrawn";
  return { ...standing, isCompleted, isChurned, shownOffer: isReturn ? null : chooseOffer(config, demands, questionOf(config, customer)) };
}

/** Why an offer is not shown; "returned": who was here lately is asked nothing. Null: it fits. */
export function unfitFor(offer: Offer, { demands, isReturn }: Standing, { config, customer }: Looked): Unfit | "returned" | null {
  const unfit = unfitOf(offer, demands, questionOf(config, customer));
  // What holds for everybody is said first.
  return isReturn && unfit !== "off" && unfit !== "law" ? "returned" : unfit;
}

function questionOf({ offers }: FlowConfig, customer: MadeUpCustomer): OfferQuestion {
  const { shownDaysAgo: daysAgo } = customer;
  return { ...customer, shown: daysAgo === null ? [] : offers.map(({ id: offerId }) => ({ offerId, daysAgo })) };
}

const receipts = { confirmed: "cancelled", withdrawn: "withdrawn", kept: "kept", offer_accepted: "offer_accepted" } as const;

/** The page that a control of a page leads to; null: away, or nowhere. */
export function pressedScreen(control: string, screen: PreviewScreen, looked: Looked): PreviewScreen | null {
  const action: Action | undefined = actions.find((name) => name === control);
  if (action === undefined) return null;
  const place = placeOfScreen[screen];
  const standing = standingOn(screen, looked);
  // On the first page no offer was shown yet.
  const decision = decide(place, action, place === "reason" ? { ...standing, shownOffer: null } : standing, standing.shownOffer);
  if (decision.kind === "finish") return receipts[decision.how];
  if (decision.kind === "survey") return screen;
  return decision.kind === "go" && decision.to !== "receipt" ? decision.to : null;
}
