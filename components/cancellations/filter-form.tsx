"use client";

import { Search } from "lucide-react";
import { Input } from "#components/ui/input.tsx";
import type { CancellationFilters } from "#lib/features/cancellations/model/filters.ts";
import { KeptFilters } from "./kept-filters.tsx";
import { MoreFilters } from "./more-filters.tsx";

interface Props {
  filters: CancellationFilters;
  /** The filters as the address writes them; printed by the server, so that the browser needs no schema. */
  printed: Record<string, string>;
  path: string;
}

/** What has to be typed: an id, and what stands behind “Plan, days, MRR”. Plain forms that lead to the filtered page. */
export function FilterForm({ filters, printed, path }: Props) {
  return (
    <>
      {/* Next's own form component would prefetch the page on sight. */}
      <search className="max-sm:w-full">
        <form action={path} className="relative">
          <KeptFilters printed={printed} except={["q"]} />
          <Search aria-hidden="true" className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" />
          <Input
            key={filters.search}
            name="q"
            type="search"
            defaultValue={filters.search ?? ""}
            aria-label="Find by event id or customer id"
            placeholder="Event id or customer id"
            className="w-64 pl-8 max-sm:w-full"
            maxLength={255}
            autoComplete="off"
            spellCheck={false}
          />
        </form>
      </search>
      <MoreFilters filters={filters} printed={printed} path={path} />
    </>
  );
}
