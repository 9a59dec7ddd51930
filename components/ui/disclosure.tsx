import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  /** What is inside: "3 revoked or expired". */
  summary: ReactNode;
  children: ReactNode;
}

/** What most readers need not see; opens without scripts. */
export function Disclosure({ summary, children }: Props) {
  return (
    <details className="group/disclosure min-w-0">
      <summary className="inline-flex min-h-7 cursor-pointer list-none items-center gap-1 rounded-control text-13 text-muted hover:text-ink pointer-coarse:min-h-9 [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden="true" className="size-4 group-open/disclosure:rotate-90 rtl:-scale-x-100" />
        {summary}
      </summary>
      <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-3">{children}</div>
    </details>
  );
}
