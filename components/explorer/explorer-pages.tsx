import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { countText } from "#components/ui/figure-text.ts";

interface Props {
  /** "cancellation" */
  noun: string;
  /** How many the page shows. */
  shown: number;
  total: { count: number; capped: boolean };
  /** null on the first page. */
  latestHref: string | null;
  /** null on the last page. */
  olderHref: string | null;
}

/** How much of the list the page shows, and the way through it. */
export function ExplorerPages({ noun, shown, total, latestHref, olderHref }: Props) {
  return (
    <CursorPager latestHref={latestHref} olderHref={olderHref}>
      {shown > 0 && `${shown.toLocaleString("en")} of ${countText(total)} ${total.count === 1 ? noun : `${noun}s`}`}
    </CursorPager>
  );
}
