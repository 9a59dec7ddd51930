"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { NavTabs } from "#components/ui/nav-tabs.tsx";
import { settingsPages } from "#lib/core/dashboard-pages.ts";
import type { Permission } from "#lib/core/permissions.ts";
import { useSandbox } from "./environment.tsx";
import { pageHref } from "./navigation.ts";

/** The pages of Settings, as a line above their content. */
export function SettingsNav({ slug, allowed }: { slug: string; allowed: Permission[] }) {
  const pathname = usePathname();
  const isSandbox = useSandbox();
  const tabs = settingsPages
    .filter(({ permission }) => allowed.includes(permission))
    .map(({ path, label }) => ({ href: pageHref(slug, path, isSandbox), label, current: pathname === `/dashboard/${slug}${path}` }));
  const line = useRef<HTMLDivElement>(null);

  // On a phone the line is longer than the window; one should see where one is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another tab
  useEffect(() => {
    line.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);

  return (
    <div ref={line} className="min-w-0">
      <NavTabs label="Settings" tabs={tabs} />
    </div>
  );
}
