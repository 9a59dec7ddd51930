import Link from "next/link";
import { IdSearch } from "#components/explorer/id-search.tsx";
import { AddFilter } from "#components/ui/add-filter.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { outcomes } from "#lib/features/cancellations/model/cancellation.ts";
import { type CancellationFilters, isFiltered, NOT_GIVEN, noFilters, printFilters } from "#lib/features/cancellations/model/filters.ts";
import { activeFilters, offerWords, sourceWords } from "./filter-words.ts";
import { MoreFilters } from "./more-filters.tsx";
import { outcomeWords } from "./outcome-words.ts";

interface Props {
  filters: CancellationFilters;
  /** Reasons to choose from: those that count, merged ones left out. */
  reasons: { key: string; label: string }[];
  /** Label by key, merged keys too. */
  labels: Record<string, string>;
  /** First days of the last 7, 28 and 91, in the workspace's time zone. */
  recentDays: { label: string; from: string }[];
  currency: string;
  hrefOf: (filters: CancellationFilters) => string;
  /** The page without its query, for the form. */
  path: string;
}

/** What is filtered, as chips that come off, and what could be. All of it lives in the address. */
export function FilterBar({ filters, reasons, labels, recentDays, currency, hrefOf, path }: Props) {
  const item = (label: string, change: Partial<CancellationFilters>) => ({ label, href: hrefOf({ ...filters, ...change }) });
  const groups = [
    {
      label: "Outcome",
      items: outcomes
        .filter((outcome) => !filters.outcomes.includes(outcome))
        .map((outcome) => item(outcomeWords[outcome], { outcomes: [...filters.outcomes, outcome] })),
    },
    { label: "Time", items: filters.from === null && filters.to === null ? recentDays.map(({ label, from }) => item(label, { from })) : [] },
    {
      label: "Reason",
      items: [...reasons, { key: NOT_GIVEN, label: "Not given" }]
        .filter(({ key }) => !filters.reasons.includes(key))
        .map(({ key, label }) => item(label, { reasons: [...filters.reasons, key] })),
    },
    { label: "Offer", items: filters.offer === null ? (["shown", "accepted", "none"] as const).map((offer) => item(offerWords[offer], { offer })) : [] },
    { label: "Source", items: filters.source === null ? (["api", "hosted", "import"] as const).map((source) => item(sourceWords[source], { source })) : [] },
  ].filter(({ items }) => items.length > 0);
  // Printed by the server, so that the browser needs no schema.
  const printed = printFilters(filters);
  return (
    <>
      <IdSearch ids="Event id or customer id" search={filters.search} printed={printed} path={path} />
      <MoreFilters filters={filters} printed={printed} path={path} />
      {activeFilters(filters, labels, currency).map(({ label, value, without }) => (
        <FilterChip key={label} label={label} value={value} removeHref={hrefOf(without)} />
      ))}
      <AddFilter groups={groups} />
      {isFiltered(filters) && (
        <Link className="text-13 text-muted" href={hrefOf({ ...noFilters, environment: filters.environment })} prefetch={false}>
          Clear all
        </Link>
      )}
    </>
  );
}
