"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { useSandbox } from "#components/shell/environment.tsx";
import { pageHref } from "#components/shell/navigation.ts";
import { NavTabs } from "#components/ui/nav-tabs.tsx";
import { flowPages } from "#lib/core/dashboard-pages.ts";

/** The pages of Flow, as a line above their content. */
export function FlowTabs({ slug }: { slug: string }) {
  const pathname = usePathname();
  const isSandbox = useSandbox();
  const tabs = flowPages.map(({ path, label }) => ({ href: pageHref(slug, path, isSandbox), label, current: pathname === `/dashboard/${slug}${path}` }));
  const line = useRef<HTMLDivElement>(null);

  // On a phone the line is longer than the window; one should see where one is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another tab
  useEffect(() => {
    line.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);

  return (
    <div ref={line} className="min-w-0">
      <NavTabs label="Flow" tabs={tabs} />
    </div>
  );
}
