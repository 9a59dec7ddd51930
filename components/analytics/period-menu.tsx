"use client";

import { CalendarDays, ChevronDown } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx";

interface Props {
  /** What is shown: "Last 4 weeks · 26 Oct – 22 Nov 2026". */
  current: string;
  choices: { label: string; href: string }[];
  /** Whether the time goes on beyond now. */
  isRunning: boolean;
}

/** Which time the page is about. */
export function PeriodMenu({ current, choices, isRunning }: Props) {
  return (
    <Menu
      trigger={
        <Button size="small" className="h-auto min-h-7 max-w-full shrink whitespace-normal py-0.5 text-start">
          <CalendarDays aria-hidden="true" /> {current} <ChevronDown aria-hidden="true" />
        </Button>
      }
    >
      <MenuLabel>{isRunning ? "Weeks, the running one among them" : "Whole weeks, the running one left out"}</MenuLabel>
      {choices.map(({ label, href }) => (
        <MenuItem key={href} href={href}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
