import type { Amount } from "./billing-view.ts";

/** docs.stripe.com/currencies: where Stripe counts whole units, and where thousandths; everywhere else hundredths, in ISK and UGX too. */
const WHOLE = new Set(["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"]);
const THOUSANDTHS = new Set(["BHD", "JOD", "KWD", "OMR", "TND"]);

/** An amount in the unit that people speak of: 12.50 of 1250 cents, 1250 of 1250 yen. */
export function majorUnits({ minor, currency }: Amount): number {
  return minor / (WHOLE.has(currency) ? 1 : THOUSANDTHS.has(currency) ? 1_000 : 100);
}
