import Link from "next/link";
import type { ReactNode } from "react";

export const tabListClass = "flex min-w-0 gap-5 overflow-x-auto overflow-y-hidden border-line border-b";
export const tabClass =
  "-mb-px flex min-h-9 shrink-0 cursor-pointer items-center gap-1.5 border-transparent border-b-2 text-13 text-muted no-underline hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-ink";

interface Props {
  label: string;
  tabs: { href: string; label: ReactNode; current: boolean }[];
}

/** Pages that belong together, each with its own address. */
export function NavTabs({ label, tabs }: Props) {
  return (
    <nav aria-label={label} className={tabListClass}>
      {tabs.map((tab) => (
        <Link key={tab.href} href={tab.href} prefetch={false} aria-current={tab.current ? "page" : undefined} className={tabClass}>
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
