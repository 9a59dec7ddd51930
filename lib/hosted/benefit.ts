import type { Benefit } from "#lib/features/flows/model/flow-config.ts";
import type { Words } from "./words.ts";

/** What an offer gives, as text: the one sentence about it that the product says itself. */
export function benefitText(benefit: Benefit, words: Words): string {
  if (benefit.type === "pause") return words.count("pauseMonths", benefit.months, {});
  const { months } = benefit;
  if (benefit.type === "percent") {
    const percent = words.percent(benefit.percent);
    return months === null ? words.plain("percentAll", { percent }) : words.count("percentMonths", months, { percent });
  }
  const amount = words.money(benefit.amount, benefit.currency);
  return months === null ? words.plain("amountAll", { amount }) : words.count("amountMonths", months, { amount });
}
