"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { NavTabs } from "#components/ui/nav-tabs.tsx";
import { useSandbox } from "./environment.tsx";
import { pageHref } from "./navigation.ts";

interface Props {
  label: string;
  slug: string;
  /** `path` is below the workspace's: "/settings/members". */
  pages: readonly { path: string; label: string }[];
}

/** The pages of one part of the dashboard, as a line above their content. */
export function PageTabs({ label, slug, pages }: Props) {
  const pathname = usePathname();
  const isSandbox = useSandbox();
  const tabs = pages.map((page) => ({ href: pageHref(slug, page.path, isSandbox), label: page.label, current: pathname === `/dashboard/${slug}${page.path}` }));
  const line = useRef<HTMLDivElement>(null);

  // On a phone the line is longer than the window; one should see where one is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another tab
  useEffect(() => {
    line.current?.querySelector("[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [pathname]);

  return (
    <div ref={line} className="min-w-0">
      <NavTabs label={label} tabs={tabs} />
    </div>
  );
}
