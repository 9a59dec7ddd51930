import type { Offer } from "./flow-config.ts";

/** An offer in words, for those who edit it. Customers read the sentences of lib/hosted. */

/** What it gives: "20% off for 3 months". */
export function benefitText(offer: Offer): string {
  if (offer.type === "pause") return `a pause of ${months(offer.months)}`;
  const { value } = offer;
  const much = value.kind === "percent" ? `${value.percent}% off` : `${amountText(value.amount)} ${value.currency} off`;
  return offer.months === null ? `${much} for good` : `${much} for ${months(offer.months)}`;
}

/** Whom it is for, beyond the reason: "plan Pro; MRR 10 to 50; a customer for 30 days or more"; "": everybody. */
export function conditionsText({ plans, mrrFrom, mrrTo, tenureDaysFrom, tenureDaysTo, regions }: Offer["conditions"]): string {
  return [
    plans.length > 0 && `plan ${plans.join(" or ")}`,
    spanned("MRR ", mrrFrom, mrrTo, ""),
    spanned("a customer for ", tenureDaysFrom, tenureDaysTo, "day"),
    regions.length > 0 && `in ${regions.join(", ")}`,
  ]
    .filter(Boolean)
    .join("; ");
}

/** "MRR 10 to 50", "a customer for 30 days or more", "MRR up to 50". */
function spanned(name: string, from: number | null, to: number | null, unit: string): string {
  const measured = (value: number) => `${figure(value)}${unit && ` ${value === 1 ? unit : `${unit}s`}`}`;
  if (from !== null && to !== null) return `${name}${figure(from)} to ${measured(to)}`;
  if (from !== null) return `${name}${measured(from)} or more`;
  return to === null ? "" : `${name}up to ${measured(to)}`;
}

/** Not rounded: what differs must read differently. */
const figure = (value: number, fractionDigits = 0) => value.toLocaleString("en", { minimumFractionDigits: fractionDigits, maximumFractionDigits: 10 });

/** No false cents, and never half of them. */
const amountText = (amount: number) => figure(amount, Number.isInteger(amount) ? 0 : 2);

function months(count: number): string {
  return count === 1 ? "1 month" : `${count} months`;
}
