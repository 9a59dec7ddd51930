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

/** The filters that are on, in the order of the page's words. */
export function activeFilters(filters: CancellationFilters, labels: Record<string, string>): ActiveFilter[] {
  const { search, outcomes, reasons, plan, offer, source, from, to, mrrMin, mrrMax } = filters;
  const active: ActiveFilter[] = [];
  const add = (label: string, value: string, cleared: Partial<CancellationFilters>) => active.push({ label, value, without: { ...filters, ...cleared } });
  if (search !== null) add("Id", search, { search: noFilters.search });
  if (outcomes.length > 0) add("Outcome", outcomes.map((outcome) => outcomeWords[outcome].toLowerCase()).join(", "), { outcomes: [] });
  if (reasons.length > 0) add("Reason", reasons.map((key) => reasonWord(key, labels)).join(", "), { reasons: [] });
  if (plan !== null) add("Plan", plan, { plan: null });
  if (offer !== null) add("Offer", offerWords[offer], { offer: null });
  if (source !== null) add("Source", sourceWords[source], { source: null });
  if (from !== null || to !== null) add("Time", rangeWords(from, to), { from: null, to: null });
  if (mrrMin !== null || mrrMax !== null) add("MRR", rangeWords(mrrMin, mrrMax), { mrrMin: null, mrrMax: null });
  return active;
}

function rangeWords(from: string | number | null, to: string | number | null): string {
  const text = (value: string | number) => (typeof value === "number" ? value.toLocaleString("en") : value);
  if (from === null) return `up to ${text(to as string)}`;
  return to === null ? `from ${text(from)}` : `${text(from)} to ${text(to)}`;
}
