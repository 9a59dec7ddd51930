"use client";

import { Check } from "lucide-react";
import { useMenuParts } from "./menu-parts.ts";

interface Props {
  value: string;
  onChange: (value: string) => void;
  options: readonly { value: string; label: string }[];
}

/** One of a few, inside a Menu; it stays open, so that the choice can be seen and changed. */
export function MenuChoice({ value, onChange, options }: Props) {
  const { RadioGroup, RadioItem, ItemIndicator } = useMenuParts();
  return (
    <RadioGroup value={value} onValueChange={onChange}>
      {options.map((option) => (
        <RadioItem
          key={option.value}
          value={option.value}
          onSelect={(event) => event.preventDefault()}
          className="flex min-h-7 cursor-pointer select-none items-center gap-2 rounded-control px-2 py-1 text-13 focus-visible:-outline-offset-2 data-highlighted:bg-selected pointer-coarse:min-h-9"
        >
          <span className="grid size-4 place-items-center">
            <ItemIndicator>
              <Check aria-hidden="true" className="size-4 text-muted" />
            </ItemIndicator>
          </span>
          {option.label}
        </RadioItem>
      ))}
    </RadioGroup>
  );
}
