import type { FlowConfig, Offer } from "./flow-config.ts";
import type { Demands } from "./region-rules.ts";

/** What is known of a customer when an offer is chosen. */
export interface OfferQuestion {
  /** Null: skipped. */
  reasonKey: string | null;
  plan: string | null;
  mrr: number | null;
  tenureDays: number | null;
  /** ISO 3166. */
  region: string | null;
  /** Offers that this customer was shown before, with the days since. */
  shown: readonly { offerId: string; daysAgo: number }[];
}

/** Why an offer is not shown; null: it fits. */
export type Unfit = "off" | "law" | "reason" | "plan" | "mrr" | "tenure" | "region" | "cooldown";

/** Whether an offer fits, and what first speaks against it. What a condition asks and nobody knows does not fit. */
export function unfitOf(offer: Offer, demands: Demands, question: OfferQuestion): Unfit | null {
  const { conditions } = offer;
  if (!offer.enabled) return "off";
  if (demands.noOffer) return "law";
  if (offer.reasons.length > 0 && (question.reasonKey === null || !offer.reasons.includes(question.reasonKey))) return "reason";
  if (conditions.plans.length > 0 && (question.plan === null || !conditions.plans.includes(question.plan))) return "plan";
  if (!isWithin(question.mrr, conditions.mrrFrom, conditions.mrrTo)) return "mrr";
  if (!isWithin(question.tenureDays, conditions.tenureDaysFrom, conditions.tenureDaysTo)) return "tenure";
  const { region } = question;
  if (conditions.regions.length > 0 && (region === null || !conditions.regions.some((place) => region === place || region.startsWith(`${place}-`))))
    return "region";
  if (question.shown.some(({ offerId, daysAgo }) => offerId === offer.id && daysAgo < offer.cooldownDays)) return "cooldown";
  return null;
}

function isWithin(value: number | null, from: number | null, to: number | null): boolean {
  if (from === null && to === null) return true;
  return value !== null && (from === null || value >= from) && (to === null || value <= to);
}

/** The one offer to show: the first of the owner's order that fits; null: none. */
export function chooseOffer(config: FlowConfig, demands: Demands, question: OfferQuestion): Offer | null {
  return config.offers.find((offer) => unfitOf(offer, demands, question) === null) ?? null;
}
