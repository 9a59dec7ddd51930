import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "./button-link.tsx";

interface Props {
  /** null on the first page. */
  latestHref: string | null;
  /** null on the last page. */
  olderHref: string | null;
  /** What is shown: "50 of 12,418". */
  children?: ReactNode;
}

/** Through a list of the latest first, whose cursors lead only on. Nothing where all is on one page and nothing is said of it. */
export function CursorPager({ latestHref, olderHref, children }: Props) {
  if (latestHref === null && olderHref === null && !children) return null;
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-13 text-muted tabular-nums">{children}</p>
      <div className="flex gap-2">
        {latestHref !== null && (
          <ButtonLink size="small" href={latestHref} prefetch={false}>
            <ChevronLeft aria-hidden="true" className="rtl:-scale-x-100" />
            Latest
          </ButtonLink>
        )}
        {olderHref !== null && (
          <ButtonLink size="small" href={olderHref} prefetch={false}>
            Older
            <ChevronRight aria-hidden="true" className="rtl:-scale-x-100" />
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}
