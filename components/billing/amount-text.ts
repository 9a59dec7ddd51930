import { moneyText } from "#components/ui/figure-text.ts";
import type { Amount } from "#lib/features/billing/model/billing-view.ts";
import { majorUnits } from "#lib/features/billing/model/minor-units.ts";

/** "€49", "¥1,250", "-$10.50": an amount of Stripe's as a person reads it. */
export function amountText(amount: Amount): string {
  return moneyText(majorUnits(amount), amount.currency);
}
