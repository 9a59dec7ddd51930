import { X } from "lucide-react";
import Link from "next/link";
import { cn } from "./cn.ts";

export const chipClass =
  "inline-flex min-h-7 max-w-full items-center gap-1 rounded-full border border-line-strong bg-surface text-13 text-muted no-underline pointer-coarse:min-h-9";

interface Props {
  /** What is filtered: "Outcome". */
  label: string;
  /** To what: "recovered, churned". */
  value: string;
  /** The page without this filter; a filter that cannot go away has none. */
  removeHref?: string;
}

/** A filter that is on. Filters live in the address, so taking one away is following a link. */
export function FilterChip({ label, value, removeHref }: Props) {
  return (
    <span className={cn(chipClass, removeHref === undefined ? "px-3" : "ps-3 pe-0.5")}>
      <span className="min-w-0 truncate" title={`${label}: ${value}`}>
        {label}: <b className="font-medium text-ink">{value}</b>
      </span>
      {removeHref !== undefined && (
        <Link
          href={removeHref}
          scroll={false}
          aria-label={`Remove filter ${label}: ${value}`}
          className="grid size-6 shrink-0 place-items-center rounded-full text-muted hover:bg-selected hover:text-ink pointer-coarse:size-8"
        >
          <X aria-hidden="true" className="size-3.5" />
        </Link>
      )}
    </span>
  );
}
