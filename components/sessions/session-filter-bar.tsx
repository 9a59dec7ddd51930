import Link from "next/link";
import { outcomeWords } from "#components/cancellations/outcome-words.ts";
import { IdSearch } from "#components/explorer/id-search.tsx";
import { AddFilter } from "#components/ui/add-filter.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { sessionStatuses } from "#lib/features/cancel-sessions/model/session.ts";
import {
  finalOutcomes,
  isSessionFiltered,
  noSessionFilters,
  printSessionFilters,
  type SessionFilters,
} from "#lib/features/cancel-sessions/model/session-filters.ts";
import { statusWords } from "./session-words.ts";

interface Props {
  filters: SessionFilters;
  hrefOf: (filters: SessionFilters) => string;
  /** The page without its query, for the form. */
  path: string;
}

/** What is filtered, as chips that come off, and what could be. All of it lives in the address. */
export function SessionFilterBar({ filters, hrefOf, path }: Props) {
  const { statuses, outcomes, result, search } = filters;
  const item = (label: string, change: Partial<SessionFilters>) => ({ label, href: hrefOf({ ...filters, ...change }) });
  const chip = (label: string, value: string, cleared: Partial<SessionFilters>) => (
    <FilterChip key={label} label={label} value={value} removeHref={hrefOf({ ...filters, ...cleared })} />
  );
  const groups = [
    {
      label: "Status",
      items: sessionStatuses.filter((one) => !statuses.includes(one)).map((one) => item(statusWords[one], { statuses: [...statuses, one] })),
    },
    {
      label: "Outcome",
      items: finalOutcomes.filter((one) => !outcomes.includes(one)).map((one) => item(outcomeWords[one], { outcomes: [...outcomes, one] })),
    },
    { label: "Result", items: result === null ? [item("Neither verified nor delivered", { result: "unseen" })] : [] },
  ].filter(({ items }) => items.length > 0);
  return (
    <>
      <IdSearch ids="Session id or customer id" search={search} printed={printSessionFilters(filters)} path={path} />
      {search !== null && chip("Id", search, { search: null })}
      {statuses.length > 0 && chip("Status", statuses.map((one) => statusWords[one].toLowerCase()).join(", "), { statuses: [] })}
      {outcomes.length > 0 && chip("Outcome", outcomes.map((one) => outcomeWords[one].toLowerCase()).join(", "), { outcomes: [] })}
      {result !== null && chip("Result", "neither verified nor delivered", { result: null })}
      <AddFilter groups={groups} />
      {isSessionFiltered(filters) && (
        <Link className="text-13 text-muted" href={hrefOf({ ...noSessionFilters, environment: filters.environment })} prefetch={false}>
          Clear all
        </Link>
      )}
    </>
  );
}
