import { moneyText, rateText } from "#components/ui/figure-text.ts";

/** How a chart writes its numbers; a name, because functions do not travel from the server to the browser. */
export type Figure = { kind: "count" } | { kind: "percent" } | { kind: "money"; currency: string };

/** A figure in full: "12,418", "23.2 %" (of 0.232), "$1,290". */
export function figureText(value: number | null, figure: Figure): string {
  if (value === null || !Number.isFinite(value)) return "–";
  if (figure.kind === "percent") return rateText(value);
  if (figure.kind === "money") return moneyText(value, figure.currency);
  return value.toLocaleString("en");
}

/** A figure for an axis: short, and exact enough for a tick: "12K", "25 %". */
export function tickText(value: number, figure: Figure): string {
  if (figure.kind === "percent") return `${Number((value * 100).toFixed(1))} %`;
  const short: Intl.NumberFormatOptions = { notation: "compact", maximumFractionDigits: 1 };
  if (figure.kind === "money") return value.toLocaleString("en", { ...short, style: "currency", currency: figure.currency });
  return value.toLocaleString("en", value < 10_000 ? {} : short);
}
