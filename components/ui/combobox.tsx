"use client";

import { Command } from "cmdk";
import { Check, ChevronsUpDown } from "lucide-react";
import { Popover as Radix } from "radix-ui";
import { useState } from "react";
import { cn } from "./cn.ts";
import type { ControlProps } from "./field.tsx";
import { controlClass } from "./input.tsx";

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: string;
}

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
          className="z-50 w-(--radix-popover-trigger-width) min-w-56 animate-fade rounded-card border border-line bg-surface shadow-float motion-reduce:animate-none"
        >
          <Command label={searchLabel} defaultValue={chosen?.label} filter={rank}>
            <Command.Input
              placeholder={searchLabel}
              className="h-9 w-full rounded-t-card border-line border-b bg-transparent px-3 text-14 placeholder:text-muted focus-visible:-outline-offset-2 pointer-coarse:text-16"
            />
            {/* Anchored, the list would stay where it was scrolled to when what fits best moves to its top. */}
            <Command.List className="max-h-64 overflow-y-auto p-1 [overflow-anchor:none]">
              <Command.Empty className="px-2 py-3 text-13 text-muted">{emptyText}</Command.Empty>
              {options.map((option) => (
                <Command.Item
                  key={option.value}
                  value={option.label}
                  keywords={[option.value, ...(option.hint === undefined ? [] : [option.hint])]}
                  onSelect={() => {
                    onValueChange(option.value);
                    setOpen(false);
                  }}
                  className="flex min-h-7 cursor-pointer items-center gap-2 rounded-control px-2 py-1 text-13 data-[selected=true]:bg-selected pointer-coarse:min-h-9"
                >
                  <Check aria-hidden="true" className={cn("size-4 shrink-0 text-accent-text", option.value !== value && "invisible")} />
                  <span className="min-w-0 flex-1 truncate">{option.label}</span>
                  {option.hint !== undefined && <span className="shrink-0 text-12 text-muted">{option.hint}</span>}
                </Command.Item>
              ))}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Words that begin with what was typed first, then those that hold it; letters strewn over a name are no match. */
function rank(label: string, typed: string, keywords: string[] = []): number {
  const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("_", " ");
  const wanted = plain(typed.trim());
  const texts = [label, ...keywords].map(plain);
  if (texts.some((text) => ` ${text.replace(/[\s/,()-]+/g, " ")}`.includes(` ${wanted}`))) return 1;
  return texts.some((text) => text.includes(wanted)) ? 0.5 : 0;
}
