"use client";

import { ListFilter } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { Select } from "#components/ui/select.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { dayText } from "#lib/core/day-text.ts";
import { auditKinds } from "#lib/features/audit/model/audit-sentence.ts";
import { auditHref, type AuditFilters as Filters } from "./audit-href.ts";

interface Props {
  /** The page without any query. */
  path: string;
  filters: Filters;
}

const names: Record<keyof Filters, string> = { kind: "What", actor: "Who", from: "From", to: "Until" };

/** The filters that are on, and the form that sets them; they live in the address. */
export function AuditFilters({ path, filters }: Props) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: keyof Filters) => String(given.get(name) ?? "").trim() || undefined;
    setOpen(false);
    router.push(auditHref(path, { ...filters, kind: text("kind"), actor: text("actor"), from: text("from"), to: text("to") }));
  }

  const shown = (Object.keys(names) as (keyof Filters)[]).filter((name) => filters[name] !== undefined);
  return (
    <>
      {shown.map((name) => (
        <FilterChip
          key={name}
          label={names[name]}
          value={valueText(name, filters[name] ?? "")}
          removeHref={auditHref(path, { ...filters, [name]: undefined })}
        />
      ))}
      <Popover
        label="Filter"
        open={isOpen}
        onOpenChange={setOpen}
        trigger={
          <Button size="small">
            <ListFilter aria-hidden="true" />
            Filter
          </Button>
        }
      >
        <form onSubmit={apply} className="grid gap-3">
          <Field label="What">
            {(control) => (
              <Select {...control} name="kind" defaultValue={filters.kind ?? ""}>
                <option value="">Everything</option>
                {auditKinds.map(({ prefix, label }) => (
                  <option key={prefix} value={prefix}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <TextField label="Who" hint="Part of an e-mail address or of a key’s name." name="actor" defaultValue={filters.actor ?? ""} maxLength={255} />
          <div className="grid grid-cols-2 gap-3">
            <TextField label="From" type="date" name="from" defaultValue={filters.from ?? ""} min="2000-01-01" />
            <TextField label="Until" type="date" name="to" defaultValue={filters.to ?? ""} min="2000-01-01" />
          </div>
          <Button type="submit" variant="primary">
            Apply
          </Button>
        </form>
      </Popover>
    </>
  );
}

function valueText(name: keyof Filters, value: string): string {
  if (name === "kind") return auditKinds.find(({ prefix }) => prefix === value)?.label ?? value;
  if (name === "actor") return value;
  return dayText(value);
}
