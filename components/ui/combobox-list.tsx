"use client";

import { Command } from "cmdk";
import { Check } from "lucide-react";
import { useEffect, useRef } from "react";
import { cn } from "./cn.ts";

export interface ComboboxOption {
  value: string;
  label: string;
  hint?: string;
}

interface Props {
  options: ComboboxOption[];
  value: string;
  searchLabel: string;
  emptyText: string;
  onChoose: (value: string) => void;
}

/** What a Combobox opens: the search and what it finds. It comes with its package when it is first opened. */
export function ComboboxList({ options, value, searchLabel, emptyText, onChoose }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  return (
    <Command label={searchLabel} defaultValue={options.find((option) => option.value === value)?.label} filter={hasAllWords}>
      <Command.Input
        ref={input}
        placeholder={searchLabel}
        className="h-9 w-full rounded-t-card border-line border-b bg-transparent px-3 focus-visible:-outline-offset-2 text-14 placeholder:text-muted pointer-coarse:text-16"
      />
      <Command.List className="max-h-64 overflow-y-auto p-1">
        <Command.Empty className="px-2 py-3 text-13 text-muted">{emptyText}</Command.Empty>
        {options.map((option) => (
          <Command.Item
            key={option.value}
            value={option.label}
            keywords={[option.value, ...(option.hint === undefined ? [] : [option.hint])]}
            onSelect={() => onChoose(option.value)}
            className="flex min-h-7 cursor-pointer items-center gap-2 rounded-control px-2 py-1 text-13 data-[selected=true]:bg-selected pointer-coarse:min-h-9"
          >
            <Check aria-hidden="true" className={cn("size-4 shrink-0 text-accent-text", option.value !== value && "invisible")} />
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            {option.hint !== undefined && <span className="shrink-0 text-12 text-muted">{option.hint}</span>}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}

/** Every word that was typed stands somewhere in the option, at any place. */
function hasAllWords(label: string, typed: string, keywords: string[] = []): number {
  const text = [label, ...keywords].join(" ").toLowerCase();
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => text.includes(word)) ? 1 : 0;
}
