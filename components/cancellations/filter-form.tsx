"use client";

import { Search, SlidersHorizontal } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { CancellationFilters } from "#lib/features/cancellations/model/filters.ts";

interface Props {
  filters: CancellationFilters;
  /** The filters as the address writes them; printed by the server, so that the browser needs no schema. */
  printed: Record<string, string>;
  path: string;
}

/** What has to be typed: an id, a plan, days, amounts. Plain forms that lead to the filtered page. */
export function FilterForm({ filters, printed, path }: Props) {
  return (
    <>
      {/* Next's own form component would prefetch the page on sight. */}
      <search className="max-sm:w-full">
        <form action={path} className="relative">
          <Kept printed={printed} except={["q"]} />
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
      <Popover
        label="More filters"
        trigger={
          <Button size="small">
            <SlidersHorizontal aria-hidden="true" /> Plan, days, MRR
          </Button>
        }
      >
        <form action={path} className="grid gap-3">
          <Kept printed={printed} except={["plan", "from", "to", "mrrMin", "mrrMax"]} />
          <TextField label="Plan" name="plan" defaultValue={filters.plan ?? ""} maxLength={255} autoComplete="off" />
          <div className="grid grid-cols-2 gap-3">
            <TextField label="From" name="from" type="date" defaultValue={filters.from ?? ""} />
            <TextField label="Before" name="to" type="date" defaultValue={filters.to ?? ""} />
          </div>
          <div className="grid grid-cols-2 gap-3">
            <TextField label="MRR from" name="mrrMin" inputMode="decimal" defaultValue={filters.mrrMin ?? ""} />
            <TextField label="MRR to" name="mrrMax" inputMode="decimal" defaultValue={filters.mrrMax ?? ""} />
          </div>
          <Button type="submit" variant="primary">
            Filter
          </Button>
        </form>
      </Popover>
    </>
  );
}

/** The other filters go along with the form. */
function Kept({ printed, except }: { printed: Record<string, string>; except: string[] }) {
  return Object.entries(printed)
    .filter(([name]) => !except.includes(name))
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
}
