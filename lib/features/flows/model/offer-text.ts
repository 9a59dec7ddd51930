import type { Offer } from "./flow-config.ts";

/** An offer in words, for those who edit it. Customers read the sentences of lib/hosted. */

/** What it gives: "20 % off for 3 months". */
export function benefitText(offer: Offer): string {
  if (offer.type === "pause") return `a pause of ${months(offer.months)}`;
  const { value } = offer;
  const much = value.kind === "percent" ? `${value.percent} % off` : `${value.amount} ${value.currency} off`;
  return offer.months === null ? `${much} for good` : `${much} for ${months(offer.months)}`;
}

/** Whom it is for, beyond the reason: "plan Pro; MRR from 10 to 50"; "": everybody. */
export function conditionsText({ plans, mrrFrom, mrrTo, tenureDaysFrom, tenureDaysTo, regions }: Offer["conditions"]): string {
  return [
    plans.length > 0 && `plan ${plans.join(" or ")}`,
    rangeText("MRR", mrrFrom, mrrTo),
    rangeText("days as a customer", tenureDaysFrom, tenureDaysTo),
    regions.length > 0 && `in ${regions.join(", ")}`,
  ]
    .filter(Boolean)
    .join("; ");
}

function rangeText(name: string, from: number | null, to: number | null): string {
  if (from !== null && to !== null) return `${name} from ${from} to ${to}`;
  if (from !== null) return `${name} from ${from}`;
  return to === null ? "" : `${name} up to ${to}`;
}

function months(count: number): string {
  return count === 1 ? "1 month" : `${count} months`;
}
