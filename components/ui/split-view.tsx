import type { ReactNode } from "react";
import { cn } from "./cn.ts";

interface Props {
  /** A SidePanel, or null while nothing is open. */
  panel: ReactNode;
  children: ReactNode;
}

/** A list, and beside it what is open of it. */
export function SplitView({ panel, children }: Props) {
  const isOpen = panel !== null && panel !== undefined && panel !== false;
  return (
    <div className={cn("grid min-w-0 grid-cols-[minmax(0,1fr)] items-start gap-6", isOpen && "lg:grid-cols-[minmax(0,1fr)_minmax(340px,400px)]")}>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">{children}</div>
      {panel}
    </div>
  );
}
