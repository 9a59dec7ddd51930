import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

interface Props {
  /** What is inside: "3 revoked or expired". */
  summary: ReactNode;
  /** Looks of the summary, where it says something of its own. */
  className?: string;
  children: ReactNode;
}

/** What most readers need not see; opens without scripts. */
export function Disclosure({ summary, className, children }: Props) {
  return (
    <details className="group/disclosure min-w-0">
      <summary
        className={cn(
          "inline-flex min-h-7 cursor-pointer list-none items-center gap-1 rounded-control text-13 text-muted hover:text-ink pointer-coarse:min-h-9 [&::-webkit-details-marker]:hidden",
          className,
        )}
      >
        <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted group-open/disclosure:rotate-90 rtl:-scale-x-100" />
        {summary}
      </summary>
      <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-3">{children}</div>
    </details>
  );
}
