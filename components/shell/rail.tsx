"use client";

import { BookOpen, ChartNoAxesColumn, CreditCard, Footprints, List, ListTree, Search, Settings, Waypoints } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type Page, sections } from "#lib/core/dashboard-pages.ts";
import { useSandbox } from "./environment.tsx";
import { EnvironmentSwitch } from "./environment-switch.tsx";
import { isWithin, pageHref } from "./navigation.ts";
import type { ShellData } from "./shell-data.ts";
import { UserMenu } from "./user-menu.tsx";
import { WorkspaceSwitcher } from "./workspace-switcher.tsx";

const icons: Record<string, typeof List> = {
  "": ChartNoAxesColumn,
  "/cancellations": List,
  "/sessions": Footprints,
  "/reasons": ListTree,
  "/flow": Waypoints,
  "/docs": BookOpen,
  "/billing": CreditCard,
  "/settings": Settings,
};

interface Props extends ShellData {
  /** Opens the search for everything. */
  onSearch(): void;
}

/** The way around a workspace. */
export function Rail({ onSearch, ...data }: Props) {
  const pathname = usePathname();
  const isSandbox = useSandbox();
  const { workspace, allowed } = data;
  const link = ({ path, label }: Page) => {
    const Icon = icons[path] ?? List;
    const isCurrent = isWithin(pathname, workspace.slug, path);
    return (
      <li key={path}>
        <Link
          href={pageHref(workspace.slug, path, isSandbox)}
          prefetch={false}
          aria-current={isCurrent ? (pathname === `/dashboard/${workspace.slug}${path}` ? "page" : "true") : undefined}
          className={`flex min-h-9 items-center gap-2.5 rounded-control px-2 no-underline lg:min-h-8 ${
            isCurrent ? "bg-surface font-medium text-ink ring-1 ring-line" : "text-muted hover:bg-surface hover:text-ink"
          }`}
        >
          <Icon aria-hidden="true" className="size-4 shrink-0" />
          {label}
        </Link>
      </li>
    );
  };
  return (
    <div className="flex h-full flex-col gap-3 p-3">
      <WorkspaceSwitcher {...data} />
      <EnvironmentSwitch />
      <nav aria-label="Workspace" className="flex-1 overflow-y-auto">
        {sections.map((pages, i) => (
          <ul key={pages[0]?.path} className={`m-0 flex list-none flex-col gap-0.5 p-0 ${i > 0 ? "mt-3 border-t border-line pt-3" : ""}`}>
            {pages.filter(({ permission }) => allowed.includes(permission)).map(link)}
          </ul>
        ))}
      </nav>
      <div className="flex flex-col gap-0.5">
        <button
          type="button"
          onClick={onSearch}
          aria-label="Search"
          aria-haspopup="dialog"
          aria-keyshortcuts={data.isMac ? "Meta+K" : "Control+K"}
          className="flex min-h-9 w-full items-center gap-2.5 rounded-control px-2 text-13 text-muted hover:bg-surface hover:text-ink lg:min-h-8"
        >
          <Search aria-hidden="true" className="size-4 shrink-0" />
          <span className="flex-1 text-left">Search</span>
          <kbd className="rounded border border-line px-1 font-sans text-12 max-lg:hidden pointer-coarse:hidden">{data.isMac ? "⌘K" : "Ctrl K"}</kbd>
        </button>
        <UserMenu {...data} />
        {data.email !== null && (
          <noscript>
            <button type="submit" form="sign-out" className="min-h-9 px-2 text-13">
              Sign out
            </button>
          </noscript>
        )}
      </div>
    </div>
  );
}
