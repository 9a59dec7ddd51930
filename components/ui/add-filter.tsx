"use client";

import { Plus } from "lucide-react";
import { cn } from "./cn.ts";
import { chipClass } from "./filter-chip.tsx";
import { Menu, MenuItem, MenuLabel } from "./menu.tsx";

interface Props {
  /** Each leads to the page with that filter added. */
  groups: { label: string; items: { label: string; href: string }[] }[];
}

/** "+ Filter": what can be filtered and is not yet. */
export function AddFilter({ groups }: Props) {
  return (
    <Menu
      trigger={
        <button type="button" className={cn(chipClass, "cursor-pointer border-dashed bg-transparent px-2.5 hover:bg-selected hover:text-ink")}>
          <Plus aria-hidden="true" className="size-3.5" />
          Filter
        </button>
      }
    >
      {groups.map((group) => (
        <div key={group.label}>
          <MenuLabel>{group.label}</MenuLabel>
          {group.items.map((item) => (
            <MenuItem key={item.href} href={item.href}>
              {item.label}
            </MenuItem>
          ))}
        </div>
      ))}
    </Menu>
  );
}
