import type { ReactNode } from "react";
import { cn } from "./cn.ts";

interface Props {
  label: ReactNode;
  value: ReactNode;
  /** What changed, in words: "+ 2,900 than expected", "no clear change (was 201)". */
  delta?: ReactNode;
  /** Whether the change is good news; says nothing that the words do not. */
  news?: "good" | "bad" | "none";
  /** How sure it is, how it is counted. */
  hint?: ReactNode;
  /** A Sparkline. */
  sparkline?: ReactNode;
}

const newsLook = { good: "text-accent-text", bad: "text-danger-text", none: "text-muted" };

/** One number, how sure it is, and what changed. Stands in StatTiles. */
export function StatTile({ label, value, delta, news = "none", hint, sparkline }: Props) {
  return (
    <div className="-ms-px -mt-px min-w-0 border-line border-s border-t px-5 py-4 tabular-nums">
      <dt className="wrap-anywhere font-medium text-13 text-muted">{label}</dt>
      <dd className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <span className="min-w-0 wrap-anywhere font-semibold text-[24px] leading-8 tracking-tight">{value}</span>
        {sparkline}
      </dd>
      {delta !== undefined && <dd className={cn("mt-0.5 wrap-anywhere text-12", newsLook[news], news !== "none" && "font-medium")}>{delta}</dd>}
      {hint !== undefined && <dd className="mt-0.5 wrap-anywhere text-12 text-muted">{hint}</dd>}
    </div>
  );
}

/** Tiles in one frame, as many side by side as have room. */
export function StatTiles({ label, children }: { label: string; children: ReactNode }) {
  return (
    <dl aria-label={label} className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,200px),1fr))] overflow-hidden rounded-card border border-line bg-surface">
      {children}
    </dl>
  );
}
