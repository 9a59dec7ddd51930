"use client";

import { usePathname } from "next/navigation";
import { NavTabs } from "#components/ui/nav-tabs.tsx";
import type { Permission } from "#lib/core/permissions.ts";
import { useSandbox } from "./environment.tsx";
import { pageHref, settingsPages } from "./navigation.ts";

/** The pages of Settings, as a line above their content. */
export function SettingsNav({ slug, allowed }: { slug: string; allowed: Permission[] }) {
  const pathname = usePathname();
  const isSandbox = useSandbox();
  const tabs = settingsPages
    .filter(({ permission }) => allowed.includes(permission))
    .map(({ path, label }) => ({ href: pageHref(slug, path, isSandbox), label, current: pathname === `/dashboard/${slug}${path}` }));
  return <NavTabs label="Settings" tabs={tabs} />;
}
