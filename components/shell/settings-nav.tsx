"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { Permission } from "#lib/core/permissions.ts";
import { useSandbox } from "./environment.tsx";
import { pageHref, settingsPages } from "./navigation.ts";

/** The pages of Settings, as a line above their content. */
export function SettingsNav({ slug, allowed }: { slug: string; allowed: Permission[] }) {
  const pathname = usePathname();
  const isSandbox = useSandbox();
  return (
    <nav aria-label="Settings" className="mb-6 overflow-x-auto border-b border-line">
      <ul className="m-0 flex list-none gap-1 p-0">
        {settingsPages
          .filter(({ permission }) => allowed.includes(permission))
          .map(({ path, label }) => {
            const isCurrent = pathname === `/dashboard/${slug}${path}`;
            return (
              <li key={path}>
                <Link
                  href={pageHref(slug, path, isSandbox)}
                  prefetch={false}
                  aria-current={isCurrent ? "page" : undefined}
                  className={`-mb-px flex min-h-9 items-center whitespace-nowrap border-b-2 px-2.5 text-13 no-underline ${
                    isCurrent ? "border-accent font-medium text-ink" : "border-transparent text-muted hover:text-ink"
                  }`}
                >
                  {label}
                </Link>
              </li>
            );
          })}
      </ul>
    </nav>
  );
}
