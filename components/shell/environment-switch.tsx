"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useSandbox } from "./environment.tsx";

/** Prod or Sandbox, for the page that is open. Filters are left behind: the other environment has other data. */
export function EnvironmentSwitch() {
  const pathname = usePathname();
  const isSandbox = useSandbox();
  const item = (label: string, href: string, isCurrent: boolean, current: string) => (
    <Link
      href={href}
      aria-current={isCurrent ? "true" : undefined}
      className={`flex min-h-7 items-center justify-center rounded-[4px] text-12 font-medium no-underline ${isCurrent ? current : "text-muted hover:text-ink"}`}
    >
      {label}
    </Link>
  );
  return (
    <nav aria-label="Environment" className="grid grid-cols-2 gap-0.5 rounded-control border border-line bg-surface p-0.5">
      {item("Prod", pathname, !isSandbox, "bg-sunken text-ink ring-1 ring-line")}
      {item("Sandbox", `${pathname}?env=sandbox`, isSandbox, "bg-sandbox text-on-sandbox")}
    </nav>
  );
}
