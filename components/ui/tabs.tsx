"use client";

import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { tabClass, tabListClass } from "./nav-tabs.tsx";

interface Props {
  label: string;
  tabs: { value: string; label: ReactNode; content: ReactNode }[];
  defaultValue?: string;
}

/** Views of one thing inside a page. Views with an address of their own are NavTabs. */
export function Tabs({ label, tabs, defaultValue = tabs[0]?.value }: Props) {
  return (
    <Radix.Root defaultValue={defaultValue} className="grid min-w-0 gap-4">
      <Radix.List aria-label={label} className={tabListClass}>
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.value} value={tab.value} className={tabClass}>
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.value} value={tab.value} className="min-w-0 rounded-control">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
