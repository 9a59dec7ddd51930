import type { ReactNode } from "react";
import { cn } from "./cn.ts";

interface Props {
  items: { term: ReactNode; value: ReactNode; key?: string }[];
  className?: string;
}

/** Facts about one thing, term beside value. */
export function DescriptionList({ items, className }: Props) {
  return (
    <dl className={cn("grid grid-cols-[minmax(84px,30%)_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-13", className)}>
      {items.map(({ term, value, key }, position) => (
        <div key={key ?? (typeof term === "string" ? term : position)} className="contents">
          <dt className="wrap-anywhere text-muted">{term}</dt>
          <dd className="min-w-0 wrap-anywhere" dir="auto">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
