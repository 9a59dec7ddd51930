import { daysText } from "#components/analytics/words.ts";
import { moneyText } from "#components/ui/figure-text.ts";
import { dayText } from "#lib/core/day-text.ts";
import { type CancellationFilters, NOT_GIVEN, noFilters } from "#lib/features/cancellations/model/filters.ts";
import { outcomeWords } from "./outcome-words.ts";

/** What the filters' values are called. */
export const offerWords = { shown: "An offer was shown", accepted: "An offer was accepted", none: "No offer was shown" } as const;
export const sourceWords = { api: "API", hosted: "Hosted flow", import: "Import" } as const;

/** A reason as people know it. `labels`: label by key, merged keys under their target's. */
export function reasonWord(key: string | null, labels: Record<string, string>): string {
  return key === null || key === NOT_GIVEN ? "Not given" : (labels[key] ?? key);
}

/** A filter that is on, in words, and the filters without it. */
export interface ActiveFilter {
  label: string;
  value: string;
  without: CancellationFilters;
}

/** The filters that are on, in the order of the page's words. @param currency ISO 4217 */
export function activeFilters(filters: CancellationFilters, labels: Record<string, string>, currency: string): ActiveFilter[] {
  const { search, outcomes, reasons, plan, offer, source, from, to, mrrMin, mrrMax } = filters;
  const active: ActiveFilter[] = [];
  const add = (label: string, value: string, cleared: Partial<CancellationFilters>) => active.push({ label, value, without: { ...filters, ...cleared } });
  if (search !== null) add("Id", search, { search: noFilters.search });
  if (outcomes.length > 0) add("Outcome", outcomes.map((outcome) => outcomeWords[outcome].toLowerCase()).join(", "), { outcomes: [] });
  if (reasons.length > 0) add("Reason", reasons.map((key) => reasonWord(key, labels)).join(", "), { reasons: [] });
  if (plan !== null) add("Plan", plan, { plan: null });
  if (offer !== null) add("Offer", offerWords[offer], { offer: null });
  if (source !== null) add("Source", sourceWords[source], { source: null });
  if (from !== null || to !== null) add("Time", daysWords(from, to), { from: null, to: null });
  if (mrrMin !== null || mrrMax !== null) add("MRR", amountsWords(mrrMin, mrrMax, currency), { mrrMin: null, mrrMax: null });
  return active;
}

/** Days, of which `to` is the first that is out. */
function daysWords(from: string | null, to: string | null): string {
  if (from !== null && to !== null) return daysText(from, to);
  const day = dayText(from ?? to ?? "");
  return from === null ? `before ${day}` : `from ${day}`;
}

/** Amounts, both ends in. */
function amountsWords(min: number | null, max: number | null, currency: string): string {
  if (min === null) return `up to ${moneyText(max as number, currency)}`;
  return max === null ? `from ${moneyText(min, currency)}` : `${moneyText(min, currency)} to ${moneyText(max, currency)}`;
}
