/** How figures are written, wherever they stand. */

/** "23.2 %", or "–" where nothing is known: never 0 % for want of data. @param value 0 to 1 */
export function rateText(value: number | null): string {
  return value === null || !Number.isFinite(value) ? "–" : `${tenthText(value * 100)} %`;
}

/** With one decimal: "17.6". */
export function tenthText(value: number): string {
  return value.toLocaleString("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** "$1,290", "€129.50": with its currency, and no false cents. @param currency ISO 4217 */
export function moneyText(amount: number, currency: string): string {
  return amount.toLocaleString("en", { style: "currency", currency, trailingZeroDisplay: "stripIfInteger" });
}

/** "12", or "10,000+" where there are more than were counted. */
export function countText({ count, capped }: { count: number; capped: boolean }): string {
  return `${count.toLocaleString("en")}${capped ? "+" : ""}`;
}
