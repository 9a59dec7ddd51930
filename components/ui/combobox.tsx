"use client";

import { ChevronsUpDown } from "lucide-react";
import { Popover as Radix } from "radix-ui";
import { lazy, Suspense, useState } from "react";
import { cn } from "./cn.ts";
import type { ComboboxOption } from "./combobox-list.tsx";
import type { ControlProps } from "./field.tsx";
import { controlClass } from "./input.tsx";

interface Props extends Partial<ControlProps> {
  options: ComboboxOption[];
  /** "" when nothing is chosen. */
  value: string;
  onValueChange: (value: string) => void;
  /** For a form that is sent as it is. */
  name?: string;
  placeholder?: string;
  searchLabel: string;
  emptyText?: string;
}

const load = () => import("./combobox-list.tsx");
const List = lazy(async () => ({ default: (await load()).ComboboxList }));

/** One of many, found by typing: time zones, currencies, a hundred plans. For a few a Select is quicker. */
export function Combobox({ options, value, onValueChange, name, placeholder = "Choose", searchLabel, emptyText = "Nothing matches.", ...control }: Props) {
  const [open, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value);
  const { required, ...ties } = control;
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      {name !== undefined && <input type="hidden" name={name} value={value} />}
      <Radix.Trigger asChild>
        <button
          {...ties}
          type="button"
          role="combobox"
          aria-expanded={open}
          aria-haspopup="listbox"
          aria-required={required}
          onPointerEnter={load}
          onFocus={load}
          className={cn(controlClass, "flex h-8 cursor-pointer items-center justify-between gap-2 text-start")}
        >
          <span className={cn("min-w-0 truncate", chosen === undefined && "text-muted")}>{chosen?.label ?? placeholder}</span>
          <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
        </button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={searchLabel}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-h-9 w-(--radix-popover-trigger-width) min-w-56 animate-fade rounded-card border border-line bg-surface shadow-float motion-reduce:animate-none"
        >
          <Suspense fallback={null}>
            <List
              {...{ options, value, searchLabel, emptyText }}
              onChoose={(next) => {
                onValueChange(next);
                setOpen(false);
              }}
            />
          </Suspense>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
