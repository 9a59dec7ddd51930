"use client";

import { SlidersHorizontal } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { KeptFilters } from "#components/explorer/kept-filters.tsx";
import { Button } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { CancellationFilters } from "#lib/features/cancellations/model/filters.ts";

interface Props {
  filters: CancellationFilters;
  /** The filters as the address writes them. */
  printed: Record<string, string>;
  path: string;
}

const asked = ["plan", "from", "to", "mrrMin", "mrrMax"] as const;
type Name = (typeof asked)[number];
type Faults = Partial<Record<Name, string>>;

/** Plan, days and amounts, in a form that closes only when all of it means something. */
export function MoreFilters({ filters, printed, path }: Props) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const [faults, setFaults] = useState<Faults>({});
  const form = useRef<HTMLFormElement>(null);

  function show(open: boolean) {
    setOpen(open);
    setFaults({});
  }

  useEffect(() => {
    if (Object.keys(faults).length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [faults]);

  async function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
      typeof value === "string" && value.trim() !== "" ? [[name, value.trim()] as const] : [],
    );
    const query = Object.fromEntries(given);
    // The rules come with zod, which the page does without until somebody filters by hand.
    const rules = await import("#lib/features/cancellations/model/filters.ts").catch(() => null);
    // Without them the server says what it leaves out.
    if (rules === null) return form.current?.submit();
    const wrong = faultsOf(query, new Set(rules.parseFilters(query).dropped.map(({ name }) => name)), form.current);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return;
    setOpen(false);
    router.push(given.length === 0 ? path : `${path}?${new URLSearchParams(query)}`);
  }

  const field = (name: Name, label: string) => ({ name, label, defaultValue: filters[name] ?? "", error: faults[name], autoComplete: "off" });
  return (
    <Popover
      label="More filters"
      open={isOpen}
      onOpenChange={show}
      trigger={
        <Button size="small">
          <SlidersHorizontal aria-hidden="true" /> Plan, days, MRR
        </Button>
      }
    >
      <form ref={form} action={path} noValidate onSubmit={apply} className="grid gap-3">
        <KeptFilters printed={printed} except={asked} />
        <TextField {...field("plan", "Plan")} maxLength={255} />
        <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
          <TextField {...field("from", "From")} type="date" />
          <TextField {...field("to", "Before")} type="date" />
        </div>
        <div className="grid grid-cols-2 gap-3">
          <TextField {...field("mrrMin", "MRR from")} inputMode="decimal" />
          <TextField {...field("mrrMax", "MRR to")} inputMode="decimal" />
        </div>
        <Button type="submit" variant="primary">
          Filter
        </Button>
      </form>
    </Popover>
  );
}

const AMOUNT = "An amount such as 49 or 49.50, from 0 to 1,000,000,000.";
const DAY = "A day such as 2026-11-23.";

/** What is wrong with each field, in words. @param dropped names of what the address would leave out */
function faultsOf(query: Record<string, string>, dropped: ReadonlySet<string>, form: HTMLFormElement | null): Faults {
  const faults: Faults = {};
  // A date that is typed by half is empty to the form, and only the browser knows.
  const isHalf = (name: Name) => (form?.elements.namedItem(name) as HTMLInputElement | null)?.validity.badInput === true;
  if (dropped.has("plan")) faults.plan = "At most 255 characters, none of them a control character.";
  for (const name of ["from", "to"] as const) if (dropped.has(name) || isHalf(name)) faults[name] = DAY;
  for (const name of ["mrrMin", "mrrMax"] as const) if (dropped.has(name)) faults[name] = AMOUNT;
  const { from = "", to = "", mrrMin = "", mrrMax = "" } = query;
  // Right by themselves, but not together.
  if (from !== "" && to !== "" && to <= from) faults.to = "A day after “From”.";
  if (mrrMin !== "" && mrrMax !== "" && Number(mrrMax) >= 0 && Number(mrrMax) < Number(mrrMin)) faults.mrrMax = "Not below “MRR from”.";
  return faults;
}
