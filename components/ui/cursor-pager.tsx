import { ChevronLeft, ChevronRight } from "lucide-react";
import { ButtonLink } from "./button-link.tsx";

interface Props {
  /** null on the first page. */
  newestHref: string | null;
  /** null on the last page. */
  olderHref: string | null;
}

/** Through a list of the latest first, whose cursors lead only on. Nothing where all is on one page. */
export function CursorPager({ newestHref, olderHref }: Props) {
  if (newestHref === null && olderHref === null) return null;
  return (
    <nav aria-label="Pages" className="flex justify-end gap-2">
      {newestHref !== null && (
        <ButtonLink size="small" href={newestHref}>
          <ChevronLeft aria-hidden="true" className="rtl:-scale-x-100" />
          Newest
        </ButtonLink>
      )}
      {olderHref !== null && (
        <ButtonLink size="small" href={olderHref} prefetch={false}>
          Older
          <ChevronRight aria-hidden="true" className="rtl:-scale-x-100" />
        </ButtonLink>
      )}
    </nav>
  );
}
